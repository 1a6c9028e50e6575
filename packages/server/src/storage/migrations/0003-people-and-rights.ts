/** Who belongs to a workspace and what they may do: members, roles, invitations, tokens, share links. */
import type { Migration } from "../migrate.ts";

export const peopleAndRights: Migration = {
  version: 3,
  name: "people and rights",
  sql: `
  SELECT 1;
  `,
};
