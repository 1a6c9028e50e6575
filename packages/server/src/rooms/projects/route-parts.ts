/** What the routes of projects have in common: the room that they work in, and the schemas of ids, names and records. */
import { z } from "zod";
import type { Actors } from "../../access/actor-of-request.ts";
import type { ShownOnce } from "../../access/people/shown-once.ts";
import type { EventHub } from "../../events/event-hub.ts";
import type { AttachmentStore } from "./attachments/attachments.ts";
import type { ProjectsStore } from "./edit-project.ts";
import type { ExternalDates } from "./external-dates.ts";
import type { PlanFiles } from "./plan-files.ts";
import { KEY_PATTERN } from "./project-key.ts";

export interface ProjectsRoom extends ProjectsStore {
  readonly files: PlanFiles;
  readonly events: EventHub;
  readonly attachments: AttachmentStore;
  readonly shownOnce: ShownOnce;
  /** 32 bytes that the secrets of webhooks are made from. */
  readonly webhookKey: Buffer;
  /** Who asks, found out anew: for what goes on longer than a request. */
  readonly askers: Pick<Actors, "of">;
  readonly external: Pick<ExternalDates, "opened">;
}

export const params = z.strictObject({ id: z.string().min(1).max(64) });
export const noQuery = z.strictObject({});
export const name = z.string().trim().min(1).max(1000);
export const key = z.string().regex(KEY_PATTERN, "must be 1 to 10 capital letters and digits, a letter first");
/** Sent by clients that have nothing to say. */
export const nothing = z.strictObject({}).nullish();
/** A record in an answer; its fields are those of its kind. */
export const looseRecord = z.looseObject({ id: z.string() });
export const problemList = z.array(z.looseObject({ code: z.string(), message: z.string() }));
