/** Benefits: what is measured and worth how much, who answers for it, and when it begins by plan and by forecast. */
import type { CaseRange } from "@leadline/engine/cost/business-case/case-worth.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Benefit, BusinessCase } from "@leadline/engine/model/records.ts";
import { dayNumberOf } from "@leadline/engine/time/minute.ts";
import type { ReactNode } from "react";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { useProjectState } from "../../store/use-project-state.ts";
import type { SheetColumn } from "../../ui/edit-sheet.tsx";
import { shortDayText } from "../../ui/day-text.ts";
import { centsOf, centsText, numberOf } from "../../ui/number-text.ts";
import { neededDayColumn, taskColumn, textColumn, titleColumn, wordsColumn } from "../../ui/record-columns.ts";
import { RecordSheet } from "../../ui/record-sheet.tsx";

interface BenefitSheetProps {
  readonly store: ProjectStore;
  readonly project: Project;
  readonly businessCase: BusinessCase;
  readonly range: CaseRange | undefined;
  readonly mayEdit: boolean;
}

export function BenefitSheet({ store, project, businessCase, range, mayEdit }: BenefitSheetProps): ReactNode {
  const key = useProjectState(store, (state) => state.key);
  const benefits = [...project.records.benefit.values()].filter(({ caseId }) => caseId === businessCase.id).sort((a, b) => a.day - b.day || (a.id < b.id ? -1 : 1));
  const finish = dayNumberOf(useProjectState(store, (state) => state.schedule.finish));
  const unowned = benefits.filter(({ owner }) => owner.trim() === "").length;
  return (
    <div>
      <h3 className="bd-head">Benefits</h3>
      <p className="ll-muted bd-note">
        A benefit begins late by as many days as the task that it waits for (or the project) finishes later than promised in its baseline.
        {unowned > 0 && ` ${unowned === 1 ? "One has" : `${unowned} have`} no owner: nobody will measure it.`}
      </p>
      <RecordSheet
        store={store}
        label={`Benefits of ${businessCase.name}`}
        kind="benefit"
        records={benefits}
        columns={columnsOf(project, key, range)}
        mayEdit={mayEdit}
        titleOf={({ name }) => name}
        newLabel="New benefit"
        onNew={(name) => store.run([{ type: "saveRecords", records: [{ kind: "benefit", record: { id: newId(), name, caseId: businessCase.id, owner: "", measure: "", day: finish, yearlyCents: { low: 0, likely: 0, high: 0 } } }] }])}
      />
    </div>
  );
}

function columnsOf(project: Project, key: string, range: CaseRange | undefined): readonly SheetColumn<Benefit>[] {
  const { currency } = settingsOf(project);
  const expected = (benefit: Benefit): string => expectedText(benefit, range);
  return [
    titleColumn<Benefit>("name", "Benefit", 200),
    wordsColumn<Benefit>("owner", "Owner", 130),
    neededDayColumn<Benefit>("day", "Begins, planned"),
    { id: "expected", label: "Begins, forecast", width: 220, className: "ll-figure", textOf: expected, show: expected },
    taskColumn<Benefit>("afterTaskId", "Waits for", { project, key }),
    yearlyColumn("low", `Low a year (${currency})`),
    yearlyColumn("likely", "Likely a year"),
    yearlyColumn("high", "High a year"),
    valueColumn("years", "Lasts (years)"),
    wordsColumn<Benefit>("measure", "Measured by", 180),
    valueColumn("baselineValue", "Stands at"),
    valueColumn("targetValue", "Target"),
    textColumn<Benefit>("notes", "Notes", 180),
  ];
}

/** "5 Jan 2027 in half of the runs, 2 Feb 2027 in 8 of 10". */
function expectedText({ id, day }: Benefit, range: CaseRange | undefined): string {
  const delay = range?.delays.find(({ benefitId }) => benefitId === id)?.days;
  if (!delay) return "";
  return `by ${shortDayText(day + Math.ceil(delay.p50))} in half of the runs, ${shortDayText(day + Math.ceil(delay.p80))} in 8 of 10`;
}

/** Typing a likely worth beyond an end takes the end along. */
function yearlyColumn(end: "low" | "likely" | "high", label: string): SheetColumn<Benefit> {
  return {
    id: end,
    label,
    width: 120,
    isNumber: true,
    textOf: ({ yearlyCents }) => centsText(yearlyCents[end]),
    keep: (text, { yearlyCents }) => {
      const cents = centsOf(text);
      if (cents === undefined) return `“${text}” is no amount of money; type it as 1250.50.`;
      if (end !== "likely") return { yearlyCents: { ...yearlyCents, [end]: cents } };
      return { yearlyCents: { low: Math.min(yearlyCents.low, cents), likely: cents, high: Math.max(yearlyCents.high, cents) } };
    },
  };
}

function valueColumn(id: "baselineValue" | "targetValue" | "years", label: string): SheetColumn<Benefit> {
  return {
    id,
    label,
    width: 90,
    isNumber: true,
    textOf: (benefit) => (benefit[id] === undefined ? "" : String(benefit[id])),
    keep: (text) => {
      const value = text.trim() === "" ? null : numberOf(text);
      return value === undefined ? `${label}: “${text}” is no number.` : { [id]: value };
    },
  };
}
