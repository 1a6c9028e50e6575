/** Budget lines that do not follow from the plan: sums, licences for a term, and cloud use, with their task, kind and time. */
import type { Budget } from "@leadline/engine/cost/budget.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { BudgetLine } from "@leadline/engine/model/records.ts";
import type { ReactNode } from "react";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { useProjectState } from "../../store/use-project-state.ts";
import { amountText } from "../../ui/money-text.ts";
import { RecordSheet } from "../../ui/record-sheet.tsx";
import { cloudColumns, licenceColumns, sumColumns, type LineContext } from "./line-columns.ts";

interface OwnLinesViewProps {
  readonly store: ProjectStore;
  readonly project: Project;
  readonly budget: Budget;
  readonly mayEdit: boolean;
}

/** A sheet for each way in which a line can be reckoned; what a new line begins with. */
const SHEETS = [
  {
    kind: "sum",
    heading: "Sums",
    label: "Own budget lines",
    note: "What is known as an amount: travel, things to buy, fees.",
    columns: sumColumns,
    newLabel: "New line",
    usual: { costType: "other", amount: { kind: "sum", cents: 0 }, phasing: { kind: "prorated" } },
  },
  {
    kind: "licence",
    heading: "Licences",
    label: "Licences",
    note: "Metric × price × term; a true-up pays for more of it from its day to the end of the term.",
    columns: licenceColumns,
    newLabel: "New licence",
    usual: { costType: "licence", amount: { kind: "licence", metric: "named user", quantity: 1, unitPriceCents: 0, months: 12 }, phasing: { kind: "byMonth" } },
  },
  {
    kind: "cloud",
    heading: "Cloud use",
    label: "Cloud use",
    note: "Units × hours × rate, less the discount; a month has 730 hours. A commitment pays all of them, used or not, and is worth it above the use at which both cost the same.",
    columns: cloudColumns,
    newLabel: "New cloud use",
    usual: { costType: "cloud", amount: { kind: "cloud", units: 1, hoursPerMonth: 730, ratePerHour: 0, discountPercent: 0, months: 12 }, phasing: { kind: "prorated" } },
  },
] as const;

export function OwnLinesView({ store, project, budget, mayEdit }: OwnLinesViewProps): ReactNode {
  const key = useProjectState(store, (state) => state.key);
  const lines = [...project.records.budgetLine.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const context: LineContext = { project, key, centsOf: centsByLine(budget) };
  return (
    <div className="bd-stack">
      <p className="ll-muted">What people, materials and fixed costs come to follows from the plan; here stands what does not.</p>
      {SHEETS.map(({ kind, heading, label, note, columns, newLabel, usual }) => {
        const own = lines.filter(({ amount }) => amount.kind === kind);
        const total = own.reduce((sum, { id }) => sum + (context.centsOf(id) ?? 0), 0);
        return (
          <section key={kind}>
            <h2 className="bd-head">{heading}</h2>
            <p className="ll-muted bd-note">
              {note}
              {own.length > 0 && (
                <>
                  {" "}
                  Together{" "}
                  <span data-metric={`lines-${kind}`} data-value={total} data-unit="cent">
                    {settingsOf(project).currency} {amountText(total)}
                  </span>
                  .
                </>
              )}
            </p>
            <RecordSheet
              store={store}
              label={label}
              kind="budgetLine"
              records={own}
              columns={columns(context)}
              mayEdit={mayEdit}
              titleOf={({ name }) => name}
              totals={{ comesTo: amountText(total) }}
              newLabel={newLabel}
              onNew={(name) => store.run([{ type: "saveRecords", records: [{ kind: "budgetLine", record: { id: newId(), name, ...usual } }] }])}
            />
          </section>
        );
      })}
    </div>
  );
}

/** What a line comes to in the project's currency, as the budget has it. */
function centsByLine({ items }: Budget): (id: BudgetLine["id"]) => number | undefined {
  const byId = new Map(items.flatMap(({ source, cents }) => (source.kind === "budgetLine" ? [[source.id, cents] as const] : [])));
  return (id) => byId.get(id) ?? 0;
}
