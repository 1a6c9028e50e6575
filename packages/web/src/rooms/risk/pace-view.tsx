/** What the pace of finishing says: when the open tasks are done, how many by a date, and how long one takes. */
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { chanceText } from "@leadline/engine/risk/chance-words.ts";
import type { EstimateHistory } from "@leadline/engine/risk/estimate-history.ts";
import { chanceWithin, countOn, cycleTimes, flowProblems, itemsWithin, serviceLevel, weeklyThroughput, weeksUntilDone } from "@leadline/engine/risk/flow/flow-forecast.ts";
import { reached } from "@leadline/engine/risk/statistics.ts";
import { dayNumberOf } from "@leadline/engine/time/minute.ts";
import { useMemo, useState, type ReactNode } from "react";
import { shortDayText, todayNumber } from "../../ui/day-text.ts";
import { Field } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { dayOfText } from "../../ui/typed-day.ts";

const WEEKS = 10;
const FLOW_RUNS = 5000;
const DAYS_PER_WEEK = 7;
/** Weeks ahead that the table tells of. */
const AHEAD = [2, 4, 8, 12] as const;

interface Pace {
  readonly throughput: readonly number[];
  /** First day that is not known yet. */
  readonly until: number;
  readonly open: number;
  readonly weeks: Float64Array;
}

export function PaceView({ project, history }: { readonly project: Project; readonly history: EstimateHistory }): ReactNode {
  const pace = useMemo(() => paceOf(project, history), [project, history]);
  const { throughput, until, open, weeks } = pace;
  const isKnown = throughput.some((count) => count > 0);
  const by = (count: number): string => (Number.isFinite(count) ? `${shortDayText(until + count * DAYS_PER_WEEK)} (${count} ${count === 1 ? "week" : "weeks"})` : "no date");
  return (
    <section aria-label="Pace">
      <h2>{isKnown ? `At the pace of the last ${WEEKS} weeks, half of the runs finish the ${open} open ${open === 1 ? "task" : "tasks"} by ${by(reached(weeks, 0.5))}, 8 of 10 by ${by(reached(weeks, 0.8))}` : `Nothing was finished in the last ${WEEKS} weeks, so the pace tells no date`}</h2>
      <p className="ll-muted">
        Tasks finished each week: {throughput.join(", ")}. As of {shortDayText(until - 1)}, {FLOW_RUNS.toLocaleString("en")} runs. This looks at counts alone, not at links.
      </p>
      {isKnown && flowProblems(throughput).map(({ code, message }) => (
        <Notice key={code} tone="attention">
          {message}
        </Notice>
      ))}
      <CycleTimes days={cycleTimes(history.finished)} />
      {isKnown && <HowMany pace={pace} />}
    </section>
  );
}

function paceOf(project: Project, { finished, open }: EstimateHistory): Pace {
  const { statusDate } = settingsOf(project);
  const until = statusDate === undefined ? todayNumber(new Date()) : dayNumberOf(statusDate) + 1;
  const throughput = weeklyThroughput(finished, until, WEEKS);
  return { throughput, until, open, weeks: weeksUntilDone({ throughput, backlog: open, runs: FLOW_RUNS, seed: 1 }) };
}

function CycleTimes({ days }: { readonly days: readonly number[] }): ReactNode {
  if (days.length === 0) return null;
  return (
    <p data-metric="cycle-time-p85" data-value={serviceLevel(days)} data-unit="days">
      From start to finish a task took {daysText(serviceLevel(days, 0.5))} in the middle; 85 of 100 took at most {daysText(serviceLevel(days))} ({days.length} finished {days.length === 1 ? "task" : "tasks"}, calendar days).
    </p>
  );
}

function daysText(days: number): string {
  const text = String(Number(days.toFixed(1)));
  return `${text} ${text === "1" ? "day" : "days"}`;
}

/** How many by when: for weeks ahead, and for a day that is typed. */
function HowMany({ pace }: { readonly pace: Pace }): ReactNode {
  const [text, setText] = useState("");
  const day = text.trim() === "" ? undefined : dayOfText(text);
  const trouble = text.trim() === "" || day !== undefined ? undefined : `There is no day “${text.trim()}”; type it as 2026-06-30.`;
  const asked = day === undefined ? undefined : Math.floor((day - pace.until + 1) / DAYS_PER_WEEK);
  return (
    <>
      <h3>How many by when</h3>
      <div className="ch-table" role="region" aria-label="How many by when" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">By</th>
              <th scope="col" data-number>
                Half of the runs finish at least
              </th>
              <th scope="col" data-number>
                8 of 10 at least
              </th>
              <th scope="col" data-number>
                Chance that all {pace.open} are done
              </th>
            </tr>
          </thead>
          <tbody>
            {AHEAD.map((weeks) => (
              <CountRow key={weeks} pace={pace} weeks={weeks} day={pace.until + weeks * DAYS_PER_WEEK - 1} />
            ))}
            {day !== undefined && asked !== undefined && asked >= 1 && <CountRow pace={pace} weeks={asked} day={day} />}
          </tbody>
        </table>
      </div>
      <Field label="By another day" note="Counted in whole weeks" error={trouble ?? (asked !== undefined && asked < 1 ? `${shortDayText(day ?? 0)} is less than a week after ${shortDayText(pace.until - 1)}: choose a later day.` : undefined)}>
        {(control) => <input {...control} className="ll-input rk-day" placeholder="2026-06-30" autoComplete="off" value={text} onChange={(event) => setText(event.target.value)} />}
      </Field>
    </>
  );
}

function CountRow({ pace: { throughput, open, weeks: untilDone }, weeks, day }: { readonly pace: Pace; readonly weeks: number; readonly day: number }): ReactNode {
  const items = useMemo(() => itemsWithin({ throughput, weeks, runs: FLOW_RUNS, seed: 1 }), [throughput, weeks]);
  // More than there are cannot be finished.
  const count = (share: number): number => Math.min(open, countOn(items, share));
  return (
    <tr>
      <td>
        {shortDayText(day)} ({weeks} {weeks === 1 ? "week" : "weeks"})
      </td>
      <td data-number data-metric={`pace-p50-${weeks}`} data-value={count(0.5)}>
        {count(0.5)}
      </td>
      <td data-number data-metric={`pace-p80-${weeks}`} data-value={count(0.8)}>
        {count(0.8)}
      </td>
      <td data-number>{chanceText(chanceWithin(untilDone, weeks))}</td>
    </tr>
  );
}
