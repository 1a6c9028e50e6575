/** What money is worth and what people cost, by date: rates of currencies, and rates of persons, roles and materials. */
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { RecordOf } from "@leadline/engine/model/records.ts";
import { dayNumberOf } from "@leadline/engine/time/minute.ts";
import type { ReactNode } from "react";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import type { SheetColumn } from "../../ui/edit-sheet.tsx";
import { neededDayColumn, textColumn } from "../../ui/record-columns.ts";
import { RecordSheet } from "../../ui/record-sheet.tsx";
import { rateMillionthsOf, rateText, typedRate } from "./rate-text.ts";
import { ResourceRates } from "./resource-rates.tsx";

type CurrencyRate = RecordOf<"currencyRate">;

interface RatesViewProps {
  readonly store: ProjectStore;
  readonly project: Project;
  readonly mayEdit: boolean;
}

export function RatesView({ store, project, mayEdit }: RatesViewProps): ReactNode {
  const { currency, start } = settingsOf(project);
  const rates = [...project.records.currencyRate.values()].sort((a, b) => (a.currency < b.currency ? -1 : a.currency > b.currency ? 1 : a.day - b.day));
  const add = (text: string): ReturnType<ProjectStore["run"]> | string => {
    const typed = typedRate(text, dayNumberOf(start));
    return typeof typed === "string" ? typed : store.run([{ type: "saveRecords", records: [{ kind: "currencyRate", record: { id: newId(), ...typed } }] }]);
  };
  return (
    <div className="bd-stack">
      <section>
        <h2 className="bd-head">Currencies</h2>
        <p className="ll-muted bd-note">
          The project reckons in {currency || "a currency that its settings do not name yet"}. Money of another currency is converted at the rate in force on its day; each rate holds until the next one of the same currency.
        </p>
        <RecordSheet
          store={store}
          label="Currency rates"
          kind="currencyRate"
          records={rates}
          columns={currencyColumns(currency)}
          mayEdit={mayEdit}
          titleOf={(rate) => `${rate.currency} from ${neededDayColumn<CurrencyRate>("day", "From").textOf(rate)}`}
          newLabel="New rate, such as USD 0.92"
          onNew={add}
        />
      </section>
      <ResourceRates store={store} project={project} mayEdit={mayEdit} />
    </div>
  );
}

function currencyColumns(own: string): readonly SheetColumn<CurrencyRate>[] {
  return [
    { id: "currency", label: "Currency", width: 280, className: "ll-figure", textOf: ({ currency }) => currency, show: ({ currency }) => currency },
    neededDayColumn<CurrencyRate>("day", "From"),
    {
      id: "rate",
      label: `One is worth (${own})`,
      width: 140,
      isNumber: true,
      textOf: ({ rateMillionths }) => rateText(rateMillionths),
      keep: (text) => {
        const rateMillionths = rateMillionthsOf(text);
        return rateMillionths === undefined ? `“${text}” is no rate: type a number above 0 with at most six decimals, such as 0.92.` : { rateMillionths };
      },
    },
    textColumn<CurrencyRate>("source", "Source", 220),
  ];
}
