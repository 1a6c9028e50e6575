/** The sign-in of this installation, if people sign in here: because an administrator is set, or was once. */
import type { FastifyBaseLogger } from "fastify";
import { announceRights, membershipsOf } from "../access/queries.ts";
import { isLoopback, type Config } from "../config.ts";
import { StartFailure } from "../start-failure.ts";
import type { DatabaseAccess } from "../storage/database-access.ts";
import type { Database } from "../storage/database.ts";
import { keyFor } from "../storage/secret.ts";
import { ensureAdministrator } from "./administrator.ts";
import { openSignIn, type SignIn } from "./sign-in.ts";

export interface SignInParts {
  readonly config: Pick<Config, "administrator" | "publicOrigin" | "host" | "port">;
  readonly access: Pick<DatabaseAccess, "signIn">;
  readonly database: Database;
  readonly workspaceId: string;
  /** The installation's secret. */
  readonly secret: string;
  readonly logger: Pick<FastifyBaseLogger, "info">;
}

/** Refuses to leave a server open to others that nobody has to sign in to. */
export async function installationSignIn({ config, access, database, workspaceId, secret, logger }: SignInParts): Promise<SignIn | undefined> {
  const { administrator, host, port, publicOrigin = `http://${isLoopback(host) ? "localhost" : host}:${port}` } = config;
  const signIn = openSignIn({ connection: access.signIn, secret: keyFor(secret, "sign-in").toString("base64url"), publicUrl: publicOrigin });
  if (administrator) await ensureAdministrator({ accounts: signIn.accounts, database, workspaceId, logger }, administrator);
  if (administrator || (await signIn.hasAccounts())) return signIn;
  await signIn.close();
  if (isLoopback(host)) return undefined;
  throw new StartFailure(
    `HOST=${host} would open Leadline to everybody who can reach this machine, because no administrator is set. Set LEADLINE_ADMIN_EMAIL and LEADLINE_ADMIN_PASSWORD, or leave HOST out.`,
  );
}

const ANY_WORKSPACE = "00000000-0000-0000-0000-000000000000";

/** Every server looks again at what this person may do, wherever they are a member. */
export async function tellSessionsEnded(database: Database, userId: string | undefined): Promise<void> {
  if (userId === undefined) return;
  const memberships = await database.readInWorkspace(ANY_WORKSPACE, (tx) => membershipsOf(tx, userId));
  for (const { workspace_id: workspaceId } of memberships) await database.inWorkspace(workspaceId, announceRights);
}
