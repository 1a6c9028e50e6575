/** What was spent: the ledger of the project, posting by posting. */
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { RecordOf } from "@leadline/engine/model/records.ts";
import { dayNumberOf, formatIsoDay } from "@leadline/engine/time/minute.ts";
import { lazy, Suspense, useRef, useState, type ReactNode } from "react";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { useProjectState } from "../../store/use-project-state.ts";
import { Button } from "../../ui/button.tsx";
import { todayNumber } from "../../ui/day-text.ts";
import { amountText } from "../../ui/money-text.ts";
import { centsOf, centsText } from "../../ui/number-text.ts";
import { choiceColumn, neededDayColumn, taskColumn, textColumn, titleColumn } from "../../ui/record-columns.ts";
import type { SheetColumn } from "../../ui/edit-sheet.tsx";
import { RecordSheet } from "../../ui/record-sheet.tsx";
import { currencyColumn, kindColumn } from "./money-columns.ts";

type ActualCost = RecordOf<"actualCost">;

const LedgerDialog = lazy(async () => ({ default: (await import("./ledger-dialog.tsx")).LedgerDialog }));

interface ActualsViewProps {
  readonly store: ProjectStore;
  readonly projectId: string;
  readonly project: Project;
  readonly mayEdit: boolean;
}

export function ActualsView({ store, projectId, project, mayEdit }: ActualsViewProps): ReactNode {
  const [ledger, setLedger] = useState<File>();
  const chooser = useRef<HTMLInputElement>(null);
  const key = useProjectState(store, (state) => state.key);
  const costs = [...project.records.actualCost.values()].sort((a, b) => a.day - b.day || (a.id < b.id ? -1 : 1));
  const { currency, statusDate } = settingsOf(project);
  const own = costs.filter((cost) => cost.currency === undefined || cost.currency === currency);
  const total = own.reduce((sum, { amountCents, credit }) => sum + (credit ? -amountCents : amountCents), 0);
  const day = statusDate === undefined ? todayNumber(new Date()) : dayNumberOf(statusDate);
  return (
    <>
      <p className="ll-muted bd-note">
        {costs.length === 0 ? "Nothing was entered as spent yet." : `${costs.length} ${costs.length === 1 ? "posting" : "postings"}, ${currency} ${amountText(total)} in the project's currency.`} A new posting is dated {formatIsoDay(day)} until you say otherwise.
      </p>
      {mayEdit && (
        <div className="ll-row bd-note">
          <Button onClick={() => chooser.current?.click()}>Import a ledger…</Button>
          <input
            ref={chooser}
            type="file"
            className="ll-hidden"
            aria-label="Ledger file"
            aria-hidden
            tabIndex={-1}
            accept=".csv,.xlsx,text/csv"
            onChange={(event) => {
              setLedger(event.target.files?.[0]);
              event.target.value = "";
            }}
          />
          <span className="ll-muted">A table of postings as CSV or Excel (.xlsx); you see what it means before anything is stored.</span>
        </div>
      )}
      {ledger && (
        <Suspense>
          <LedgerDialog store={store} projectId={projectId} file={ledger} onClose={() => setLedger(undefined)} />
        </Suspense>
      )}
      <RecordSheet
        store={store}
        label="Actual costs"
        kind="actualCost"
        records={costs}
        columns={columnsOf(project, key)}
        mayEdit={mayEdit}
        titleOf={({ name }) => name}
        newLabel="New posting"
        onNew={(name) => store.run([{ type: "saveRecords", records: [{ kind: "actualCost", record: { id: newId(), name, day, costType: "other", amountCents: 0 } }] }])}
      />
    </>
  );
}

function columnsOf(project: Project, key: string): readonly SheetColumn<ActualCost>[] {
  return [
    titleColumn<ActualCost>("name", "What for", 240),
    neededDayColumn<ActualCost>("day", "Day"),
    kindColumn<ActualCost>(),
    {
      id: "amount",
      label: "Amount",
      width: 110,
      isNumber: true,
      textOf: ({ amountCents, credit }) => `${credit ? "-" : ""}${centsText(amountCents)}`,
      keep: (text) => {
        const isCredit = text.trim().startsWith("-");
        const cents = centsOf(text.trim().replace(/^-/, ""));
        return cents === undefined ? `“${text}” is no amount of money; type it as 1250.50, a credit note as -1250.50.` : { amountCents: cents, credit: isCredit ? true : null };
      },
    },
    currencyColumn<ActualCost>(project),
    taskColumn<ActualCost>("taskId", "Task", { project, key }),
    choiceColumn<ActualCost>("orderId", "Order", 160, [["", "No order"], ...[...project.records.purchaseOrder.values()].map(({ id, name }) => [id, name] as const)]),
    textColumn<ActualCost>("document", "Document", 120),
    textColumn<ActualCost>("supplier", "Supplier", 140),
  ];
}
