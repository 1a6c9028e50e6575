/** Who may approve which change: levels of authority, lowest first, with the most that each may let the plan cost and slip. */
import { USUAL_CHANGE_POLICY, type AuthorityLevel, type ChangePolicy } from "@leadline/engine/model/changes/change-policy.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { IconButton } from "../../ui/button.tsx";
import { centsOf, centsText, numberOf } from "../../ui/number-text.ts";
import { SheetTextCell } from "../../ui/sheet-cell.tsx";
import type { ChangeRights } from "./change-rights.ts";

interface PolicyViewProps {
  readonly store: ProjectStore;
  readonly project: Project;
  readonly rights: ChangeRights;
}

export function PolicyView({ store, project, rights }: PolicyViewProps): ReactNode {
  const { currency, changePolicy = USUAL_CHANGE_POLICY } = settingsOf(project);
  const [made, setMade] = useState(0);
  const mayChange = rights.mayEdit && rights.mayApprove;
  const keep = (policy: ChangePolicy): string | undefined => {
    const result = store.run([{ type: "updateSettings", fields: { changePolicy: { ...policy, levels: policy.levels.map((level) => ({ ...level, roles: [...level.roles] })) } } }]);
    return result.ok ? undefined : result.refusals.map(({ message }) => message).join(" ");
  };
  const setLevel = (id: string, level: AuthorityLevel | undefined): string | undefined => {
    const levels = changePolicy.levels.flatMap((one) => (one.id !== id ? [one] : level ? [level] : []));
    return levels.length === 0 ? "Somebody must be able to approve." : keep({ ...changePolicy, levels });
  };
  const add = (name: string): string | undefined => {
    if (name.trim() === "") return undefined;
    const refused = keep({ ...changePolicy, levels: [...changePolicy.levels, { id: newId(), name: name.trim(), roles: ["owner"] }] });
    if (refused === undefined) setMade(made + 1);
    return refused;
  };
  return (
    <div className="ll-stack">
      <p className="ll-muted cg-note">
        A change goes through every level from the first to the one whose limits hold it; what nobody has reckoned goes to the last. Roles are those of the workspace (owner, manager, contributor, …) and of the project (sponsor, approver).
        {!mayChange && " Only who may edit and approve changes this."}
      </p>
      <div className="ll-sheet-scroll" role="region" aria-label="Levels of authority" tabIndex={0}>
        <table className="ll-sheet">
          <thead>
            <tr>
              <th scope="col" style={{ minWidth: 180 }}>Level</th>
              <th scope="col" style={{ minWidth: 220 }}>Roles</th>
              <th scope="col" style={{ minWidth: 180 }} data-number>
                Cost P80 grows by at most ({currency})
              </th>
              <th scope="col" style={{ minWidth: 200 }} data-number>
                Finish P80 or promise moves out at most (days)
              </th>
              <th scope="col">
                <span className="ll-hidden">Delete</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {changePolicy.levels.map((level) => (
              <LevelRow key={level.id} level={level} isReadOnly={!mayChange} set={(next) => setLevel(level.id, next)} />
            ))}
            {mayChange && (
              <tr data-new>
                <td>
                  <SheetTextCell key={made} label="New level" placeholder="Next higher level …" value="" keep={add} />
                </td>
                <td colSpan={4} />
              </tr>
            )}
          </tbody>
        </table>
      </div>
      <label className="ll-row">
        <input type="checkbox" disabled={!mayChange} checked={changePolicy.ownRequests === "refused"} onChange={(event) => keep({ levels: changePolicy.levels, ...(event.target.checked && { ownRequests: "refused" as const }) })} />
        Nobody decides their own requests
      </label>
    </div>
  );
}

interface LevelRowProps {
  readonly level: AuthorityLevel;
  readonly isReadOnly: boolean;
  /** Nothing takes the level away. */
  readonly set: (level: AuthorityLevel | undefined) => string | undefined;
}

function LevelRow({ level, isReadOnly, set }: LevelRowProps): ReactNode {
  const { mostCents, mostDays, ...unlimited } = level;
  const days = mostDays === undefined ? {} : { mostDays };
  const cents = mostCents === undefined ? {} : { mostCents };
  const keepRoles = (text: string): string | undefined => {
    const roles = text.split(",").flatMap((role) => (role.trim() === "" ? [] : [role.trim().toLowerCase()]));
    return roles.length === 0 ? "A level needs a role that holds it, such as manager." : set({ ...level, roles });
  };
  const keepCents = (text: string): string | undefined => {
    if (text.trim() === "") return set({ ...unlimited, ...days });
    const amount = centsOf(text);
    return amount === undefined ? `“${text}” is no amount of money; type it as 10000. Empty: any amount.` : set({ ...unlimited, ...days, mostCents: amount });
  };
  const keepDays = (text: string): string | undefined => {
    if (text.trim() === "") return set({ ...unlimited, ...cents });
    const count = numberOf(text);
    return count === undefined || count < 0 || count > 10_000 ? `“${text}” is no number of days from 0 to 10,000. Empty: any number.` : set({ ...unlimited, ...cents, mostDays: count });
  };
  const cell = { isReadOnly };
  return (
    <tr data-level={level.id}>
      <td>
        <SheetTextCell {...cell} label={`Name of ${level.name}`} value={level.name} keep={(text) => (text.trim() === "" ? "A level needs a name." : set({ ...level, name: text.trim() }))} />
      </td>
      <td>
        <SheetTextCell {...cell} label={`Roles of ${level.name}`} value={level.roles.join(", ")} keep={keepRoles} />
      </td>
      <td>
        <SheetTextCell {...cell} isNumber label={`Most cost of ${level.name}`} placeholder="any amount" value={centsText(mostCents)} keep={keepCents} />
      </td>
      <td>
        <SheetTextCell {...cell} isNumber label={`Most days of ${level.name}`} placeholder="any number" value={mostDays === undefined ? "" : String(mostDays)} keep={keepDays} />
      </td>
      <td>
        {!isReadOnly && (
          <IconButton label={`Delete ${level.name}`} onClick={() => set(undefined)}>
            <Trash2 size={16} strokeWidth={1.5} aria-hidden />
          </IconButton>
        )}
      </td>
    </tr>
  );
}
