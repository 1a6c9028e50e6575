/** Finds out who asks: a person who signed in, a program with a token, a holder of a link, or whoever sits at this machine. */
import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { Database, Transaction } from "../storage/database.ts";
import { heldBackActor, localActor, makeActor, NOBODY, type Actor, type Rights } from "./actor.ts";
import { isGrantable, type GrantedPermission } from "./permission.ts";
import { customRole, demandsSecondFactor, isInstallationsOwn, membershipsOf, noteUse, ownerOfToken, projectOfLink, projectRolesOf, type Membership } from "./queries.ts";
import { isBuiltIn, isProjectRole, PROJECT_ROLES, WORKSPACE_ROLES } from "./role.ts";
import { readToken, type ReadToken } from "./secret-token.ts";

/** A person who has signed in, as the sign-in knows them. */
export interface Identity {
  readonly userId: string;
  readonly email: string;
  readonly isEmailVerified: boolean;
  readonly name: string;
  readonly sessionId: string;
  /** Two factors have proven who this is: a code beside the password, a passkey that asked its person, or the company's own sign-on. */
  readonly hasTwoFactors?: boolean | undefined;
  /** When the session ends by itself: milliseconds since 1970. */
  readonly endsAt?: number | undefined;
  /** The workspace that the session was last in. */
  readonly workspaceId?: string | undefined;
}

export interface Asker {
  readonly actor: Actor;
  readonly identity: Identity | undefined;
  readonly memberships: readonly Membership[];
  /** When what the request brought along ends by itself: milliseconds since 1970. */
  readonly endsAt?: number | undefined;
}

export type Headers = Pick<IncomingHttpHeaders, "authorization" | "cookie"> & { readonly "leadline-workspace"?: string | string[] | undefined };

/** How the sign-in tells who a request comes from; absent in single-user mode. */
export type Identify = (headers: Headers) => Promise<Identity | undefined>;

export interface ActorsOptions {
  readonly database: Database;
  readonly localWorkspaceId: string;
  readonly identify: Identify | undefined;
  readonly now?: () => number;
}

export interface Actors {
  readonly of: (headers: Headers) => Promise<Asker>;
  /** A person in one of their workspaces. */
  readonly in: (membership: Membership, identity: Identity | undefined) => Promise<Actor>;
  /** Rights have changed somewhere: whoever asks next is looked at anew. */
  readonly forget: () => void;
}

/** For so long an answer stands. Removals are told besides; this is for what expires, and for a notification that got lost. */
const KEPT_MILLISECONDS = 500;
const MOST_KEPT = 5000;
const ANY_WORKSPACE = "00000000-0000-0000-0000-000000000000";

export function openActors(options: ActorsOptions): Actors {
  const { identify, localWorkspaceId, now = Date.now } = options;
  const kept = new Map<string, { readonly until: number; readonly asker: Promise<Asker> }>();
  const local: Asker = { actor: localActor(localWorkspaceId), identity: undefined, memberships: [] };
  return {
    of: async (headers) => {
      if (headers.authorization === undefined && (!identify || headers.cookie === undefined)) return identify ? STRANGER : local;
      const key = keyOf(headers);
      const known = kept.get(key);
      if (known && known.until > now()) return known.asker;
      if (kept.size >= MOST_KEPT) kept.clear();
      const asker = askerOf(options.database, identify, headers);
      kept.set(key, { until: now() + KEPT_MILLISECONDS, asker });
      asker.catch(() => kept.delete(key));
      return asker;
    },
    in: (membership, identity) => actorIn(options.database, membership, identity),
    forget: () => kept.clear(),
  };
}

/** A request without anything that tells who asks. */
export const STRANGER: Asker = { actor: NOBODY, identity: undefined, memberships: [] };

/** Secrets are not kept in memory longer than a request needs them. */
function keyOf({ authorization = "", cookie = "", "leadline-workspace": workspace = "" }: Headers): string {
  return createHash("sha256").update(JSON.stringify([authorization, cookie, workspace])).digest("base64");
}

async function askerOf(database: Database, identify: Identify | undefined, headers: Headers): Promise<Asker> {
  const { authorization } = headers;
  if (authorization !== undefined) {
    const token = readToken(/^Bearer (\S+)$/i.exec(authorization)?.[1] ?? "");
    return token ? { ...STRANGER, ...(await holderOfToken(database, token)) } : STRANGER;
  }
  const identity = await identify?.(headers);
  return identity ? askerOfIdentity(database, identity, headers) : STRANGER;
}

async function askerOfIdentity(database: Database, identity: Identity, headers: Headers): Promise<Asker> {
  const memberships = await database.readInWorkspace(ANY_WORKSPACE, (tx) => membershipsOf(tx, identity.userId));
  const wanted = headers["leadline-workspace"];
  const asked = wanted === undefined ? undefined : memberships.find(({ workspace_id: id }) => id === wanted);
  // A workspace that is asked for by name and is not theirs is no reason to act in another one.
  const membership = wanted === undefined || wanted === "" ? (memberships.find(({ workspace_id: id }) => id === identity.workspaceId) ?? memberships[0]) : asked;
  const { endsAt } = identity;
  if (!membership) return { actor: { ...NOBODY, name: identity.name }, identity, memberships, endsAt };
  return { actor: await actorIn(database, membership, identity), identity, memberships, endsAt };
}

/** Where the workspace demands a second factor and the session had one alone, the person is there, and may do nothing yet. */
function actorIn(database: Database, membership: Membership, identity: Identity | undefined): Promise<Actor> {
  return database.readInWorkspace(membership.workspace_id, async (tx) => {
    const isHeldBack = identity !== undefined && identity.hasTwoFactors !== true && (await demandsSecondFactor(tx));
    return isHeldBack ? heldBackActor({ id: membership.id, name: membership.name, workspaceId: tx.workspaceId, role: membership.role }) : memberAsActor(tx, membership);
  });
}

export async function memberAsActor(tx: Transaction, { id, name, role }: Pick<Membership, "id" | "name" | "role">): Promise<Actor> {
  return makeActor({ id, name, workspaceId: tx.workspaceId, kind: "member", role }, await rightsOf(tx, { id, role }));
}

/** What a member may do by their role in the workspace and on single projects. */
export async function rightsOf(tx: Transaction, { id, role }: { readonly id: string; readonly role: string }): Promise<Rights> {
  const permissions = await permissionsOfRole(tx, role);
  const projects = new Map((await projectRolesOf(tx, id)).map((row) => [row.project_id, isProjectRole(row.role) ? PROJECT_ROLES[row.role].permissions : []]));
  return { permissions, projects };
}

/** Backups, jobs and workspaces are everybody's: only the workspace of whoever runs the server has a hand in them. */
const OF_INSTALLATION: ReadonlySet<GrantedPermission> = new Set(["system.manage", "workspace.create"]);

/** A role that is gone gives nothing. */
export async function permissionsOfRole(tx: Transaction, role: string): Promise<readonly GrantedPermission[]> {
  const permissions: readonly GrantedPermission[] = isBuiltIn(role) ? WORKSPACE_ROLES[role].permissions : ((await customRole(tx, role)) ?? []).filter(isGrantable);
  if (!permissions.some((one) => OF_INSTALLATION.has(one)) || (await isInstallationsOwn(tx))) return permissions;
  return permissions.filter((permission) => !OF_INSTALLATION.has(permission));
}

type Holder = Pick<Asker, "actor" | "endsAt">;

function holderOfToken(database: Database, { kind, workspaceId, hash }: ReadToken): Promise<Holder> {
  return database.inWorkspace(workspaceId, async (tx) => {
    if (kind === "t") return programOf(tx, hash);
    return kind === "s" ? holderOf(tx, hash) : { actor: NOBODY };
  });
}

/** A token can do what it was made for, as long as the person who made it still may. */
async function programOf(tx: Transaction, hash: Buffer): Promise<Holder> {
  const owner = await ownerOfToken(tx, hash);
  if (!owner) return { actor: NOBODY };
  await noteUse(tx, "api_token", owner.token_id);
  const rights = await rightsOf(tx, { id: owner.member_id, role: owner.role });
  const isGiven = (permission: GrantedPermission): boolean => owner.permissions.includes(permission);
  const projects = new Map([...rights.projects].map(([id, permissions]) => [id, permissions.filter(isGiven)]));
  const actor = makeActor({ id: owner.member_id, name: owner.token_name, workspaceId: tx.workspaceId, kind: "token", role: owner.role }, { permissions: rights.permissions.filter(isGiven), projects });
  return { actor, endsAt: owner.expires_at.getTime() };
}

async function holderOf(tx: Transaction, hash: Buffer): Promise<Holder> {
  const link = await projectOfLink(tx, hash);
  if (!link) return { actor: NOBODY };
  await noteUse(tx, "share_link", link.id);
  const actor = makeActor({ id: `link.${link.id}`.slice(0, 64), name: link.name, workspaceId: tx.workspaceId, kind: "shareLink", role: "shareLink" }, { permissions: [], projects: new Map([[link.project_id, ["project.read"]]]) });
  return { actor, endsAt: link.expires_at.getTime() };
}
