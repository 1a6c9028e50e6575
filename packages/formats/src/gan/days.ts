/** GanttProject's whole days as times of day: a day of work is 08:00-12:00 and 13:00-17:00. */
import { dayNumberOf, dayOf, MINUTES_PER_DAY, type Minute } from "@leadline/engine/time/minute.ts";
import { shifted } from "../mspdi/values.ts";

export const DAY_STARTS = 480;
export const DAY_ENDS = 1020;
export const MINUTES_OF_WORK = 480;
export const DAY_TIMES = [{ from: 480, to: 720 }, { from: 780, to: 1020 }] as const;

/** Longer than any plan; a longer task is cut. */
export const MOST_DAYS = 200_000;

export function startOfWork(midnight: Minute): Minute {
  return shifted(midnight, DAY_STARTS);
}

/** When so many working days are over that begin on the day of `start`; the start itself for none. */
export type EndOfWork = (start: Minute, days: number) => Minute;

/** Working days are counted once, as far as anybody asks, so that any number of questions is quick. */
export function endOfWorkBy(isWorkday: (day: number) => boolean): EndOfWork {
  const workdays: number[] = [];
  const countBefore: number[] = [];
  const countUntil = (isEnough: () => boolean): void => {
    for (let day = FIRST_DAY + countBefore.length; day <= LAST_DAY && !isEnough(); day += 1) {
      countBefore.push(workdays.length);
      if (isWorkday(day)) workdays.push(day);
    }
  };
  return (start, days) => {
    if (days <= 0) return start;
    const startDay = dayNumberOf(start);
    countUntil(() => countBefore.length > startDay - FIRST_DAY);
    const at = (countBefore[startDay - FIRST_DAY] ?? 0) + days - 1;
    countUntil(() => workdays.length > at);
    const last = workdays[Math.min(at, workdays.length - 1)] ?? startDay;
    return shifted((Math.max(last, startDay) * MINUTES_PER_DAY) as Minute, DAY_ENDS);
  };
}

/** Between them lie the plans that people make; outside, work ends on the day where it begins. */
const FIRST_DAY = dayOf(1950, 1, 1);
const LAST_DAY = dayOf(2999, 12, 31);
