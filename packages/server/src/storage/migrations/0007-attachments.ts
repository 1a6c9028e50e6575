/** Files that people attach to what they write down. */
import type { Migration } from "../migrate.ts";

export const attachments: Migration = {
  version: 7,
  name: "attachments",
  sql: `
  SELECT 1;
  `,
};
