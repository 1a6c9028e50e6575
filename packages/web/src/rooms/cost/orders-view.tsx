/** Orders to suppliers: what is committed, received, invoiced and still open, and what the contracts would pay. */
import { orderStandings, type OrderStanding } from "@leadline/engine/cost/commitments.ts";
import { converterOf } from "@leadline/engine/cost/currencies.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { PurchaseOrder } from "@leadline/engine/model/records.ts";
import { dayNumberOf } from "@leadline/engine/time/minute.ts";
import { useMemo, type ReactNode } from "react";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { useProjectState } from "../../store/use-project-state.ts";
import type { SheetColumn } from "../../ui/edit-sheet.tsx";
import { shortDayText, todayNumber } from "../../ui/day-text.ts";
import { amountText } from "../../ui/money-text.ts";
import { amountColumn, choiceColumn, dayColumn, neededDayColumn, optionalAmountColumn, taskColumn, textColumn, titleColumn } from "../../ui/record-columns.ts";
import { RecordSheet } from "../../ui/record-sheet.tsx";
import { ContractSheet } from "./contract-sheet.tsx";
import { CONTRACT_TYPES, usualTerms } from "./contract-terms-text.ts";
import { currencyColumn, figureColumn, kindColumn } from "./money-columns.ts";
import { SaveLinks } from "./save-links.tsx";

interface OrdersViewProps {
  readonly store: ProjectStore;
  readonly project: Project;
  readonly mayEdit: boolean;
}

export function OrdersView({ store, project, mayEdit }: OrdersViewProps): ReactNode {
  const key = useProjectState(store, (state) => state.key);
  const { currency, statusDate } = settingsOf(project);
  const standings = useMemo(() => orderStandings(project, converterOf(project)), [project]);
  const orders = [...project.records.purchaseOrder.values()].sort((a, b) => a.day - b.day || (a.id < b.id ? -1 : 1));
  const day = statusDate === undefined ? todayNumber(new Date()) : dayNumberOf(statusDate);
  return (
    <div className="bd-stack">
      <Standing standings={standings} currency={currency} day={newestDay(project, day)} />
      <RecordSheet
        store={store}
        label="Orders"
        kind="purchaseOrder"
        records={orders}
        columns={columnsOf(project, key, standings)}
        mayEdit={mayEdit}
        titleOf={({ name }) => name}
        totals={totalsOf(standings)}
        newLabel="New order"
        onNew={(name) => store.run([{ type: "saveRecords", records: [{ kind: "purchaseOrder", record: { id: newId(), name, day, costType: "other", amountCents: 0 } }] }])}
      />
      <p className="ll-muted">An invoice is a posting under Actual costs that names its order. Received without an invoice is owed all the same, and counts as accrued.</p>
      <ContractSheet store={store} project={project} orders={orders} mayEdit={mayEdit} />
    </div>
  );
}

/** Orders and invoices count whatever their day: the newest of them, or the status date. */
function newestDay({ records }: Project, day: number): number {
  const invoices = [...records.actualCost.values()].filter(({ orderId }) => orderId !== undefined);
  return [...records.purchaseOrder.values(), ...invoices].reduce((newest, one) => Math.max(newest, one.day), day);
}

type Figure = "orderedCents" | "invoicedCents" | "accruedCents" | "committedCents";
const FIGURES: readonly (readonly [Figure, string])[] = [
  ["orderedCents", "Ordered"],
  ["invoicedCents", "Invoiced"],
  ["accruedCents", "Accrued"],
  ["committedCents", "Still committed"],
];

function Standing({ standings, currency, day }: { readonly standings: readonly OrderStanding[]; readonly currency: string; readonly day: number }): ReactNode {
  if (standings.length === 0) return <p className="bd-wait">Nothing is ordered yet. Type the first order below: what it commits is then part of the forecast.</p>;
  const table = {
    head: ["Order", "Kind", ...FIGURES.map(([, label]) => `${label} ${currency}`.trim())],
    rows: [...standings.map((standing) => ({ texts: [standing.name, standing.costType], cents: FIGURES.map(([field]) => standing[field]) })), { texts: ["Total", ""], cents: FIGURES.map(([field]) => sumOf(standings, field)) }],
  };
  return (
    <div>
      <p className="ll-reading bd-confidence">
        {FIGURES.map(([field, label], at) => (
          <span key={field}>
            {at === 0 ? label : `, ${label.toLowerCase()}`}{" "}
            <strong data-metric={`orders-${field}`} data-value={sumOf(standings, field)} data-unit="cent">
              {`${currency}\u00A0${amountText(sumOf(standings, field))}`}
            </strong>
          </span>
        ))}
        , as of {shortDayText(day)}.
      </p>
      <SaveLinks name="Orders" table={table} />
    </div>
  );
}

function sumOf(standings: readonly OrderStanding[], field: Figure): number {
  return standings.reduce((sum, standing) => sum + standing[field], 0);
}

function totalsOf(standings: readonly OrderStanding[]): Readonly<Record<string, string>> {
  return Object.fromEntries(FIGURES.map(([field]) => [field, amountText(sumOf(standings, field))]));
}

function columnsOf(project: Project, key: string, standings: readonly OrderStanding[]): readonly SheetColumn<PurchaseOrder>[] {
  const { currency } = settingsOf(project);
  const byOrder = new Map(standings.map((standing) => [standing.orderId, standing]));
  return [
    titleColumn<PurchaseOrder>("name", "Order", 220),
    amountColumn<PurchaseOrder>("amountCents", "Amount", 110),
    currencyColumn<PurchaseOrder>(project),
    optionalAmountColumn<PurchaseOrder>("receivedCents", "Received", 110),
    ...FIGURES.map(([field, label]) => figureColumn<PurchaseOrder>(field, `${label} (${currency})`, ({ id }) => byOrder.get(id)?.[field])),
    neededDayColumn<PurchaseOrder>("day", "Ordered on"),
    dayColumn<PurchaseOrder>("expectedDay", "Expected"),
    kindColumn<PurchaseOrder>(),
    taskColumn<PurchaseOrder>("taskId", "Task", { project, key }),
    textColumn<PurchaseOrder>("supplier", "Supplier", 140),
    textColumn<PurchaseOrder>("number", "Number", 100),
    {
      id: "terms",
      label: "Contract",
      width: 150,
      choices: [["", "No terms"], ...CONTRACT_TYPES],
      textOf: ({ terms }) => terms?.type ?? "",
      keep: (type, order) => ({ terms: usualTerms(type, order) ?? null, expectedCostCents: type === "" ? null : (order.expectedCostCents ?? order.amountCents) }),
    },
    {
      ...choiceColumn<PurchaseOrder>("closed", "State", 90, [["open", "Open"], ["closed", "Closed"]]),
      textOf: ({ closed }) => (closed ? "closed" : "open"),
      keep: (state) => ({ closed: state === "closed" ? true : null }),
    },
  ];
}
