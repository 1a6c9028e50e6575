/** The log as proof: the workspace's own log, tree heads, signed checkpoints, and texts that can be erased. */
import type { Migration } from "../migrate.ts";

export const logProof: Migration = {
  version: 5,
  name: "log proof",
  sql: `
  SELECT 1;
  `,
};
