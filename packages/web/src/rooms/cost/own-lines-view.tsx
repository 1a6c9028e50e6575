/** Budget lines that do not follow from the plan: sums, with their task, kind and time. */
import { amountCentsOf } from "@leadline/engine/model/cost/line-amount.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { RecordOf } from "@leadline/engine/model/records.ts";
import type { ReactNode } from "react";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { useProjectState } from "../../store/use-project-state.ts";
import { centsOf, centsText } from "../../ui/number-text.ts";
import { choiceColumn, dayColumn, taskColumn, textColumn, titleColumn } from "../../ui/record-columns.ts";
import { RecordSheet, type SheetColumn } from "../../ui/record-sheet.tsx";
import { COST_TYPES } from "./cost-types.ts";

type BudgetLine = RecordOf<"budgetLine">;

export function OwnLinesView({ store, project, mayEdit }: { readonly store: ProjectStore; readonly project: Project; readonly mayEdit: boolean }): ReactNode {
  const key = useProjectState(store, (state) => state.key);
  const lines = [...project.records.budgetLine.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return (
    <>
      <p className="ll-muted bd-note">What people, materials and fixed costs come to follows from the plan; here stands what does not: licences, cloud use, travel, things to buy.</p>
      <RecordSheet
        store={store}
        label="Own budget lines"
        kind="budgetLine"
        records={lines}
        columns={columnsOf(project, key)}
        mayEdit={mayEdit}
        titleOf={({ name }) => name}
        newLabel="New line"
        onNew={(name) => store.run([{ type: "saveRecords", records: [{ kind: "budgetLine", record: { id: newId(), name, costType: "other", amount: { kind: "sum", cents: 0 }, phasing: { kind: "prorated" } } }] }])}
      />
    </>
  );
}

function columnsOf(project: Project, key: string): readonly SheetColumn<BudgetLine>[] {
  return [
    titleColumn<BudgetLine>("name", "Line", 240),
    choiceColumn<BudgetLine>("costType", "Kind", 120, COST_TYPES),
    {
      id: "amount",
      label: "Amount",
      width: 110,
      isNumber: true,
      textOf: ({ amount, firstDay }) => centsText(amountCentsOf(amount, firstDay ?? 0)),
      keep: (text) => {
        const cents = centsOf(text);
        return cents === undefined ? `“${text}” is no amount of money; type it as 1250.50.` : { amount: { kind: "sum", cents } };
      },
      // What licences and cloud use come to follows from their numbers.
      isFixed: ({ amount }) => amount.kind !== "sum",
    },
    taskColumn<BudgetLine>("taskId", "Task", { project, key }),
    dayColumn<BudgetLine>("firstDay", "From"),
    dayColumn<BudgetLine>("lastDay", "To"),
    textColumn<BudgetLine>("supplier", "Supplier", 140),
  ];
}
