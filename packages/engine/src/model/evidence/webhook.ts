/** A door for a tracker: what it says of its tickets becomes evidence of this project's tasks. */
import { z } from "zod";
import { id, line } from "../fields.ts";

export const trackerProvider = z.enum(["github", "gitlab", "jira"]);
export type TrackerProvider = z.infer<typeof trackerProvider>;

/** Its address and its secret follow from its id and the server's own secret: neither is kept. Taken away, it is shut. */
export const webhookSchema = z.strictObject({
  id,
  name: line.min(1, "a webhook needs a name"),
  provider: trackerProvider,
});
