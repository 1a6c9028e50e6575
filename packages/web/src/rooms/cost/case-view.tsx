/** Why the project is worth doing: the case, its benefits with owner and date, and what it is worth as planned and over the runs. */
import type { Budget } from "@leadline/engine/cost/budget.ts";
import { caseWorths, type CaseRange, type CaseWorth } from "@leadline/engine/cost/business-case/case-worth.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { BusinessCase } from "@leadline/engine/model/records.ts";
import { dayNumberOf } from "@leadline/engine/time/minute.ts";
import { useEffect, useMemo, type ReactNode } from "react";
import type { Forecast, ForecastState } from "../../store/forecast.ts";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import type { SheetColumn } from "../../ui/edit-sheet.tsx";
import { numberOf, percentText } from "../../ui/number-text.ts";
import { choiceColumn, dayColumn, textColumn, titleColumn } from "../../ui/record-columns.ts";
import { RecordSheet } from "../../ui/record-sheet.tsx";
import { BenefitSheet } from "./benefit-sheet.tsx";
import { CaseFlows } from "./case-flows.tsx";
import { CaseFigures } from "./case-figures.tsx";
import { CaseChart } from "./case-chart.tsx";

interface CaseViewProps {
  readonly store: ProjectStore;
  readonly project: Project;
  readonly budget: Budget;
  readonly forecast: Forecast;
  readonly state: ForecastState;
  readonly mayEdit: boolean;
}

export function CaseView({ store, project, budget, forecast, state, mayEdit }: CaseViewProps): ReactNode {
  const cases = [...project.records.businessCase.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const worths = useMemo(() => caseWorths(project, budget.items), [project, budget]);
  const isDue = state.stage === "full" && state.cases === undefined && cases.length > 0;
  useEffect(() => {
    if (isDue) forecast.askCases();
  }, [forecast, isDue]);
  return (
    <div className="bd-stack" data-stage={state.stage === "old" ? "old" : undefined}>
      <div>
        <p className="ll-muted bd-note">The project is worth doing if what it brings, later and uncertain, is worth more today than what it costs. What the budget pays counts by itself.</p>
        <RecordSheet
          store={store}
          label="Business cases"
          kind="businessCase"
          records={cases}
          columns={COLUMNS}
          mayEdit={mayEdit}
          titleOf={({ name }) => name}
          newLabel="New business case"
          onNew={(name) => store.run([{ type: "saveRecords", records: [{ kind: "businessCase", record: { id: newId(), name, discountPercent: 8, years: 5, flows: [] } }] }])}
        />
      </div>
      {cases.map((businessCase) => (
        <CaseSection key={businessCase.id} {...{ store, project, businessCase, state, mayEdit }} worth={worths.find(({ caseId }) => caseId === businessCase.id)} range={state.cases?.find(({ caseId }) => caseId === businessCase.id)} />
      ))}
    </div>
  );
}

interface CaseSectionProps {
  readonly store: ProjectStore;
  readonly project: Project;
  readonly businessCase: BusinessCase;
  readonly worth: CaseWorth | undefined;
  /** Absent until the runs are through. */
  readonly range: CaseRange | undefined;
  readonly state: ForecastState;
  readonly mayEdit: boolean;
}

function CaseSection({ store, project, businessCase, worth, range, state, mayEdit }: CaseSectionProps): ReactNode {
  const { currency } = settingsOf(project);
  return (
    <section className="bd-stack" aria-label={businessCase.name}>
      {worth && <CaseFigures worth={worth} range={range} facts={state.facts} currency={currency} day={businessCase.day ?? dayNumberOf(settingsOf(project).start)} />}
      {worth && <CaseChart worth={worth} range={range} runs={state.facts?.runs} currency={currency} />}
      <BenefitSheet store={store} project={project} businessCase={businessCase} range={range} mayEdit={mayEdit} />
      <CaseFlows store={store} businessCase={businessCase} currency={currency} mayEdit={mayEdit} />
    </section>
  );
}

const COLUMNS: readonly SheetColumn<BusinessCase>[] = [
  titleColumn<BusinessCase>("name", "Case", 180),
  rateColumn("discountPercent", "Discount a year"),
  rateColumn("financePercent", "Financed at"),
  rateColumn("reinvestPercent", "Reinvested at"),
  {
    id: "years",
    label: "Looks ahead (years)",
    width: 120,
    isNumber: true,
    textOf: ({ years }) => String(years),
    keep: (text) => {
      const years = numberOf(text);
      return years !== undefined && Number.isInteger(years) && years >= 1 && years <= 50 ? { years } : `“${text}” is no number of years; type a whole number from 1 to 50.`;
    },
  },
  dayColumn<BusinessCase>("day", "Day 0"),
  {
    ...choiceColumn<BusinessCase>("countsBudget", "Counts the budget", 130, [["yes", "Yes"], ["no", "No"]]),
    textOf: ({ countsBudget }) => (countsBudget === false ? "no" : "yes"),
    keep: (text) => ({ countsBudget: text === "no" ? false : null }),
  },
  textColumn<BusinessCase>("problem", "What is wrong today", 240),
  textColumn<BusinessCase>("doNothing", "If nothing is done", 240),
];

/** A yearly rate; it may lie below 0, and but for the discount be left empty. */
function rateColumn(id: "discountPercent" | "financePercent" | "reinvestPercent", label: string): SheetColumn<BusinessCase> {
  return {
    id,
    label,
    width: 110,
    isNumber: true,
    textOf: (businessCase) => (businessCase[id] === undefined ? "" : percentText(businessCase[id])),
    keep: (text) => {
      if (text.trim() === "" && id !== "discountPercent") return { [id]: null };
      const rate = numberOf(text.trimEnd().replace(/%$/, ""));
      return rate === undefined || rate < -99 || rate > 1000 ? `${label}: “${text}” is no yearly rate; type a percentage such as 8 %.` : { [id]: rate };
    },
  };
}
