/** Promises with the chance that they had when they were made, and the chance that they have now. */
import { nextCode } from "@leadline/engine/model/changes/next-code.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Commitment } from "@leadline/engine/model/records.ts";
import { chanceText } from "@leadline/engine/risk/chance-words.ts";
import type { SimulationFacts } from "@leadline/engine/risk/simulation.ts";
import { dayNumberOf, formatIsoDay, type Minute } from "@leadline/engine/time/minute.ts";
import type { ReactNode } from "react";
import { useForecastState, type Forecast } from "../../store/forecast.ts";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { todayNumber } from "../../ui/day-text.ts";
import { optionalAmountColumn, codeColumn, textColumn, titleColumn } from "../../ui/record-columns.ts";
import type { SheetColumn } from "../../ui/edit-sheet.tsx";
import { RecordSheet } from "../../ui/record-sheet.tsx";
import { dayOfText } from "../../ui/typed-day.ts";
import type { ChangeRights } from "./change-rights.ts";

interface CommitmentsViewProps {
  readonly store: ProjectStore;
  readonly project: Project;
  readonly forecast: Forecast;
  readonly rights: ChangeRights;
}

const STATES = [
  ["open", "Open"],
  ["kept", "Kept"],
  ["broken", "Broken"],
  ["released", "Released"],
] as const;

export function CommitmentsView({ store, project, forecast, rights }: CommitmentsViewProps): ReactNode {
  const { facts } = useForecastState(forecast);
  const commitments = [...project.records.commitment.values()].sort((a, b) => a.code.localeCompare(b.code, "en", { numeric: true }));
  const add = (title: string): ReturnType<ProjectStore["run"]> => {
    const { promisedFinish } = settingsOf(project);
    const made = { id: newId(), code: nextCode("P", project.records.commitment.values()), title, madeDay: todayNumber(new Date()), state: "open" as const, ...(promisedFinish !== undefined && { finish: promisedFinish }) };
    const chance = chanceNow(made, facts);
    return store.run([{ type: "saveRecords", records: [{ kind: "commitment", record: { ...made, ...(chance !== undefined && facts && { chance, runs: facts.runs, revision: store.getState().revision }) } }] }]);
  };
  return (
    <>
      <p className="ll-muted cg-note">What was promised to whom. The chance of a promise is noted when it is made, and followed since: {facts ? `${facts.runs.toLocaleString("en")} runs of the plan as it stands, seed ${facts.seed}` : "the plan is being simulated …"}.</p>
      <RecordSheet store={store} label="Commitments" kind="commitment" records={commitments} columns={columnsOf({ project, facts, rights })} mayEdit={rights.mayEdit} titleOf={({ code }) => code} newColumn="title" newLabel="New promise" onNew={add} />
    </>
  );
}

interface ColumnContext {
  readonly project: Project;
  readonly facts: SimulationFacts | undefined;
  readonly rights: ChangeRights;
}

function columnsOf({ project, facts, rights }: ColumnContext): readonly SheetColumn<Commitment>[] {
  return [
    codeColumn<Commitment>("Code"),
    titleColumn<Commitment>("title", "Promise", 240),
    textColumn<Commitment>("by", "By", 120),
    textColumn<Commitment>("to", "To", 120),
    {
      id: "finish",
      label: "Done by",
      width: 110,
      textOf: ({ finish }) => (finish === undefined ? "" : formatIsoDay(dayNumberOf(finish))),
      keep: (text) => {
        const day = text.trim() === "" ? null : dayOfText(text);
        if (day === undefined) return `There is no day “${text}”; type it as 2026-03-31.`;
        return { finish: day === null ? null : day * 1440 + settingsOf(project).defaultFinishTime };
      },
    },
    ...(rights.showsCosts ? [optionalAmountColumn<Commitment>("costCents", `For at most (${settingsOf(project).currency})`)] : []),
    { id: "chance", label: "Chance then", width: 100, textOf: ({ chance }) => (chance === undefined ? "" : chanceText(chance)), show: ({ chance, runs, revision }) => <Chance share={chance} metric="commitment.then" title={runs === undefined ? "" : `${runs.toLocaleString("en")} runs of the plan at revision ${revision ?? "?"}`} /> },
    { id: "now", label: "Chance now", width: 100, textOf: () => "", show: (commitment) => <Chance share={chanceNow(commitment, facts)} metric="commitment.now" title={facts ? `${facts.runs.toLocaleString("en")} runs of the plan as it stands` : ""} /> },
    {
      id: "state",
      label: "State",
      width: 110,
      choices: STATES,
      textOf: ({ state }) => state ?? "open",
      keep: (state) => ({ state, endedDay: state === "open" ? null : todayNumber(new Date()) }),
    },
    textColumn<Commitment>("note", "Note", 180),
  ];
}

function Chance({ share, metric, title }: { readonly share: number | undefined; readonly metric: string; readonly title: string }): ReactNode {
  if (share === undefined) return <span className="ll-muted">not known</span>;
  return (
    <span className="cg-chance" data-metric={metric} data-value={share} data-unit="share" data-source="simulation" title={title}>
      {chanceText(share)}
    </span>
  );
}

/** Share of the runs that keep the date and the cost of a promise of the whole project; of a task's, only the date is known, by its percentiles. */
function chanceNow({ finish, taskId, costCents }: Pick<Commitment, "finish" | "taskId" | "costCents">, facts: SimulationFacts | undefined): number | undefined {
  if (!facts || taskId !== undefined || (finish === undefined && costCents === undefined)) return undefined;
  const { samples } = facts;
  let kept = 0;
  for (let run = 0; run < samples.finish.length; run += 1) if (isWithin(samples.finish[run], finish) && isWithin(samples.cost[run], costCents)) kept += 1;
  return samples.finish.length === 0 ? undefined : kept / samples.finish.length;
}

function isWithin(value: number | undefined, most: Minute | number | undefined): boolean {
  return most === undefined || (value !== undefined && value <= most + 1e-6);
}
