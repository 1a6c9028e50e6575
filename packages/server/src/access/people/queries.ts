/** Every SQL statement about members, invitations, roles, tokens and share links. */
import type { Transaction } from "../../storage/database.ts";

export interface MemberRow {
  readonly id: string;
  readonly user_id: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly role: string;
  readonly revision: number;
  readonly joined_at: Date;
  readonly removed_at: Date | null;
}
const MEMBER = "id, user_id, name, email, role, revision, joined_at, removed_at";

/** Who changes people's rights waits here for others who do, so that two of them cannot leave a workspace without an owner. */
export async function lockMembers(tx: Transaction): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('members of ' || $1, 0))", [tx.workspaceId]);
}

export async function listMembers(tx: Transaction, page: { readonly after: string | undefined; readonly limit: number }): Promise<readonly MemberRow[]> {
  const { rows } = await tx.query<MemberRow>(`SELECT ${MEMBER} FROM member WHERE workspace_id = $1 AND removed_at IS NULL AND ($2::text IS NULL OR id > $2) ORDER BY id LIMIT $3`, [tx.workspaceId, page.after ?? null, page.limit]);
  return rows;
}

/** A member who is still one. */
export async function readMember(tx: Transaction, memberId: string): Promise<MemberRow | undefined> {
  const { rows } = await tx.query<MemberRow>(`SELECT ${MEMBER} FROM member WHERE workspace_id = $1 AND id = $2 AND removed_at IS NULL`, [tx.workspaceId, memberId]);
  return rows[0];
}

/** Also one who was removed: whoever comes back is the same in the log. */
export async function memberOfUser(tx: Transaction, userId: string): Promise<MemberRow | undefined> {
  const { rows } = await tx.query<MemberRow>(`SELECT ${MEMBER} FROM member WHERE workspace_id = $1 AND user_id = $2`, [tx.workspaceId, userId]);
  return rows[0];
}

export interface NewMember {
  readonly id: string;
  readonly userId: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly role: string;
}

/** Makes a member, or takes one up again. */
export async function putMember(tx: Transaction, { id, userId, name, email, role }: NewMember): Promise<MemberRow> {
  const { rows } = await tx.query<MemberRow>(
    `INSERT INTO member (workspace_id, id, user_id, name, email, role) VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (workspace_id, id) DO UPDATE SET user_id = excluded.user_id, name = excluded.name, email = excluded.email, role = excluded.role,
        revision = member.revision + 1, joined_at = now(), removed_at = NULL
      RETURNING ${MEMBER}`,
    [tx.workspaceId, id, userId, name, email, role],
  );
  return theOne(rows);
}

export async function setMemberRole(tx: Transaction, memberId: string, role: string): Promise<MemberRow> {
  const { rows } = await tx.query<MemberRow>(`UPDATE member SET role = $3, revision = revision + 1 WHERE workspace_id = $1 AND id = $2 RETURNING ${MEMBER}`, [tx.workspaceId, memberId, role]);
  return theOne(rows);
}

export async function removeMember(tx: Transaction, memberId: string, at: Date): Promise<MemberRow> {
  const { rows } = await tx.query<MemberRow>(`UPDATE member SET removed_at = $3, revision = revision + 1 WHERE workspace_id = $1 AND id = $2 RETURNING ${MEMBER}`, [tx.workspaceId, memberId, at]);
  return theOne(rows);
}

/** Everything through which somebody who was removed could still come in. */
export async function endAllOf(tx: Transaction, memberId: string, at: Date): Promise<void> {
  await tx.query("DELETE FROM project_member WHERE workspace_id = $1 AND member_id = $2", [tx.workspaceId, memberId]);
  await tx.query("UPDATE api_token SET revoked_at = $3 WHERE workspace_id = $1 AND member_id = $2 AND revoked_at IS NULL", [tx.workspaceId, memberId, at]);
  await tx.query("UPDATE share_link SET revoked_at = $3 WHERE workspace_id = $1 AND created_by = $2 AND revoked_at IS NULL", [tx.workspaceId, memberId, at]);
  await tx.query("UPDATE invitation SET revoked_at = $3 WHERE workspace_id = $1 AND invited_by = $2 AND revoked_at IS NULL AND accepted_at IS NULL", [tx.workspaceId, memberId, at]);
}

export async function countWithRole(tx: Transaction, role: string): Promise<number> {
  const { rows } = await tx.query<{ count: number }>("SELECT count(*) AS count FROM member WHERE workspace_id = $1 AND role = $2 AND removed_at IS NULL", [tx.workspaceId, role]);
  return rows[0]?.count ?? 0;
}

/** Owners who can sign in, but for one member. Whoever worked here before anybody signed in is none of them. */
export async function countOtherOwners(tx: Transaction, memberId: string): Promise<number> {
  const { rows } = await tx.query<{ count: number }>("SELECT count(*) AS count FROM member WHERE workspace_id = $1 AND role = 'owner' AND user_id IS NOT NULL AND removed_at IS NULL AND id <> $2", [tx.workspaceId, memberId]);
  return rows[0]?.count ?? 0;
}

export async function openInvitationsWithRole(tx: Transaction, role: string): Promise<number> {
  const { rows } = await tx.query<{ count: number }>("SELECT count(*) AS count FROM invitation WHERE workspace_id = $1 AND role = $2 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now()", [tx.workspaceId, role]);
  return rows[0]?.count ?? 0;
}

export interface WorkspaceRow {
  readonly id: string;
  readonly name: string;
  readonly demandsSecondFactor: boolean;
  readonly revision: number;
}
const WORKSPACE = 'workspace_id AS id, name, demands_second_factor AS "demandsSecondFactor", revision';

export async function readWorkspace(tx: Transaction): Promise<WorkspaceRow> {
  const { rows } = await tx.query<WorkspaceRow>(`SELECT ${WORKSPACE} FROM workspace WHERE workspace_id = $1`, [tx.workspaceId]);
  return theOne(rows);
}

/** Locks the row until the commit. */
export async function lockWorkspace(tx: Transaction): Promise<WorkspaceRow> {
  const { rows } = await tx.query<WorkspaceRow>(`SELECT ${WORKSPACE} FROM workspace WHERE workspace_id = $1 FOR UPDATE`, [tx.workspaceId]);
  return theOne(rows);
}

export async function setWorkspace(tx: Transaction, { name, demandsSecondFactor }: Pick<WorkspaceRow, "name" | "demandsSecondFactor">): Promise<WorkspaceRow> {
  const { rows } = await tx.query<WorkspaceRow>(`UPDATE workspace SET name = $2, demands_second_factor = $3, revision = revision + 1 WHERE workspace_id = $1 RETURNING ${WORKSPACE}`, [tx.workspaceId, name, demandsSecondFactor]);
  return theOne(rows);
}

/** Makes a workspace and fills it, in the transaction of another one, which goes on where it was. */
export async function insertWorkspace<T>(tx: Transaction, { id, name }: { readonly id: string; readonly name: string }, fill: (inside: Transaction) => Promise<T>): Promise<T> {
  const enter = (workspaceId: string): Promise<unknown> => tx.query("SELECT set_config('app.workspace', $1, true)", [workspaceId]);
  await enter(id);
  await tx.query("INSERT INTO workspace (workspace_id, name) VALUES ($1, $2)", [id, name]);
  const filled = await fill({ ...tx, workspaceId: id });
  await enter(tx.workspaceId);
  return filled;
}

export interface InvitationRow {
  readonly id: string;
  readonly email: string;
  readonly role: string;
  readonly project_id: string | null;
  readonly project_role: string | null;
  readonly invited_by: string;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly accepted_at: Date | null;
  readonly accepted_by: string | null;
  readonly revoked_at: Date | null;
}
const INVITATION = "id, email, role, project_id, project_role, invited_by, created_at, expires_at, accepted_at, accepted_by, revoked_at";

export async function listInvitations(tx: Transaction, page: { readonly after: string | undefined; readonly limit: number }): Promise<readonly InvitationRow[]> {
  const { rows } = await tx.query<InvitationRow>(
    `SELECT ${INVITATION} FROM invitation WHERE workspace_id = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now() AND ($2::text IS NULL OR id > $2) ORDER BY id LIMIT $3`,
    [tx.workspaceId, page.after ?? null, page.limit],
  );
  return rows;
}

export async function insertInvitation(tx: Transaction, row: Pick<InvitationRow, "id" | "email" | "role" | "project_id" | "project_role" | "invited_by" | "expires_at">, hash: Buffer): Promise<InvitationRow> {
  const { rows } = await tx.query<InvitationRow>(
    `INSERT INTO invitation (workspace_id, id, email, role, project_id, project_role, token_hash, invited_by, expires_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING ${INVITATION}`,
    [tx.workspaceId, row.id, row.email, row.role, row.project_id, row.project_role, hash, row.invited_by, row.expires_at],
  );
  return theOne(rows);
}

/** Locks the invitation: it can be taken up once. */
export async function invitationByHash(tx: Transaction, hash: Buffer): Promise<InvitationRow | undefined> {
  const { rows } = await tx.query<InvitationRow>(`SELECT ${INVITATION} FROM invitation WHERE workspace_id = $1 AND token_hash = $2 AND revoked_at IS NULL FOR UPDATE`, [tx.workspaceId, hash]);
  return rows[0];
}

export async function hasProject(tx: Transaction, projectId: string): Promise<boolean> {
  const { rowCount } = await tx.query("SELECT 1 FROM project WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL", [tx.workspaceId, projectId]);
  return rowCount !== 0;
}

export async function acceptInvitation(tx: Transaction, invitationId: string, memberId: string, at: Date): Promise<void> {
  await tx.query("UPDATE invitation SET accepted_at = $3, accepted_by = $4 WHERE workspace_id = $1 AND id = $2", [tx.workspaceId, invitationId, at, memberId]);
}

export async function revokeInvitation(tx: Transaction, invitationId: string, at: Date): Promise<InvitationRow | undefined> {
  const { rows } = await tx.query<InvitationRow>(`UPDATE invitation SET revoked_at = $3 WHERE workspace_id = $1 AND id = $2 AND accepted_at IS NULL AND revoked_at IS NULL RETURNING ${INVITATION}`, [tx.workspaceId, invitationId, at]);
  return rows[0];
}

export interface RoleRow {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly revision: number;
}
const ROLE = "id, name, permissions, revision";

export async function listRoles(tx: Transaction): Promise<readonly RoleRow[]> {
  const { rows } = await tx.query<RoleRow>(`SELECT ${ROLE} FROM role WHERE workspace_id = $1 ORDER BY name, id`, [tx.workspaceId]);
  return rows;
}

/** Locks the role until the commit. */
export async function lockRole(tx: Transaction, roleId: string): Promise<RoleRow | undefined> {
  const { rows } = await tx.query<RoleRow>(`SELECT ${ROLE} FROM role WHERE workspace_id = $1 AND id = $2 FOR UPDATE`, [tx.workspaceId, roleId]);
  return rows[0];
}

/** `undefined` where another role has the name. */
export async function putRole(tx: Transaction, { id, name, permissions }: Omit<RoleRow, "revision">): Promise<RoleRow | undefined> {
  const taken = await tx.query("SELECT 1 FROM role WHERE workspace_id = $1 AND lower(name) = lower($3) AND id <> $2", [tx.workspaceId, id, name]);
  if (taken.rowCount !== 0) return undefined;
  const { rows } = await tx.query<RoleRow>(
    `INSERT INTO role (workspace_id, id, name, permissions) VALUES ($1, $2, $3, $4)
      ON CONFLICT (workspace_id, id) DO UPDATE SET name = excluded.name, permissions = excluded.permissions, revision = role.revision + 1 RETURNING ${ROLE}`,
    [tx.workspaceId, id, name, permissions],
  );
  return theOne(rows);
}

export async function deleteRole(tx: Transaction, roleId: string): Promise<void> {
  await tx.query("DELETE FROM role WHERE workspace_id = $1 AND id = $2", [tx.workspaceId, roleId]);
}

export interface ProjectMemberRow {
  readonly project_id: string;
  readonly member_id: string;
  readonly name: string;
  readonly role: string;
  readonly revision: number;
}

export async function listProjectMembers(tx: Transaction, projectId: string, page: { readonly after: string | undefined; readonly limit: number }): Promise<readonly ProjectMemberRow[]> {
  const { rows } = await tx.query<ProjectMemberRow>(
    `SELECT pm.project_id, pm.member_id, m.name, pm.role, pm.revision FROM project_member pm JOIN member m ON m.workspace_id = pm.workspace_id AND m.id = pm.member_id
      WHERE pm.workspace_id = $1 AND pm.project_id = $2 AND m.removed_at IS NULL AND ($3::text IS NULL OR pm.member_id > $3) ORDER BY pm.member_id LIMIT $4`,
    [tx.workspaceId, projectId, page.after ?? null, page.limit],
  );
  return rows;
}

/** Locks the row until the commit. */
export async function lockProjectMember(tx: Transaction, projectId: string, memberId: string): Promise<ProjectMemberRow | undefined> {
  const { rows } = await tx.query<ProjectMemberRow>(
    `SELECT pm.project_id, pm.member_id, m.name, pm.role, pm.revision FROM project_member pm JOIN member m ON m.workspace_id = pm.workspace_id AND m.id = pm.member_id
      WHERE pm.workspace_id = $1 AND pm.project_id = $2 AND pm.member_id = $3 AND m.removed_at IS NULL FOR UPDATE OF pm`,
    [tx.workspaceId, projectId, memberId],
  );
  return rows[0];
}

export async function putProjectMember(tx: Transaction, projectId: string, memberId: string, role: string): Promise<number> {
  const { rows } = await tx.query<{ revision: number }>(
    `INSERT INTO project_member (workspace_id, project_id, member_id, role) VALUES ($1, $2, $3, $4)
      ON CONFLICT (workspace_id, project_id, member_id) DO UPDATE SET role = excluded.role, revision = project_member.revision + 1 RETURNING revision`,
    [tx.workspaceId, projectId, memberId, role],
  );
  return theOne(rows).revision;
}

export async function removeProjectMember(tx: Transaction, projectId: string, memberId: string): Promise<void> {
  await tx.query("DELETE FROM project_member WHERE workspace_id = $1 AND project_id = $2 AND member_id = $3", [tx.workspaceId, projectId, memberId]);
}

export interface TokenRow {
  readonly id: string;
  readonly member_id: string;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly last_used_at: Date | null;
  readonly revoked_at: Date | null;
}
const TOKEN = "id, member_id, name, permissions, created_at, expires_at, last_used_at, revoked_at";

/** Of one member, or (`undefined`) of everybody; newest first. */
export async function listTokens(tx: Transaction, wish: { readonly memberId: string | undefined; readonly before: string | undefined; readonly limit: number }): Promise<readonly TokenRow[]> {
  const { rows } = await tx.query<TokenRow>(
    `SELECT ${TOKEN} FROM api_token WHERE workspace_id = $1 AND ($2::text IS NULL OR member_id = $2) AND ($3::text IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
    [tx.workspaceId, wish.memberId ?? null, wish.before ?? null, wish.limit],
  );
  return rows;
}

export async function insertToken(tx: Transaction, row: Pick<TokenRow, "id" | "member_id" | "name" | "permissions" | "expires_at">, hash: Buffer): Promise<TokenRow> {
  const { rows } = await tx.query<TokenRow>(
    `INSERT INTO api_token (workspace_id, id, member_id, name, token_hash, permissions, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${TOKEN}`,
    [tx.workspaceId, row.id, row.member_id, row.name, hash, row.permissions, row.expires_at],
  );
  return theOne(rows);
}

export async function readToken(tx: Transaction, tokenId: string): Promise<TokenRow | undefined> {
  const { rows } = await tx.query<TokenRow>(`SELECT ${TOKEN} FROM api_token WHERE workspace_id = $1 AND id = $2`, [tx.workspaceId, tokenId]);
  return rows[0];
}

export async function revokeToken(tx: Transaction, tokenId: string, at: Date): Promise<TokenRow> {
  const { rows } = await tx.query<TokenRow>(`UPDATE api_token SET revoked_at = coalesce(revoked_at, $3) WHERE workspace_id = $1 AND id = $2 RETURNING ${TOKEN}`, [tx.workspaceId, tokenId, at]);
  return theOne(rows);
}

export interface LinkRow {
  readonly id: string;
  readonly project_id: string;
  readonly name: string;
  readonly created_by: string;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly last_used_at: Date | null;
  readonly revoked_at: Date | null;
}
const LINK = "id, project_id, name, created_by, created_at, expires_at, last_used_at, revoked_at";

export async function listLinks(tx: Transaction, projectId: string, page: { readonly before: string | undefined; readonly limit: number }): Promise<readonly LinkRow[]> {
  const { rows } = await tx.query<LinkRow>(
    `SELECT ${LINK} FROM share_link WHERE workspace_id = $1 AND project_id = $2 AND ($3::text IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
    [tx.workspaceId, projectId, page.before ?? null, page.limit],
  );
  return rows;
}

export async function insertLink(tx: Transaction, row: Pick<LinkRow, "id" | "project_id" | "name" | "created_by" | "expires_at">, hash: Buffer): Promise<LinkRow> {
  const { rows } = await tx.query<LinkRow>(
    `INSERT INTO share_link (workspace_id, id, project_id, name, token_hash, created_by, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${LINK}`,
    [tx.workspaceId, row.id, row.project_id, row.name, hash, row.created_by, row.expires_at],
  );
  return theOne(rows);
}

export async function readLink(tx: Transaction, projectId: string, linkId: string): Promise<LinkRow | undefined> {
  const { rows } = await tx.query<LinkRow>(`SELECT ${LINK} FROM share_link WHERE workspace_id = $1 AND project_id = $2 AND id = $3`, [tx.workspaceId, projectId, linkId]);
  return rows[0];
}

export async function revokeLink(tx: Transaction, projectId: string, linkId: string, at: Date): Promise<LinkRow> {
  const { rows } = await tx.query<LinkRow>(`UPDATE share_link SET revoked_at = coalesce(revoked_at, $4) WHERE workspace_id = $1 AND project_id = $2 AND id = $3 RETURNING ${LINK}`, [tx.workspaceId, projectId, linkId, at]);
  return theOne(rows);
}

function theOne<R>([row]: readonly R[]): R {
  if (row === undefined) throw new Error("a row that was written or is always there was not returned");
  return row;
}
