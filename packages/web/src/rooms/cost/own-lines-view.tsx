/** Budget lines that do not follow from the plan: sums, with their task, kind and time. */
import { amountCentsOf } from "@leadline/engine/model/cost/line-amount.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { RecordOf } from "@leadline/engine/model/records.ts";
import type { ReactNode } from "react";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { useProjectState } from "../../store/use-project-state.ts";
import { centsOf, centsText } from "../../ui/number-text.ts";
import { costTypeOf, dayOfText, isoDay, taskKey, taskOfKey } from "./cost-types.ts";
import { MoneySheet, type MoneyColumn } from "./money-sheet.tsx";

type BudgetLine = RecordOf<"budgetLine">;

export function OwnLinesView({ store, project }: { readonly store: ProjectStore; readonly project: Project }): ReactNode {
  const key = useProjectState(store, (state) => state.key);
  const lines = [...project.records.budgetLine.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return (
    <>
      <p className="ll-muted bd-note">What people, materials and fixed costs come to follows from the plan; here stands what does not: licences, cloud use, travel, things to buy.</p>
      <MoneySheet
        store={store}
        label="Own budget lines"
        kind="budgetLine"
        records={lines}
        columns={columnsOf(project, key)}
        newLabel="New line"
        onNew={(name) => store.run([{ type: "saveRecords", records: [{ kind: "budgetLine", record: { id: newId(), name, costType: "other", amount: { kind: "sum", cents: 0 }, phasing: { kind: "prorated" } } }] }])}
      />
    </>
  );
}

function columnsOf(project: Project, key: string): readonly MoneyColumn<BudgetLine>[] {
  const day = (id: "firstDay" | "lastDay", label: string): MoneyColumn<BudgetLine> => ({
    id,
    label,
    width: 110,
    textOf: (line) => (line[id] === undefined ? "" : isoDay(line[id])),
    keep: (text) => {
      const found = text.trim() === "" ? null : dayOfText(text);
      return found === undefined ? `There is no day “${text}”; type it as 2026-03-31.` : { [id]: found };
    },
  });
  return [
    { id: "name", label: "Line", width: 240, textOf: ({ name }) => name, keep: (text) => ({ name: text.trim() }) },
    { id: "costType", label: "Kind", width: 120, look: "kind", textOf: ({ costType }) => costType, keep: (text) => ({ costType: costTypeOf(text) }) },
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
    },
    {
      id: "task",
      label: "Task",
      width: 90,
      textOf: ({ taskId }) => taskKey(project, key, taskId),
      keep: (text) => {
        const taskId = taskOfKey(project, key, text);
        return taskId === undefined ? `There is no task “${text}”. Name it by key or row, such as ${key}-3 or 3.` : { taskId };
      },
    },
    day("firstDay", "From"),
    day("lastDay", "To"),
    { id: "supplier", label: "Supplier", width: 140, textOf: ({ supplier }) => supplier ?? "", keep: (text) => ({ supplier: text.trim() === "" ? null : text.trim() }) },
  ];
}
