/** Promises with the chance that they had when they were made, and the chance that they have now. */
import { nextCode } from "@leadline/engine/model/changes/next-code.ts";
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { Commitment } from "@leadline/engine/model/records.ts";
import { chanceText } from "@leadline/engine/risk/chance-words.ts";
import type { SimulationFacts } from "@leadline/engine/risk/simulation.ts";
import { dayNumberOf, type Minute } from "@leadline/engine/time/minute.ts";
import type { ReactNode } from "react";
import { useForecastState, type Forecast } from "../../store/forecast.ts";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { todayNumber } from "../../ui/day-text.ts";
import { centsOf, centsText } from "../../ui/number-text.ts";
import type { ChangeRights } from "./change-rights.ts";
import { dayOfText, isoDay } from "./day-column.ts";
import { RecordSheet, textColumn, type SheetColumn } from "./record-sheet.tsx";

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
      <RecordSheet store={store} label="Commitments" kind="commitment" records={commitments} columns={columnsOf({ project, facts, store, rights })} mayEdit={rights.mayEdit} titleOf={({ code }) => code} newLabel="New promise" onNew={add} />
    </>
  );
}

interface ColumnContext {
  readonly project: Project;
  readonly facts: SimulationFacts | undefined;
  readonly store: ProjectStore;
  readonly rights: ChangeRights;
}

function columnsOf({ project, facts, store, rights }: ColumnContext): readonly SheetColumn<Commitment>[] {
  const cost: SheetColumn<Commitment> = {
    id: "costCents",
    label: `For at most (${settingsOf(project).currency})`,
    width: 110,
    isNumber: true,
    textOf: ({ costCents }) => centsText(costCents),
    keep: (text) => {
      const cents = text.trim() === "" ? null : centsOf(text);
      return cents === undefined ? `“${text}” is no amount of money; type it as 1250.50.` : { costCents: cents };
    },
  };
  return [
    { ...textColumn<Commitment>("title", "Promise", 240), keep: (text) => ({ title: text.trim() }) },
    textColumn<Commitment>("by", "By", 120),
    textColumn<Commitment>("to", "To", 120),
    {
      id: "finish",
      label: "Done by",
      width: 110,
      textOf: ({ finish }) => (finish === undefined ? "" : isoDay(dayNumberOf(finish))),
      keep: (text) => {
        const day = text.trim() === "" ? null : dayOfText(text);
        if (day === undefined) return `There is no day “${text}”; type it as 2026-03-31.`;
        return { finish: day === null ? null : day * 1440 + settingsOf(project).defaultFinishTime };
      },
    },
    ...(rights.showsCosts ? [cost] : []),
    { id: "chance", label: "Chance then", width: 100, textOf: ({ chance }) => (chance === undefined ? "" : chanceText(chance)), show: ({ chance, runs, revision }) => <Chance share={chance} metric="commitment.then" title={runs === undefined ? "" : `${runs.toLocaleString("en")} runs of the plan at revision ${revision ?? "?"}`} /> },
    { id: "now", label: "Chance now", width: 100, textOf: () => "", show: (commitment) => <Chance share={chanceNow(commitment, facts)} metric="commitment.now" title={facts ? `${facts.runs.toLocaleString("en")} runs of the plan as it stands` : ""} /> },
    { id: "state", label: "State", width: 110, textOf: ({ state }) => state ?? "open", show: (commitment) => <StateChoice commitment={commitment} store={store} mayEdit={rights.mayEdit} /> },
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

function StateChoice({ commitment, store, mayEdit }: { readonly commitment: Commitment; readonly store: ProjectStore; readonly mayEdit: boolean }): ReactNode {
  const set = (state: string): void => {
    const fields = state === "open" ? { state, endedDay: null } : { state, endedDay: todayNumber(new Date()) };
    store.run([{ type: "updateRecords", records: [{ kind: "commitment", id: commitment.id, fields }] }]);
  };
  return (
    <select className="ll-sheet-input" aria-label={`State of ${commitment.code}`} disabled={!mayEdit} value={commitment.state ?? "open"} onChange={(event) => set(event.target.value)}>
      {STATES.map(([id, words]) => (
        <option key={id} value={id}>
          {words}
        </option>
      ))}
    </select>
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
