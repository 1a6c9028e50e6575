/** Who belongs to the workspace and with which role, and who has been invited. */
import { LogOut, Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { changeRole, endMemberSessions, listInvitations, listMembers, readRoles, removeMember, withdrawInvitation, type Invitation, type Member, type Role } from "../../api/access.ts";
import { sentenceOf } from "../../api/http.ts";
import { useMay } from "../../api/session.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { momentText } from "../../ui/day-text.ts";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { Notice } from "../../ui/notice.tsx";
import { toast } from "../../ui/toast.ts";
import { useLoaded } from "../../ui/use-loaded.ts";
import { InviteDialog } from "./invite-dialog.tsx";

const NO_INVITATIONS = (): Promise<readonly Invitation[]> => Promise.resolve([]);

export function PeoplePanel(): ReactNode {
  const mayManage = useMay("members.manage");
  const members = useLoaded(listMembers);
  const roles = useLoaded(readRoles);
  const invitations = useLoaded(mayManage ? listInvitations : NO_INVITATIONS);
  const [isInviting, setInviting] = useState(false);
  const [leaving, setLeaving] = useState<Member>();
  const [ending, setEnding] = useState<Member>();
  const told = (work: Promise<unknown>, sentence: string): void =>
    void work.then(() => toast(sentence), (failure: unknown) => toast(sentenceOf(failure))).finally(() => [members, invitations].forEach((list) => list.reload()));
  const problem = members.problem ?? roles.problem ?? invitations.problem;
  const roleList = roles.value?.roles ?? [];
  const nameOfRole = (id: string): string => roleList.find((role) => role.id === id)?.name ?? id;
  return (
    <div className="ll-stack">
      {problem !== undefined && (
        <Notice tone="trouble" verbs={<Button onClick={members.reload}>Try again</Button>}>
          {problem}
        </Notice>
      )}
      <div className="ll-list-head">
        <h2 className="ll-heading">Members</h2>
        {mayManage && (
          <Button look="primary" onClick={() => setInviting(true)}>
            Invite
          </Button>
        )}
      </div>
      <table className="ll-table">
        <thead>
          <tr>
            <th>Name</th>
            <th>E-mail</th>
            <th>Role</th>
            <th>Since</th>
            <th>
              <span className="ll-hidden">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {members.value?.map((member) => (
            <tr key={member.id} data-member={member.email ?? member.name}>
              <td>
                {member.name}
                {member.isYou && <span className="ll-muted"> (you)</span>}
              </td>
              <td>{member.email}</td>
              <td>
                {mayManage ? (
                  <RoleChoice label={`Role of ${member.name}`} role={member.role} roles={roleList} onChoose={(role) => told(changeRole(member, role), `${member.name} is ${nameOfRole(role)} now.`)} />
                ) : (
                  nameOfRole(member.role)
                )}
              </td>
              <td>{momentText(member.joinedAt)}</td>
              <td className="ws-verbs">
                {mayManage && !member.isYou && (
                  <IconButton label={`Sign ${member.name} out everywhere`} onClick={() => setEnding(member)}>
                    <LogOut size={16} strokeWidth={1.5} aria-hidden />
                  </IconButton>
                )}
                {(mayManage || member.isYou) && (
                  <IconButton label={member.isYou ? "Leave this workspace" : `Remove ${member.name}`} onClick={() => setLeaving(member)}>
                    <Trash2 size={16} strokeWidth={1.5} aria-hidden />
                  </IconButton>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {invitations.value && invitations.value.length > 0 && <OpenInvitations invitations={invitations.value} nameOfRole={nameOfRole} onWithdraw={(one) => told(withdrawInvitation(one), `The invitation of ${one.email} is withdrawn.`)} />}
      {isInviting && <InviteDialog roles={roleList} onClose={() => setInviting(false)} onInvited={invitations.reload} />}
      {ending && (
        <Dialog title={`Sign ${ending.name} out everywhere?`} onClose={() => setEnding(undefined)}>
          <p>Every browser in which {ending.name} is signed in ends at once, also in other workspaces: for a device that was lost, or a session that looks strange. {ending.name} can sign in again, and tokens go on.</p>
          <DialogActions>
            <Button onClick={() => setEnding(undefined)}>Cancel</Button>
            <Button
              look="primary"
              onClick={() => {
                setEnding(undefined);
                void endMemberSessions(ending).then((ended) => toast(signedOutText(ending.name, ended)), (failure: unknown) => toast(sentenceOf(failure)));
              }}
            >
              Sign out
            </Button>
          </DialogActions>
        </Dialog>
      )}
      {leaving && (
        <Dialog title={leaving.isYou ? "Leave this workspace?" : `Remove ${leaving.name}?`} onClose={() => setLeaving(undefined)}>
          <p>{leaving.isYou ? "You" : leaving.name} can see and do nothing here any more, at once, on every device and with every token. What was done stays in the log.</p>
          <DialogActions>
            <Button onClick={() => setLeaving(undefined)}>Cancel</Button>
            <Button
              look="primary"
              onClick={() => {
                setLeaving(undefined);
                told(removeMember(leaving), leaving.isYou ? "You have left." : `${leaving.name} was removed.`);
              }}
            >
              {leaving.isYou ? "Leave" : "Remove"}
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </div>
  );
}

function signedOutText(name: string, ended: number): string {
  return ended === 0 ? `${name} was signed in nowhere.` : `${name} is signed out: ${ended} ${ended === 1 ? "session" : "sessions"} ended.`;
}

interface RoleChoiceProps {
  readonly label: string;
  readonly role: string;
  readonly roles: readonly Pick<Role, "id" | "name" | "sentence">[];
  readonly onChoose: (role: string) => void;
}

function RoleChoice({ label, role, roles, onChoose }: RoleChoiceProps): ReactNode {
  return (
    <select className="ll-input" aria-label={label} value={role} onChange={(event) => onChoose(event.target.value)}>
      {roles.map(({ id, name, sentence }) => (
        <option key={id} value={id} title={sentence}>
          {name}
        </option>
      ))}
    </select>
  );
}

interface OpenInvitationsProps {
  readonly invitations: readonly Invitation[];
  readonly nameOfRole: (id: string) => string;
  readonly onWithdraw: (invitation: Invitation) => void;
}

function OpenInvitations({ invitations, nameOfRole, onWithdraw }: OpenInvitationsProps): ReactNode {
  return (
    <>
      <h2 className="ll-heading">Invited, not yet here</h2>
      <table className="ll-table">
        <thead>
          <tr>
            <th>E-mail</th>
            <th>Role</th>
            <th>Good until</th>
            <th>
              <span className="ll-hidden">Withdraw</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {invitations.map((invitation) => (
            <tr key={invitation.id} data-invitation={invitation.email}>
              <td>{invitation.email}</td>
              <td>{nameOfRole(invitation.role)}</td>
              <td>{momentText(invitation.expiresAt)}</td>
              <td>
                <Button onClick={() => onWithdraw(invitation)}>Withdraw</Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
