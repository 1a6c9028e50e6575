/** Roles as lists of rights: those that every workspace has, and those that this one made. */
import { useState, type FormEvent, type ReactNode } from "react";
import { deleteRole, makeRole, readRoles, saveRole, type PermissionFacts, type Role } from "../../api/access.ts";
import { sentenceOf } from "../../api/http.ts";
import { useMay } from "../../api/session.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { toast } from "../../ui/toast.ts";
import { useLoaded } from "../../ui/use-loaded.ts";

export function RolesPanel(): ReactNode {
  const mayManage = useMay("roles.manage");
  const { value, problem, reload } = useLoaded(readRoles);
  const [open, setOpen] = useState<Role | "new">();
  const remove = (role: Role): void => void deleteRole(role).then(() => toast(`The role ${role.name} was deleted.`), (failure: unknown) => toast(sentenceOf(failure))).finally(reload);
  return (
    <div className="ll-stack">
      {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
      <div className="ll-list-head">
        <h2 className="ll-heading">Roles in the workspace</h2>
        {mayManage && <Button onClick={() => setOpen("new")}>New role</Button>}
      </div>
      {value && (
        <>
          <RightsTable label="Roles in the workspace and their rights" roles={value.roles} permissions={value.permissions} />
          {mayManage && (
            <div className="ll-row">
              {value.roles
                .filter((role) => !role.isBuiltIn)
                .map((role) => (
                  <span key={role.id} className="ll-row" data-role={role.name}>
                    <Button onClick={() => setOpen(role)}>Change {role.name}…</Button>
                    <Button onClick={() => remove(role)}>Delete {role.name}</Button>
                  </span>
                ))}
            </div>
          )}
          <h2 className="ll-heading">Roles on one project</h2>
          <p className="ll-muted">Given on top of the role in the workspace, for that project alone: in a plan under Share, “People and links”.</p>
          <RightsTable label="Roles on one project and their rights" roles={value.projectRoles} permissions={value.permissions.filter(({ id }) => value.projectRoles.some((role) => role.permissions.includes(id)))} />
        </>
      )}
      {open && value && (
        <RoleDialog
          role={open === "new" ? undefined : open}
          permissions={value.permissions}
          onClose={() => {
            setOpen(undefined);
            reload();
          }}
        />
      )}
    </div>
  );
}

function RightsTable({ label, roles, permissions }: { readonly label: string; readonly roles: readonly Pick<Role, "id" | "name" | "sentence" | "permissions">[]; readonly permissions: readonly PermissionFacts[] }): ReactNode {
  return (
    <div className="ws-scroll" role="region" aria-label={label} tabIndex={0}>
      <table className="ll-table ws-rights">
        <thead>
          <tr>
            <th>Right</th>
            {roles.map((role) => (
              <th key={role.id} title={role.sentence}>
                {role.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {permissions.map(({ id, sentence }) => (
            <tr key={id}>
              <td>{sentence}</td>
              {roles.map((role) => (
                <td key={role.id} aria-label={role.permissions.includes(id) ? "yes" : "no"}>
                  {role.permissions.includes(id) ? "✓" : "–"}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RoleDialogProps {
  readonly role: Role | undefined;
  readonly permissions: readonly PermissionFacts[];
  readonly onClose: () => void;
}

function RoleDialog({ role, permissions, onClose }: RoleDialogProps): ReactNode {
  const [name, setName] = useState(role?.name ?? "");
  const [given, setGiven] = useState<ReadonlySet<string>>(new Set(role?.permissions ?? ["workspace.read"]));
  const [problem, setProblem] = useState<string>();
  const toggle = (id: string, isOn: boolean): void => {
    const next = new Set(given);
    if (isOn) next.add(id);
    else next.delete(id);
    setGiven(next);
  };
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const wish = { name: name.trim(), permissions: [...given] };
    (role ? saveRole(role, wish) : makeRole(wish)).then(onClose, (failure: unknown) => setProblem(sentenceOf(failure)));
  };
  return (
    <Dialog title={role ? `Change ${role.name}` : "New role"} onClose={onClose} size={560}>
      <form className="ll-stack" onSubmit={save}>
        <Field label="Name">{(control) => <input {...control} className="ll-input" required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />}</Field>
        <fieldset className="ll-checks">
          <legend>Rights</legend>
          {permissions.map(({ id, sentence }) => (
            <label key={id}>
              <input type="checkbox" checked={given.has(id)} onChange={(event) => toggle(id, event.target.checked)} /> {sentence}
            </label>
          ))}
        </fieldset>
        {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit">
            {role ? "Save" : "Make the role"}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
