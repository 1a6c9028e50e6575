/** Contracts with terms: what they pay when the seller's work costs so much, and who bears the next cent of an overrun. */
import { contractOutcome, pointOfTotalAssumption } from "@leadline/engine/cost/contract-price.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { PurchaseOrder } from "@leadline/engine/model/records.ts";
import type { ReactNode } from "react";
import type { ProjectStore } from "../../store/project-store.ts";
import type { SheetColumn } from "../../ui/edit-sheet.tsx";
import { centsOf, centsText, percentOf, percentText } from "../../ui/number-text.ts";
import { optionalAmountColumn } from "../../ui/record-columns.ts";
import { RecordSheet } from "../../ui/record-sheet.tsx";
import { CONTRACT_TYPES, TERM_FIELDS, termOf } from "./contract-terms-text.ts";
import { figureColumn } from "./money-columns.ts";

interface ContractSheetProps {
  readonly store: ProjectStore;
  readonly project: Project;
  readonly orders: readonly PurchaseOrder[];
  readonly mayEdit: boolean;
}

export function ContractSheet({ store, project, orders, mayEdit }: ContractSheetProps): ReactNode {
  const contracts = orders.filter(({ terms }) => terms !== undefined);
  if (contracts.length === 0) return null;
  const used = TERM_FIELDS.filter(([field]) => contracts.some(({ terms }) => termOf(terms, field) !== undefined));
  return (
    <section>
      <h2 className="bd-head">Contracts</h2>
      <p className="ll-muted bd-note">What is paid follows from the seller’s expected cost and the terms; that is what the order commits. Amounts in the order’s currency ({settingsOf(project).currency} unless it says otherwise).</p>
      <RecordSheet store={store} label="Contracts" kind="purchaseOrder" records={contracts} columns={[...FIRST, ...used.map(([field, label]) => termColumn(field, label)), ...LAST]} mayEdit={mayEdit} titleOf={({ name }) => name} />
    </section>
  );
}

const FIRST: readonly SheetColumn<PurchaseOrder>[] = [
  { id: "name", label: "Order", width: 200, className: "ll-figure", textOf: ({ name }) => name, show: ({ name }) => name },
  { id: "type", label: "Contract", width: 150, className: "ll-figure", textOf: typeText, show: typeText },
  optionalAmountColumn<PurchaseOrder>("expectedCostCents", "Seller’s expected cost", 120),
];

const SHARE: SheetColumn<PurchaseOrder> = {
  id: "share",
  label: "Buyer bears",
  width: 90,
  isNumber: true,
  isFixed: ({ terms }) => termOf(terms, "buyerSharePercent") === undefined,
  textOf: ({ terms }) => {
    const share = termOf(terms, "buyerSharePercent");
    return share === undefined ? "" : percentText(share);
  },
  keep: (text, { terms }) => {
    const percent = percentOf(text);
    return percent === undefined ? `The buyer bears 0 to 100 % of an overrun; “${text}” is none of that.` : { terms: { ...terms, buyerSharePercent: percent } };
  },
};

const LAST: readonly SheetColumn<PurchaseOrder>[] = [
  SHARE,
  figureColumn<PurchaseOrder>("pays", "Pays", (order) => outcomeOf(order)?.priceCents),
  figureColumn<PurchaseOrder>("profit", "Seller’s profit", (order) => outcomeOf(order)?.profitCents),
  { id: "bearer", label: "Next overrun", width: 110, className: "ll-figure", textOf: bearerText, show: bearerText },
  figureColumn<PurchaseOrder>("assumption", "Seller alone from", ({ terms }) => {
    const point = terms?.type === "fixedPriceIncentive" ? pointOfTotalAssumption(terms) : undefined;
    return point === undefined ? undefined : Math.round(point);
  }),
];

function termColumn(field: string, label: string): SheetColumn<PurchaseOrder> {
  return {
    id: field,
    label,
    width: 110,
    isNumber: true,
    isFixed: ({ terms }) => termOf(terms, field) === undefined,
    textOf: ({ terms }) => centsText(termOf(terms, field)),
    keep: (text, { terms }) => {
      const cents = centsOf(text);
      return cents === undefined ? `“${text}” is no amount of money; type it as 1250.50.` : { terms: { ...terms, [field]: cents } };
    },
  };
}

function typeText({ terms }: PurchaseOrder): string {
  return CONTRACT_TYPES.find(([type]) => type === terms?.type)?.[1] ?? "";
}

function outcomeOf({ terms, expectedCostCents }: PurchaseOrder): ReturnType<typeof contractOutcome> | undefined {
  return terms && expectedCostCents !== undefined ? contractOutcome(terms, expectedCostCents) : undefined;
}

function bearerText(order: PurchaseOrder): string {
  const outcome = outcomeOf(order);
  return outcome === undefined ? "" : outcome.overrunBorneBy === "both" ? "shared" : `borne by the ${outcome.overrunBorneBy}`;
}
