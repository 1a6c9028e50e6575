/** Work that goes on behind the screen, with its progress. */
import type { Migration } from "../migrate.ts";

export const jobs: Migration = {
  version: 6,
  name: "jobs",
  sql: `
  SELECT 1;
  `,
};
