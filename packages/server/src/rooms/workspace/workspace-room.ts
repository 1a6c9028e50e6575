/** What the routes of the workspace, its people and their rights work with. */
import type { Identity } from "../../access/actor-of-request.ts";
import type { Actor } from "../../access/actor.ts";
import type { ShownOnce } from "../../access/people/shown-once.ts";
import type { Membership } from "../../access/queries.ts";
import type { InvitationMail } from "../../mail/letters.ts";
import type { Database } from "../../storage/database.ts";

/** How people can sign in here. */
export interface SignInWays {
  readonly password: boolean;
  readonly passkey: boolean;
  readonly oidc: { readonly name: string } | null;
}

export interface WorkspaceRoom {
  readonly database: Database;
  readonly version: string;
  readonly shownOnce: ShownOnce;
  /** A person in another of their workspaces. */
  readonly actorIn: (membership: Membership, identity: Identity | undefined) => Promise<Actor>;
  /** Absent in single-user mode. */
  readonly signIn?: SignInWays | undefined;
  /** The session goes on in this workspace, also tomorrow. */
  readonly rememberWorkspace?: ((sessionId: string, workspaceId: string) => Promise<void>) | undefined;
  /** Signs a person out everywhere; answers how many sessions ended. Absent in single-user mode. */
  readonly endSessionsOf?: ((userId: string) => Promise<number>) | undefined;
  /** Absent where no mail is set up: then whoever invites hands the link on. */
  readonly sendInvitation?: ((mail: InvitationMail) => Promise<void>) | undefined;
  /** Only where the program was started for tests. */
  readonly reset?: (() => Promise<void>) | undefined;
}
