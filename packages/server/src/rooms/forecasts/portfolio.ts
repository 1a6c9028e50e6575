/** The portfolio as one answer: a row per project that the asker may see, whom projects share, what they wait for, and how good forecasts were. */
import { judgeStatements, type KeptStatement, type KnownOutcome } from "@leadline/engine/risk/calibration/kept-statements.ts";
import { formatIso, formatIsoDay, type Minute } from "@leadline/engine/time/minute.ts";
import { sharedPeople } from "@leadline/engine/views/shared-people.ts";
import { z } from "zod";
import type { Actor } from "../../access/actor.ts";
import { isoOrNull, keptAnswer, keptSchema } from "./forecast-shapes.ts";
import type { PortfolioProject, StatementRow } from "./queries.ts";

const share = z.number().min(0).max(1);
const instant = z.string();

const rowSchema = z.object({
  projectId: z.string(),
  key: z.string(),
  name: z.string(),
  sample: z.boolean(),
  revision: z.number().int().describe("Of the plan now; that of the forecast may be a little behind."),
  forecast: keptSchema.nullable().describe("Null where none was made yet."),
  problem: z.string().nullable().describe("Why no newer forecast could be made."),
  drivers: z.array(z.object({ kind: z.string(), id: z.string(), name: z.string(), days: z.number().describe("Working days by which the 80 % date would be earlier without what is uncertain about it.") })),
  weeks: z.array(z.object({ madeOn: z.string(), p80: instant.nullable(), chance: share.nullable() })).describe("The last forecast of each of the last eight weeks, oldest first."),
});

const levelSchema = z.object({ share, statements: z.number().int(), cameTrue: z.number().int(), interval: z.object({ low: share, high: share }) });

export const calibrationSchema = z.object({
  sentence: z.string(),
  projects: z.number().int(),
  levels: z.array(levelSchema),
  open: z.number().int().describe("Statements at 80 % whose date has not passed."),
  brier: z.object({ statements: z.number().int(), score: z.number(), reference: z.number() }).nullable().describe("Of chances of promised dates."),
  pinballDays: z.object({ statements: z.number().int(), loss: z.number() }).nullable(),
});

export const portfolioSchema = z.object({
  asOf: instant.describe("The server's wall clock."),
  projects: z.array(rowSchema),
  people: z.array(
    z.object({
      name: z.string(),
      weeks: z.array(z.object({ week: z.string().describe("Its Monday."), askedMinutes: z.number(), capacityMinutes: z.number(), projects: z.array(z.object({ projectId: z.string(), askedMinutes: z.number() })) })),
    }),
  ).describe("People whom several projects together ask for more than there is."),
  dependencies: z.array(
    z.object({
      projectId: z.string().describe("Waits."),
      taskId: z.string(),
      taskName: z.string(),
      otherProjectId: z.string().nullable().describe("Is waited for; null where the asker may not see it."),
      otherTaskId: z.string().nullable(),
      finish: instant.describe("As the waiting plan knows it."),
      p80: instant.nullable().describe("By the forecast of the project that is waited for."),
      slackMinutes: z.number().describe("Working minutes that it could come later without moving the end of the waiting plan."),
    }),
  ),
  calibration: calibrationSchema,
});
export type PortfolioAnswer = z.infer<typeof portfolioSchema>;

const WEEKS_SHOWN = 8;

/** Pure: what was read, put together for one asker. */
export function portfolioOf(actor: Pick<Actor, "may">, projects: readonly PortfolioProject[], weekly: readonly StatementRow[], now: Minute): PortfolioAnswer {
  const byProject = new Map<string, StatementRow[]>();
  for (const row of weekly) byProject.set(row.project_id, [...(byProject.get(row.project_id) ?? []), row]);
  const staffed = projects.flatMap(({ id, forecast }) => (forecast ? [{ projectId: id, people: forecast.facts.people }] : []));
  return {
    asOf: formatIso(now),
    projects: projects.map(({ id, key, name, revision, is_sample, problem, forecast }) => ({
      projectId: id,
      key,
      name,
      sample: is_sample,
      revision,
      problem,
      forecast: forecast && keptAnswer(forecast, actor.may("costs.read", id) ? "everything" : "no costs"),
      drivers: forecast ? forecast.facts.drivers.map(({ kind, id: driver, name: title, days }) => ({ kind, id: driver, name: title, days })) : [],
      weeks: (byProject.get(id) ?? []).slice(-WEEKS_SHOWN).map((row) => ({ madeOn: row.made_on, p80: isoOrNull(row.p80_minute), chance: row.promise_chance })),
    })),
    people: sharedPeople(staffed).map(({ name, weeks }) => ({
      name,
      weeks: weeks.map(({ week, asked, capacity, projects: parts }) => ({ week: formatIsoDay(week), askedMinutes: asked, capacityMinutes: capacity, projects: parts.map((part) => ({ projectId: part.projectId, askedMinutes: part.asked })) })),
    })),
    dependencies: dependenciesOf(projects),
    calibration: calibrationOf(projects, weekly, now),
  };
}

function dependenciesOf(projects: readonly PortfolioProject[]): PortfolioAnswer["dependencies"] {
  const byId = new Map(projects.map((project) => [project.id, project]));
  return projects.flatMap(({ id, forecast }) =>
    (forecast?.facts.awaited ?? []).map((awaited) => {
      const other = byId.get(awaited.otherProjectId);
      const offered = other?.forecast?.facts.offered.find((task) => task.id === awaited.otherTaskId);
      return {
        projectId: id,
        taskId: awaited.id,
        taskName: awaited.name,
        otherProjectId: other ? other.id : null,
        otherTaskId: other ? awaited.otherTaskId : null,
        finish: formatIso(awaited.finish),
        p80: isoOrNull(offered?.p80),
        slackMinutes: awaited.slackMinutes,
      };
    }),
  );
}

/** Of the projects that the asker may see. Forecasts of samples are no statements of anybody. */
function calibrationOf(projects: readonly PortfolioProject[], weekly: readonly StatementRow[], now: Minute): PortfolioAnswer["calibration"] {
  const outcomes = new Map(
    projects.flatMap(({ id, is_sample, forecast }): [string, KnownOutcome][] =>
      forecast && !is_sample ? [[id, { knownUpTo: forecast.facts.statusDate ?? now, ...(forecast.finished_minute !== null && { finished: forecast.finished_minute }) }]] : [],
    ),
  );
  const { sentence, projects: counted, levels, open, promises, pinballDays } = judgeStatements(weekly.flatMap(statementOf), outcomes, now);
  return {
    sentence,
    projects: counted,
    levels: levels.map(({ share: stated, statements, cameTrue, interval }) => ({ share: stated, statements, cameTrue, interval: { ...interval } })),
    open,
    brier: promises ? { statements: promises.statements, score: promises.brier.score, reference: promises.brier.reference } : null,
    pinballDays: pinballDays ? { ...pinballDays } : null,
  };
}

function statementOf({ project_id, as_of_minute, p50_minute: p50, p80_minute: p80, p90_minute: p90, promise_minute: date, promise_chance: chance }: StatementRow): KeptStatement[] {
  if (p50 === null || p80 === null || p90 === null) return [];
  return [{ projectId: project_id, asOf: as_of_minute, p50, p80, p90, ...(date !== null && chance !== null && { promise: { date, chance } }) }];
}
