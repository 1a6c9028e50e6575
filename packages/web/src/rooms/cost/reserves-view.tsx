/** Money kept back: contingency inside the budget, management reserve outside it, and every drawdown with its reason. */
import { reserveTotals, type ReserveTotals } from "@leadline/engine/cost/reserves.ts";
import type { Budget } from "@leadline/engine/cost/budget.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { RecordOf } from "@leadline/engine/model/records.ts";
import { dayNumberOf } from "@leadline/engine/time/minute.ts";
import type { ReactNode } from "react";
import type { ForecastState } from "../../store/forecast.ts";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { useProjectState } from "../../store/use-project-state.ts";
import type { SheetColumn } from "../../ui/edit-sheet.tsx";
import { shortDayText, todayNumber } from "../../ui/day-text.ts";
import { amountText, moneyText } from "../../ui/money-text.ts";
import { amountColumn, choiceColumn, neededDayColumn, taskColumn, textColumn, titleColumn } from "../../ui/record-columns.ts";
import { codesOfText, codesText } from "../../ui/record-names.ts";
import { RecordSheet } from "../../ui/record-sheet.tsx";
import { figureColumn, kindColumn } from "./money-columns.ts";

type Reserve = RecordOf<"reserve">;
type Drawdown = RecordOf<"reserveDrawdown">;

interface ReservesViewProps {
  readonly store: ProjectStore;
  readonly project: Project;
  readonly budget: Budget;
  readonly state: ForecastState;
  readonly mayEdit: boolean;
}

export function ReservesView({ store, project, budget, state, mayEdit }: ReservesViewProps): ReactNode {
  const key = useProjectState(store, (own) => own.key);
  const { currency, statusDate } = settingsOf(project);
  const day = statusDate === undefined ? todayNumber(new Date()) : dayNumberOf(statusDate);
  const totals = reserveTotals(project);
  const reserves = [...project.records.reserve.values()].sort((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.id < b.id ? -1 : 1));
  const drawdowns = [...project.records.reserveDrawdown.values()].sort((a, b) => a.day - b.day || (a.id < b.id ? -1 : 1));
  const [first] = reserves;
  return (
    <div className="bd-stack">
      <Left budget={budget} state={state} day={day} />
      <RecordSheet
        store={store}
        label="Reserves"
        kind="reserve"
        records={reserves}
        columns={reserveColumns(totals, currency)}
        mayEdit={mayEdit}
        titleOf={({ name }) => name}
        totals={{ amountCents: sumText(totals, "cents"), drawn: sumText(totals, "drawnCents"), left: sumText(totals, "leftCents") }}
        newLabel="New reserve"
        onNew={(name) => store.run([{ type: "saveRecords", records: [{ kind: "reserve", record: { id: newId(), name, kind: /management/i.test(name) ? "management" : "contingency", amountCents: 0 } }] }])}
      />
      <section>
        <h2 className="bd-head">Drawdowns</h2>
        <Unapproved drawdowns={drawdowns} />
        <RecordSheet
          store={store}
          label="Drawdowns"
          kind="reserveDrawdown"
          records={drawdowns}
          columns={drawdownColumns(project, key, reserves)}
          mayEdit={mayEdit}
          titleOf={({ name }) => name}
          totals={{ amountCents: amountText(drawdowns.reduce((sum, { amountCents }) => sum + amountCents, 0)) }}
          newLabel="New drawdown"
          onNew={(name) => (first ? store.run([{ type: "saveRecords", records: [{ kind: "reserveDrawdown", record: { id: newId(), name, reserveId: first.id, day, amountCents: 0, costType: "other", reason: name } }] }]) : "There is no reserve to draw on yet. Add one above first.")}
        />
      </section>
    </div>
  );
}

/** "EUR 12k of contingency are left as of 23 Nov 2026; so that 8 of 10 runs are paid for it would have to be EUR 15k." */
function Left({ budget, state: { facts }, day }: { readonly budget: Budget; readonly state: ForecastState; readonly day: number }): ReactNode {
  const { currency, contingencyLeftCents: left, managementReserveLeftCents: outside, totalCents } = budget;
  const needed = facts && facts.cost.p80 > 0 ? Math.max(0, facts.cost.p80 - (totalCents - left)) : undefined;
  return (
    <p className="ll-reading bd-confidence">
      <strong data-metric="contingency-left" data-value={left} data-unit="cent">
        {`${currency}\u00A0${amountText(left)}`}
      </strong>{" "}
      of contingency are left as of {shortDayText(day)}, inside the budget, and{" "}
      <strong data-metric="management-reserve-left" data-value={outside} data-unit="cent">
        {`${currency}\u00A0${amountText(outside)}`}
      </strong>{" "}
      of management reserve outside it.{" "}
      {facts && needed !== undefined && (
        <>
          So that 8 of 10 runs are paid for, contingency has to be{" "}
          <strong data-metric="contingency-needed" data-value={needed} data-unit="cent" data-source="simulation">
            {moneyText(needed, currency)}
          </strong>{" "}
          ({facts.runs.toLocaleString("en")} runs): {needed <= left ? "that is there." : `${moneyText(needed - left, currency)} are missing.`}
        </>
      )}
    </p>
  );
}

function Unapproved({ drawdowns }: { readonly drawdowns: readonly Drawdown[] }): ReactNode {
  const count = drawdowns.filter(({ changeRequestId, decidedBy }) => changeRequestId === undefined && decidedBy === undefined).length;
  if (count === 0) return null;
  return <p className="ll-muted bd-note">{count === 1 ? "One drawdown names" : `${count} drawdowns name`} neither a change request nor who decided it. Money leaves a reserve by a decision: say which.</p>;
}

function sumText(totals: readonly ReserveTotals[], field: "cents" | "drawnCents" | "leftCents"): string {
  return amountText(totals.reduce((sum, one) => sum + one[field], 0));
}

function reserveColumns(totals: readonly ReserveTotals[], currency: string): readonly SheetColumn<Reserve>[] {
  const of = ({ id }: Reserve): ReserveTotals | undefined => totals.find(({ reserveId }) => reserveId === id);
  return [
    titleColumn<Reserve>("name", "Reserve", 220),
    choiceColumn<Reserve>("kind", "Kind", 180, [["contingency", "Contingency (in the budget)"], ["management", "Management reserve (outside)"]]),
    amountColumn<Reserve>("amountCents", `Amount (${currency})`),
    figureColumn<Reserve>("drawn", `Drawn (${currency})`, (reserve) => of(reserve)?.drawnCents),
    figureColumn<Reserve>("left", `Left (${currency})`, (reserve) => of(reserve)?.leftCents),
    textColumn<Reserve>("reason", "What for", 260),
  ];
}

function drawdownColumns(project: Project, key: string, reserves: readonly Reserve[]): readonly SheetColumn<Drawdown>[] {
  const { changeRequest } = project.records;
  return [
    titleColumn<Drawdown>("name", "Drawn for", 220),
    choiceColumn<Drawdown>("reserveId", "From", 160, reserves.map(({ id, name }) => [id, name])),
    neededDayColumn<Drawdown>("day", "Day"),
    amountColumn<Drawdown>("amountCents", `Amount (${settingsOf(project).currency})`),
    kindColumn<Drawdown>(),
    taskColumn<Drawdown>("taskId", "Task", { project, key }),
    titleColumn<Drawdown>("reason", "Why", 220),
    textColumn<Drawdown>("decidedBy", "Decided by", 130),
    {
      id: "changeRequestId",
      label: "Change",
      width: 90,
      textOf: ({ changeRequestId }) => codesText(changeRequestId === undefined ? [] : [changeRequestId], changeRequest),
      keep: (text) => {
        const found = codesOfText(text, changeRequest, "change request");
        return "sentence" in found ? found.sentence : { changeRequestId: found.ids[0] ?? null };
      },
    },
  ];
}
