/** How a session was begun and when its person proved themselves last; workspaces that demand a second factor, and further workspaces. */
import type { Migration } from "../migrate.ts";

export const secondFactor: Migration = {
  version: 8,
  name: "second factor",
  sql: `
  ALTER TABLE workspace ADD COLUMN demands_second_factor boolean NOT NULL DEFAULT false;
  GRANT UPDATE (demands_second_factor) ON workspace TO leadline_app;
  GRANT INSERT (workspace_id, name) ON workspace TO leadline_app;

  -- Absent: by password, with a code where the account has a second factor.
  ALTER TABLE leadline_sign_in.session ADD COLUMN method text CHECK (method IN ('passkey', 'passkey alone', 'single sign-on'));
  -- Since the session began: when its person gave a password or code once more.
  ALTER TABLE leadline_sign_in.session ADD COLUMN "provenAt" timestamptz;
  `,
};
