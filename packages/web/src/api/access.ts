/** People and rights over HTTP: members, invitations, roles, tokens, links to projects. */
import { newId } from "../store/new-id.ts";
import { ask } from "./http.ts";

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  /** The id of a role. */
  readonly role: string;
  readonly isYou: boolean;
  /** UTC, ISO; so are all moments here. */
  readonly joinedAt: string;
  readonly revision: number;
}

export interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly role: string;
  readonly invitedBy: string;
  readonly expiresAt: string;
}

/** A new invitation. Where no mail is set up, its link comes along once, to be handed on. */
export interface MadeInvitation extends Invitation {
  readonly isMailed: boolean;
  readonly address?: string;
}

export interface Role {
  readonly id: string;
  readonly name: string;
  readonly sentence: string;
  readonly permissions: readonly string[];
  readonly isBuiltIn: boolean;
  /** null: cannot be changed. */
  readonly revision: number | null;
}

export interface PermissionFacts {
  readonly id: string;
  readonly sentence: string;
}

export interface RoleList {
  readonly roles: readonly Role[];
  readonly projectRoles: readonly Pick<Role, "id" | "name" | "sentence" | "permissions">[];
  readonly permissions: readonly PermissionFacts[];
}

export interface ProjectMember {
  readonly memberId: string;
  readonly name: string;
  readonly role: string;
  readonly revision: number;
}

/** A credential that was given out: a program's token, or a link to a project. */
interface Given {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

export interface ApiToken extends Given {
  readonly memberId: string;
  readonly permissions: readonly string[];
}

export type ShareLink = Given;

const MOST_PAGES = 100;

/** All pages of a list, one after the other. */
async function whole<T>(path: string, listOf: (answer: never) => readonly T[]): Promise<readonly T[]> {
  const found: T[] = [];
  let cursor: string | null = "";
  for (let page = 0; page < MOST_PAGES && cursor !== null; page += 1) {
    const answer: { readonly nextCursor: string | null } = await ask(`${path}?limit=200${cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`}`);
    found.push(...listOf(answer as never));
    cursor = answer.nextCursor;
  }
  return found;
}

export const listMembers = (): Promise<readonly Member[]> => whole("/members", (answer: { members: Member[] }) => answer.members);
export const listInvitations = (): Promise<readonly Invitation[]> => whole("/invitations", (answer: { invitations: Invitation[] }) => answer.invitations);
export const listTokens = (): Promise<readonly ApiToken[]> => whole("/tokens", (answer: { tokens: ApiToken[] }) => answer.tokens);
export const readRoles = (): Promise<RoleList> => ask("/roles");

export function changeRole(member: Member, role: string): Promise<Member> {
  return write(`/members/${member.id}`, { method: "PATCH", body: { role }, ifMatch: member.revision });
}

export function removeMember(member: Member): Promise<unknown> {
  return write(`/members/${member.id}`, { method: "DELETE", ifMatch: member.revision });
}

export function invite(wish: { readonly email: string; readonly role: string }): Promise<MadeInvitation> {
  return write("/invitations", { method: "POST", body: wish });
}

export function withdrawInvitation({ id }: Invitation): Promise<unknown> {
  return write(`/invitations/${id}`, { method: "DELETE" });
}

export interface InvitationPreview {
  readonly workspace: { readonly name: string };
  readonly email: string;
  readonly role: string;
  readonly invitedBy: string;
  readonly expiresAt: string;
}

export function previewInvitation(token: string): Promise<InvitationPreview> {
  return write("/invitations/preview", { method: "POST", body: { token } });
}

export function acceptInvitation(token: string): Promise<unknown> {
  return write("/invitations/accept", { method: "POST", body: { token } });
}

export function makeRole(wish: { readonly name: string; readonly permissions: readonly string[] }): Promise<Role> {
  return write("/roles", { method: "POST", body: wish });
}

export function saveRole(role: Role, wish: { readonly name?: string; readonly permissions?: readonly string[] }): Promise<Role> {
  return write(`/roles/${role.id}`, { method: "PATCH", body: wish, ifMatch: role.revision ?? 0 });
}

export function deleteRole(role: Role): Promise<unknown> {
  return write(`/roles/${role.id}`, { method: "DELETE", ifMatch: role.revision ?? 0 });
}

export function makeApiToken(wish: { readonly name: string; readonly permissions: readonly string[]; readonly days: number }): Promise<ApiToken & { readonly token: string }> {
  return write("/tokens", { method: "POST", body: wish });
}

export function revokeToken({ id }: ApiToken): Promise<unknown> {
  return write(`/tokens/${id}`, { method: "DELETE" });
}

export function listProjectMembers(projectId: string): Promise<readonly ProjectMember[]> {
  return ask<{ members: ProjectMember[] }>(`/projects/${projectId}/members`).then((answer) => answer.members);
}

export function addProjectMember(projectId: string, wish: { readonly memberId: string; readonly role: string }): Promise<ProjectMember> {
  return write(`/projects/${projectId}/members`, { method: "POST", body: wish });
}

export function removeProjectMember(projectId: string, { memberId, revision }: ProjectMember): Promise<unknown> {
  return write(`/projects/${projectId}/members/${memberId}`, { method: "DELETE", ifMatch: revision });
}

export function listShareLinks(projectId: string): Promise<readonly ShareLink[]> {
  return ask<{ links: ShareLink[] }>(`/projects/${projectId}/share-links`).then((answer) => answer.links);
}

export function makeShareLink(projectId: string, wish: { readonly name: string; readonly days: number }): Promise<ShareLink & { readonly address: string }> {
  return write(`/projects/${projectId}/share-links`, { method: "POST", body: wish });
}

export function revokeShareLink(projectId: string, { id }: ShareLink): Promise<unknown> {
  return write(`/projects/${projectId}/share-links/${id}`, { method: "DELETE" });
}

export interface WorkspaceFacts {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
}

export const readWorkspace = (): Promise<WorkspaceFacts> => ask("/workspace");

export function renameWorkspace({ revision }: WorkspaceFacts, name: string): Promise<WorkspaceFacts> {
  return write("/workspace", { method: "PATCH", body: { name }, ifMatch: revision });
}

function write<T>(path: string, options: Omit<NonNullable<Parameters<typeof ask>[1]>, "idempotencyKey">): Promise<T> {
  return ask<T>(path, { ...options, idempotencyKey: newId() });
}
