/** The sign-in of this installation, if people sign in here: because an administrator is set, or was once. */
import type { FastifyBaseLogger } from "fastify";
import { announceRights, membershipsOf } from "../access/queries.ts";
import { isLoopback, type Config } from "../config.ts";
import { StartFailure } from "../start-failure.ts";
import type { DatabaseAccess } from "../storage/database-access.ts";
import type { Database } from "../storage/database.ts";
import { keyFor } from "../storage/secret.ts";
import { accountChangedLetter, confirmationLetter, invitationLetter, resetLetter, type InvitationMail } from "../mail/letters.ts";
import type { Letter } from "../mail/letter.ts";
import { openMailer } from "../mail/mailer.ts";
import { RESET_MINUTES, type AccountsOptions } from "./accounts.ts";
import { ensureAdministrator } from "./administrator.ts";
import { endAllSessions, forgetExpired } from "./queries.ts";
import type { SignInRoom, SingleSignOnParts } from "./sign-in-room.ts";
import { RETURN_PATH } from "./single-sign-on-routes.ts";
import { openSingleSignOn } from "./single-sign-on.ts";
import { openSignIn, type SignIn } from "./sign-in.ts";

export interface SignInParts {
  readonly config: Pick<Config, "administrator" | "publicOrigin" | "host" | "port" | "mail" | "singleSignOn" | "outboundAllow">;
  readonly access: Pick<DatabaseAccess, "signIn">;
  readonly database: Database;
  readonly workspaceId: string;
  /** The installation's secret. */
  readonly secret: string;
  readonly logger: Pick<FastifyBaseLogger, "info" | "warn">;
}

export interface InstallationSignIn {
  readonly signIn: SignIn;
  readonly room: SignInRoom;
  /** Signs a person out everywhere. Answers how many sessions ended. */
  readonly endSessionsOf: (userId: string) => Promise<number>;
  /** Absent where no mail is set up. */
  readonly sendInvitation: ((invitation: InvitationMail) => Promise<void>) | undefined;
  /** Absent where no mail is set up. */
  readonly sendLetter: ((letter: Letter) => Promise<void>) | undefined;
  /** Where people reach this server. */
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** Where people reach this server, as far as anybody said. */
function originOf({ publicOrigin, host, port }: Pick<Config, "publicOrigin" | "host" | "port">): string {
  return publicOrigin ?? `http://${isLoopback(host) ? "localhost" : host}:${port}`;
}

/** The accounts of an installation, for the server and for the verbs beside it. */
export function accountsOf({ config, access, secret }: Pick<SignInParts, "access" | "secret"> & { readonly config: Parameters<typeof originOf>[0] }): AccountsOptions {
  return { connection: access.signIn, secret: keyFor(secret, "sign-in").toString("base64url"), publicUrl: originOf(config) };
}

const TIDY_MILLISECONDS = 3_600_000;

/** Refuses to leave a server open to others that nobody has to sign in to. */
export async function installationSignIn(parts: SignInParts): Promise<InstallationSignIn | undefined> {
  const { config, access, database, workspaceId, secret, logger } = parts;
  const origin = originOf(config);
  const mailer = config.mail && openMailer({ ...config.mail, onTrouble: (error) => logger.warn({ err: error }, "A mail could not be sent.") });
  const sendReset = mailer && (async ({ to, token }: { readonly to: string; readonly token: string }) => mailer.post(resetLetter({ to, url: `${origin}/reset-password#${token}`, minutes: RESET_MINUTES })));
  const signIn = openSignIn({ ...accountsOf({ config, access, secret }), sendReset });
  const { administrator, host } = config;
  const tidying = setInterval(() => void forgetExpired(signIn.accounts.pool).catch((error: unknown) => logger.warn({ err: error }, "What has expired in the sign-in could not be removed; it is tried again in an hour.")), TIDY_MILLISECONDS);
  tidying.unref();
  const close = async (): Promise<void> => {
    clearInterval(tidying);
    await mailer?.close();
    await signIn.close();
  };
  if (administrator) await ensureAdministrator({ accounts: signIn.accounts, database, workspaceId, logger }, administrator);
  if (!administrator && !(await signIn.hasAccounts())) {
    await close();
    if (config.singleSignOn) throw new StartFailure("LEADLINE_OIDC_ISSUER is set, but nobody has to sign in, because there is no administrator yet. Set LEADLINE_ADMIN_EMAIL and LEADLINE_ADMIN_PASSWORD as well.");
    if (isLoopback(host)) return undefined;
    throw new StartFailure(`HOST=${host} would open Leadline to everybody who can reach this machine, because no administrator is set. Set LEADLINE_ADMIN_EMAIL and LEADLINE_ADMIN_PASSWORD, or leave HOST out.`);
  }
  if (!mailer) logger.info("SMTP_URL is not set, so no mail is sent: invitations give a link to hand on, and links to new passwords are made with “leadline reset-password EMAIL” on this machine.");
  return {
    signIn,
    close,
    endSessionsOf: async (userId) => {
      const ended = await endAllSessions(signIn.accounts.pool, userId);
      await tellSessionsEnded(database, userId);
      return ended;
    },
    room: {
      accounts: signIn.accounts,
      database,
      sessionsEnded: (userId) => tellSessionsEnded(database, userId),
      hasMail: mailer !== undefined,
      tellAccountChanged: mailer && ((to, what) => mailer.post(accountChangedLetter({ to, what, at: new Date() }))),
      confirmations: mailer && { key: keyFor(secret, "proof of an address"), send: (to, token) => mailer.send(confirmationLetter({ to, url: `${origin}/confirm#${token}` })) },
      devices: { key: keyFor(secret, "devices") },
      singleSignOn: singleSignOnParts(parts, origin),
    },
    sendLetter: mailer && ((letter) => mailer.send(letter)),
    origin,
    sendInvitation: mailer && (({ address, ...facts }) => mailer.send(invitationLetter({ ...facts, url: `${origin}${address}` }))),
  };
}

function singleSignOnParts({ config, secret }: SignInParts, origin: string): SingleSignOnParts | undefined {
  const { singleSignOn: setting, outboundAllow } = config;
  if (!setting) return undefined;
  return { provider: openSingleSignOn({ setting, returnAddress: `${origin}${RETURN_PATH}`, outboundAllow }), key: keyFor(secret, "single sign-on") };
}

const ANY_WORKSPACE = "00000000-0000-0000-0000-000000000000";

/** Every server looks again at what this person may do, wherever they are a member. */
async function tellSessionsEnded(database: Database, userId: string | undefined): Promise<void> {
  if (userId === undefined) return;
  const memberships = await database.readInWorkspace(ANY_WORKSPACE, (tx) => membershipsOf(tx, userId));
  for (const { workspace_id: workspaceId } of memberships) await database.inWorkspace(workspaceId, announceRights);
}
