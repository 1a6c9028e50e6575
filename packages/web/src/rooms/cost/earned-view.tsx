/** Earned value and earned schedule at the status date, each figure with what it says. */
import { earnedValueOf, type EarnedValue } from "@leadline/engine/cost/earned-value/earned-value.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Schedule } from "@leadline/engine/schedule/schedule.ts";
import { dayNumberOf, type Minute } from "@leadline/engine/time/minute.ts";
import { useMemo, type ReactNode } from "react";
import type { ProjectStore } from "../../store/project-store.ts";
import { Notice } from "../../ui/notice.tsx";
import { shortDayText } from "../../ui/day-text.ts";
import { amountText } from "../../ui/money-text.ts";
import { AccountsView } from "./accounts-view.tsx";

interface EarnedViewProps {
  readonly store: ProjectStore;
  readonly project: Project;
  readonly schedule: Schedule;
  readonly mayEdit: boolean;
}

export function EarnedView({ store, project, schedule, mayEdit }: EarnedViewProps): ReactNode {
  const { statusDate } = settingsOf(project);
  const value = useMemo(() => (statusDate === undefined ? undefined : earnedValueOf(project, schedule, { at: statusDate })), [project, schedule, statusDate]);
  return (
    <div className="bd-earned">
      {statusDate === undefined && <p className="bd-wait">Earned value compares what was planned, done and spent up to one date. Set the status date first: Plan, Schedule, Status date.</p>}
      {value?.problems.map(({ code, message }) => (
        <Notice key={`${code} ${message}`} tone="attention">
          {message}
        </Notice>
      ))}
      {value && value.sums.bac > 0 && <Figures value={value} at={value.at} />}
      <AccountsView store={store} project={project} value={value} mayEdit={mayEdit} />
    </div>
  );
}

function Figures({ value, at }: { readonly value: EarnedValue; readonly at: Minute }): ReactNode {
  const { sums, indices, earnedSchedule, measure, currency } = value;
  const amount = (number: number): string => (measure === "cost" ? amountText(Math.round(number)) : `${Math.round(number / 60)} h`);
  const index = (number: number | null): string => (number === null ? "–" : number.toFixed(2));
  const rows: readonly (readonly [string, string, string, string])[] = [
    ["BAC", "Budget at completion", amount(sums.bac), "what the baseline holds"],
    ["PV", "Planned value", amount(sums.pv), "what should have been done by then"],
    ["EV", "Earned value", amount(sums.ev), "what was done, at its budget"],
    ["AC", "Actual cost", amount(sums.ac), "what it took"],
    ["CPI", "Cost performance", index(indices.cpi), indices.cpi === null ? "nothing was spent yet" : indices.cpi < 1 ? "each unit spent earned less than one" : "each unit spent earned at least one"],
    ["SPI", "Schedule performance", index(indices.spi), indices.spi === null ? "nothing was planned yet" : indices.spi < 1 ? "less was done than planned" : "as much was done as planned, or more"],
    ["EAC", "At completion, rest at budget", amount(indices.eac.atBudget), "if what is left costs what was budgeted for it"],
    ["EAC", "At completion, present CPI", indices.eac.atCpi === null ? "–" : amount(indices.eac.atCpi), "if what is left goes like what is done"],
    ["EAC", "At completion, CPI × SPI", indices.eac.atCpiAndSpi === null ? "–" : amount(indices.eac.atCpiAndSpi), "if catching up costs money as well"],
    ["TCPI", "Needed from here on", indices.tcpi === "impossible" ? "impossible" : index(indices.tcpi), "to end within the budget"],
    ...(earnedSchedule ? ([["SPI(t)", "Schedule performance in time", index(earnedSchedule.spiT), "earned time over time gone by"]] as const) : []),
  ];
  return (
    <div className="ch-table bd-table" role="region" aria-label="Earned value" tabIndex={0}>
      <table>
        <caption>
          As of {shortDayText(dayNumberOf(at))}, baseline {value.baseline}
          {measure === "cost" ? `, ${currency}` : ", in hours of work, since the baseline has no costs"}
        </caption>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            <th scope="col">What it is</th>
            <th scope="col" data-number>
              Value
            </th>
            <th scope="col">What it says</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([short, name, text, says]) => (
            <tr key={name}>
              <th scope="row">{short}</th>
              <td>{name}</td>
              <td data-number>{text}</td>
              <td className="ll-muted">{says}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
