/** The register: every risk as a row that can be typed into, and a row for the next one. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { RiskItem } from "@leadline/engine/model/records.ts";
import { Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { newId } from "../../store/new-id.ts";
import { nextRiskCode } from "../../store/next-risk-code.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { useProjectState } from "../../store/use-project-state.ts";
import { IconButton } from "../../ui/button.tsx";
import { SheetTextCell } from "../../ui/sheet-cell.tsx";
import { toast } from "../../ui/toast.ts";
import { REGISTER_COLUMNS, type RegisterColumn } from "./register-columns.ts";

const KINDS: readonly (readonly [RiskItem["impact"]["kind"], string])[] = [
  ["delayDays", "adds days"],
  ["durationFactor", "multiplies durations"],
  ["cost", "costs"],
];

/** A new kind of impact begins with values that mean something in its unit. */
const USUAL: Readonly<Record<RiskItem["impact"]["kind"], RiskItem["impact"]>> = {
  delayDays: { kind: "delayDays", low: 2, likely: 5, high: 15 },
  durationFactor: { kind: "durationFactor", low: 1.05, likely: 1.2, high: 1.5 },
  cost: { kind: "cost", low: 1000, likely: 5000, high: 15_000 },
};

interface RegisterViewProps {
  readonly store: ProjectStore;
  readonly project: Project;
  readonly showsCosts: boolean;
}

export function RegisterView({ store, project, showsCosts }: RegisterViewProps): ReactNode {
  const key = useProjectState(store, (state) => state.key);
  const risks = [...project.records.riskItem.values()].sort((a, b) => a.code.localeCompare(b.code, "en", { numeric: true }) || (a.id < b.id ? -1 : 1));
  const set = (risk: RiskItem, fields: Readonly<Record<string, unknown>>): string | undefined => said(store.run([{ type: "updateRecords", records: [{ kind: "riskItem", id: risk.id, fields }] }]));
  const remove = (risk: RiskItem): void => {
    const refused = said(store.run([{ type: "deleteRecords", records: [{ kind: "riskItem", id: risk.id }] }]));
    toast(refused ?? `“${risk.title}” deleted.`, refused === undefined ? { id: "risk-deleted", verb: { label: "Undo", run: () => void store.undo() } } : {});
  };
  return (
    <>
      {risks.length === 0 && <p className="rk-empty">What could go wrong, or better than planned? Type the first risk below: the forecast reckons with it at once.</p>}
      <div className="ll-sheet-scroll" role="region" aria-label="Risk register" tabIndex={-1}>
        <table className="ll-sheet">
          <thead>
            <tr>
              {REGISTER_COLUMNS.slice(0, 3).map(head)}
              <th scope="col" style={{ minWidth: 150 }}>
                It
              </th>
              {REGISTER_COLUMNS.slice(3).map(head)}
              <th scope="col">
                <span className="ll-hidden">Delete</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {risks.map((risk) => (
              <tr key={risk.id} data-risk={risk.code}>
                {REGISTER_COLUMNS.slice(0, 3).map((column) => cellOf(column, risk, { project, key, showsCosts, set }))}
                <td>
                  <select className="ll-sheet-input" aria-label={`What ${risk.title} does`} value={risk.impact.kind} onChange={(event) => set(risk, { impact: USUAL[KINDS.find(([kind]) => kind === event.target.value)?.[0] ?? "delayDays"] })}>
                    {KINDS.map(([kind, words]) => (
                      <option key={kind} value={kind}>
                        {words}
                      </option>
                    ))}
                  </select>
                </td>
                {REGISTER_COLUMNS.slice(3).map((column) => cellOf(column, risk, { project, key, showsCosts, set }))}
                <td>
                  <IconButton label={`Delete ${risk.title}`} onClick={() => remove(risk)}>
                    <Trash2 size={16} strokeWidth={1.5} aria-hidden />
                  </IconButton>
                </td>
              </tr>
            ))}
            <NewRisk store={store} count={risks.length} />
          </tbody>
        </table>
      </div>
    </>
  );
}

function head({ id, label, width, isNumber }: RegisterColumn): ReactNode {
  return (
    <th key={id} scope="col" style={{ minWidth: width }} data-number={isNumber}>
      {label}
    </th>
  );
}

interface CellContext {
  readonly project: Project;
  readonly key: string;
  readonly showsCosts: boolean;
  readonly set: (risk: RiskItem, fields: Readonly<Record<string, unknown>>) => string | undefined;
}

function cellOf(column: RegisterColumn, risk: RiskItem, { project, key, showsCosts, set }: CellContext): ReactNode {
  const isHidden = !showsCosts && risk.impact.kind === "cost" && ["low", "likely", "high"].includes(column.id);
  const keep = (text: string): string | undefined => {
    const kept = column.keep(text, risk, project, key);
    return "sentence" in kept ? kept.sentence : set(risk, kept.fields);
  };
  return (
    <td key={column.id} data-column={column.id}>
      {isHidden ? <span className="ll-muted">hidden</span> : <SheetTextCell label={`${column.label} of ${risk.title}`} value={column.textOf(risk, project, key)} isNumber={column.isNumber === true} keep={keep} />}
    </td>
  );
}

/** The last row: a name is enough. */
function NewRisk({ store, count }: { readonly store: ProjectStore; readonly count: number }): ReactNode {
  const [made, setMade] = useState(0);
  const keep = (title: string): string | undefined => {
    if (title.trim() === "") return undefined;
    const record: RiskItem = { id: newId(), code: nextRiskCode(store.getState().project), title: title.trim(), category: "", probability: 0.3, impact: USUAL.delayDays, taskIds: [], response: "", action: "", trigger: "" };
    const refused = said(store.run([{ type: "saveRecords", records: [{ kind: "riskItem", record }] }]));
    if (refused === undefined) setMade(made + 1);
    return refused;
  };
  return (
    <tr data-new>
      <td />
      <td>
        <SheetTextCell key={made} label="New risk" placeholder="Type the next risk …" value="" keep={keep} />
      </td>
      <td colSpan={REGISTER_COLUMNS.length} className="ll-muted">
        {count === 0 ? "" : "A new risk adds 2 to 15 days with a chance of 30 % until you say otherwise; name the tasks that it hits."}
      </td>
    </tr>
  );
}

function said(result: ReturnType<ProjectStore["run"]>): string | undefined {
  return result.ok ? undefined : result.refusals.map(({ message }) => message).join(" ");
}
