/** Every SQL statement that finds out who asks and what they may do. */
import type { Transaction } from "../storage/database.ts";

/** Everybody who must look again at who may read what listens on the channel of changes; this is what they hear. */
const CHANNEL = "leadline_change";

export interface Membership {
  readonly workspace_id: string;
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: string;
}

/** The workspaces of a person, whichever workspace the transaction names; oldest membership first. */
export async function membershipsOf(tx: Transaction, userId: string): Promise<readonly Membership[]> {
  await tx.query("SELECT set_config('app.user', $1, true)", [userId]);
  const { rows } = await tx.query<Membership>("SELECT workspace_id, id, name, email, role FROM member WHERE user_id = $1 AND removed_at IS NULL ORDER BY joined_at, workspace_id", [userId]);
  return rows;
}

export async function workspaceName(tx: Transaction): Promise<string> {
  const { rows } = await tx.query<{ name: string }>("SELECT name FROM workspace WHERE workspace_id = $1", [tx.workspaceId]);
  return rows[0]?.name ?? "";
}

/** Whether password alone is too little here. */
export async function demandsSecondFactor(tx: Transaction): Promise<boolean> {
  const { rows } = await tx.query<{ demands: boolean }>("SELECT demands_second_factor AS demands FROM workspace WHERE workspace_id = $1", [tx.workspaceId]);
  return rows[0]?.demands === true;
}

/** Whether this is the workspace of whoever runs the server. */
export async function isInstallationsOwn(tx: Transaction): Promise<boolean> {
  const { rowCount } = await tx.query("SELECT 1 FROM installation WHERE local_workspace_id = $1", [tx.workspaceId]);
  return rowCount !== 0;
}

/** The rights of a workspace's own role; `undefined` where there is no such role (any more). */
export async function customRole(tx: Transaction, roleId: string): Promise<readonly string[] | undefined> {
  const { rows } = await tx.query<{ permissions: string[] }>("SELECT permissions FROM role WHERE workspace_id = $1 AND id = $2", [tx.workspaceId, roleId]);
  return rows[0]?.permissions;
}

export async function projectRolesOf(tx: Transaction, memberId: string): Promise<readonly { readonly project_id: string; readonly role: string }[]> {
  const { rows } = await tx.query<{ project_id: string; role: string }>("SELECT project_id, role FROM project_member WHERE workspace_id = $1 AND member_id = $2", [tx.workspaceId, memberId]);
  return rows;
}

export interface TokenOwner {
  readonly token_id: string;
  readonly token_name: string;
  readonly permissions: string[];
  readonly member_id: string;
  readonly role: string;
  readonly expires_at: Date;
}

/** A token that is still good, with the member who made it, if they still are one. */
export async function ownerOfToken(tx: Transaction, hash: Buffer): Promise<TokenOwner | undefined> {
  const { rows } = await tx.query<TokenOwner>(
    `SELECT t.id AS token_id, t.name AS token_name, t.permissions, t.expires_at, m.id AS member_id, m.role
      FROM api_token t JOIN member m ON m.workspace_id = t.workspace_id AND m.id = t.member_id
      WHERE t.workspace_id = $1 AND t.token_hash = $2 AND t.revoked_at IS NULL AND t.expires_at > now() AND m.removed_at IS NULL`,
    [tx.workspaceId, hash],
  );
  return rows[0];
}

/** A link that is still good, to a project that is still there. */
export async function projectOfLink(tx: Transaction, hash: Buffer): Promise<{ readonly id: string; readonly name: string; readonly project_id: string; readonly expires_at: Date } | undefined> {
  const { rows } = await tx.query<{ id: string; name: string; project_id: string; expires_at: Date }>(
    `SELECT l.id, l.name, l.project_id, l.expires_at FROM share_link l JOIN project p ON p.workspace_id = l.workspace_id AND p.id = l.project_id
      WHERE l.workspace_id = $1 AND l.token_hash = $2 AND l.revoked_at IS NULL AND l.expires_at > now() AND p.deleted_at IS NULL`,
    [tx.workspaceId, hash],
  );
  return rows[0];
}

/** When a token or link was used last, to the hour: enough to see that it is, and no write for every request. */
export async function noteUse(tx: Transaction, table: "api_token" | "share_link", id: string): Promise<void> {
  const statement =
    table === "api_token"
      ? "UPDATE api_token SET last_used_at = now() WHERE workspace_id = $1 AND id = $2 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 hour')"
      : "UPDATE share_link SET last_used_at = now() WHERE workspace_id = $1 AND id = $2 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 hour')";
  await tx.query(statement, [tx.workspaceId, id]);
}

/** Tells every server, when the transaction commits, that somebody's rights have changed. */
export async function announceRights(tx: Transaction): Promise<void> {
  await tx.query("SELECT pg_notify($1, $2)", [CHANNEL, `${RIGHTS_CHANGED} ${tx.workspaceId}`]);
}

/** Begins a notification about changed rights; the workspace follows, or "*" for all (a session has ended). */
export const RIGHTS_CHANGED = "rights";
