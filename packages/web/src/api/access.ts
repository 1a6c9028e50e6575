/** People and rights over HTTP: members, invitations, roles, tokens, links to projects. */
import { pagesOf, type AnswerOf } from "@leadline/client/api-client.ts";
import { call } from "./http.ts";

export type Member = AnswerOf<"listMembers">["members"][number];
export type Invitation = AnswerOf<"listInvitations">["invitations"][number];
/** A new invitation. Where no mail is set up, its link comes along once, to be handed on. */
export type MadeInvitation = AnswerOf<"invite">;
export type InvitationPreview = AnswerOf<"previewInvitation">;
export type RoleList = AnswerOf<"listRoles">;
export type Role = RoleList["roles"][number];
export type PermissionFacts = RoleList["permissions"][number];
export type ApiToken = AnswerOf<"listTokens">["tokens"][number];
export type ProjectMember = AnswerOf<"listProjectMembers">["members"][number];
export type ShareLink = AnswerOf<"listShareLinks">["links"][number];
export type WorkspaceFacts = AnswerOf<"readWorkspace">;

/** All pages of a list, one after the other. */
async function whole<A extends { readonly nextCursor: string | null }, T>(page: (cursor: string | undefined) => Promise<A>, listOf: (answer: A) => readonly T[]): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const answer of pagesOf(page)) found.push(...listOf(answer));
  return found;
}

export const listMembers = (): Promise<readonly Member[]> => whole((cursor) => call("listMembers", { query: { cursor } }), ({ members }) => members);
export const listInvitations = (): Promise<readonly Invitation[]> => whole((cursor) => call("listInvitations", { query: { cursor } }), ({ invitations }) => invitations);
export const listTokens = (): Promise<readonly ApiToken[]> => whole((cursor) => call("listTokens", { query: { cursor } }), ({ tokens }) => tokens);
export const readRoles = (): Promise<RoleList> => call("listRoles");

export function changeRole({ id, revision }: Member, role: string): Promise<unknown> {
  return call("changeMember", { params: { memberId: id }, body: { role }, ifMatch: revision });
}

export function removeMember({ id, revision }: Member): Promise<unknown> {
  return call("removeMember", { params: { memberId: id }, ifMatch: revision });
}

export function invite(wish: { readonly email: string; readonly role: string }): Promise<MadeInvitation> {
  return call("invite", { body: wish });
}

export function withdrawInvitation({ id }: Invitation): Promise<unknown> {
  return call("withdrawInvitation", { params: { invitationId: id } });
}

export function previewInvitation(token: string): Promise<InvitationPreview> {
  return call("previewInvitation", { body: { token } });
}

export function acceptInvitation(token: string): Promise<unknown> {
  return call("acceptInvitation", { body: { token } });
}

export interface RoleWish {
  readonly name: string;
  readonly permissions: readonly string[];
}

export function makeRole(wish: RoleWish): Promise<unknown> {
  return call("addRole", { body: wish });
}

export function saveRole({ id, revision }: Role, wish: RoleWish): Promise<unknown> {
  return call("changeRole", { params: { roleId: id }, body: wish, ifMatch: revision ?? 0 });
}

export function deleteRole({ id, revision }: Role): Promise<unknown> {
  return call("removeRole", { params: { roleId: id }, ifMatch: revision ?? 0 });
}

export function makeApiToken(wish: RoleWish & { readonly days: number }): Promise<AnswerOf<"addToken">> {
  return call("addToken", { body: wish });
}

export function revokeToken({ id }: ApiToken): Promise<unknown> {
  return call("revokeToken", { params: { tokenId: id } });
}

export function listProjectMembers(projectId: string): Promise<readonly ProjectMember[]> {
  return whole((cursor) => call("listProjectMembers", { params: { id: projectId }, query: { cursor } }), ({ members }) => members);
}

export function addProjectMember(projectId: string, wish: { readonly memberId: string; readonly role: string }): Promise<unknown> {
  return call("addProjectMember", { params: { id: projectId }, body: wish });
}

export function removeProjectMember(projectId: string, { memberId, revision }: ProjectMember): Promise<unknown> {
  return call("removeProjectMember", { params: { id: projectId, memberId }, ifMatch: revision });
}

export function listShareLinks(projectId: string): Promise<readonly ShareLink[]> {
  return whole((cursor) => call("listShareLinks", { params: { id: projectId }, query: { cursor } }), ({ links }) => links);
}

export function makeShareLink(projectId: string, wish: { readonly name: string; readonly days: number }): Promise<AnswerOf<"addShareLink">> {
  return call("addShareLink", { params: { id: projectId }, body: wish });
}

export function revokeShareLink(projectId: string, { id }: ShareLink): Promise<unknown> {
  return call("revokeShareLink", { params: { id: projectId, linkId: id } });
}

export const readWorkspace = (): Promise<WorkspaceFacts> => call("readWorkspace");

export function changeWorkspace({ revision }: WorkspaceFacts, wish: Partial<Pick<WorkspaceFacts, "name" | "demandsSecondFactor">>): Promise<unknown> {
  return call("changeWorkspace", { body: wish, ifMatch: revision });
}

export function makeWorkspace(name: string): Promise<AnswerOf<"addWorkspace">> {
  return call("addWorkspace", { body: { name } });
}

/** Signs somebody out on every device; answers how many sessions ended. */
export function endMemberSessions({ id }: Member): Promise<number> {
  return call("endMemberSessions", { params: { memberId: id } }).then(({ ended }) => ended);
}
