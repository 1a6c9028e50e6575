/** Further money of a business case by year, beside the budget and the benefits: cost is negative. */
import type { BusinessCase } from "@leadline/engine/model/records.ts";
import type { ReactNode } from "react";
import type { ProjectStore } from "../../store/project-store.ts";
import { refusalText } from "../../store/refusal-text.ts";
import { EditSheet, type SheetColumn } from "../../ui/edit-sheet.tsx";
import { amountText } from "../../ui/money-text.ts";
import { centsText, numberOf } from "../../ui/number-text.ts";
import { titleColumn } from "../../ui/record-columns.ts";
import { toast } from "../../ui/toast.ts";

type Flow = BusinessCase["flows"][number];

/** A flow has no id of its own: it is told by its place. */
interface FlowRow extends Flow {
  readonly id: string;
  readonly at: number;
}

interface CaseFlowsProps {
  readonly store: ProjectStore;
  readonly businessCase: BusinessCase;
  readonly currency: string;
  readonly mayEdit: boolean;
}

export function CaseFlows({ store, businessCase: { id, name, flows }, currency, mayEdit }: CaseFlowsProps): ReactNode {
  const keep = (next: readonly Flow[]): string | undefined => refusalText(store.run([{ type: "updateRecords", records: [{ kind: "businessCase", id, fields: { flows: next } }] }]));
  const rows = flows.map((flow, at): FlowRow => ({ ...flow, id: String(at), at })).sort((a, b) => a.year - b.year || a.at - b.at);
  const remove = ({ at, name: what }: FlowRow): void => {
    const refused = keep(flows.filter((_, place) => place !== at));
    toast(refused ?? `“${what}” deleted.`, refused === undefined ? { id: "flow-deleted", verb: { label: "Undo", run: () => void store.undo() } } : {});
  };
  return (
    <div>
      <h3 className="bd-head">Further money</h3>
      <p className="ll-muted bd-note">What neither the budget pays nor a benefit brings, such as running costs afterwards. Cost is negative; year 0 is day 0.</p>
      <EditSheet
        label={`Further money of ${name}`}
        records={rows}
        columns={columnsOf(currency)}
        mayEdit={mayEdit}
        titleOf={({ name: what, year }) => `${what} in year ${year}`}
        set={({ at }, fields) => keep(flows.map((flow, place) => (place === at ? { ...flow, ...fields } : flow)))}
        remove={remove}
        add={(what) => keep([...flows, { name: what, year: 1, cents: 0 }])}
        newLabel="New flow of money"
        totals={{ cents: amountText(flows.reduce((sum, { cents }) => sum + cents, 0)) }}
      />
    </div>
  );
}

function columnsOf(currency: string): readonly SheetColumn<FlowRow>[] {
  return [
    titleColumn<FlowRow>("name", "What", 260),
    {
      id: "year",
      label: "Year",
      width: 80,
      isNumber: true,
      textOf: ({ year }) => String(year),
      keep: (text) => {
        const year = numberOf(text);
        return year !== undefined && Number.isInteger(year) && year >= 0 && year <= 50 ? { year } : `“${text}” is no year of the case; type a whole number from 0 to 50.`;
      },
    },
    {
      id: "cents",
      label: `Amount (${currency})`,
      width: 130,
      isNumber: true,
      textOf: ({ cents }) => centsText(cents),
      keep: (text) => {
        const amount = numberOf(text.replaceAll(/[\s'’]/g, "").replace("−", "-"));
        return amount === undefined ? `“${text}” is no amount of money; type it as 1250.50, a cost as -1250.50.` : { cents: Math.round(amount * 100) };
      },
    },
  ];
}
