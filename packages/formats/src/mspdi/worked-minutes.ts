/** Working minutes between two instants of a calendar, quick for many questions about dates years apart. */
import { MINUTES_PER_DAY, dayNumberOf, type Minute } from "@leadline/engine/time/minute.ts";
import { periodsOn, type WorkingDays } from "@leadline/engine/time/working-days.ts";

/** Signed: negative where `to` is before `from`. */
export type WorkedMinutes = (from: Minute, to: Minute) => number;

/** `anchorDay` is any day near the plan. */
export function workedMinutesOf(days: WorkingDays, anchorDay: number): WorkedMinutes {
  const forward = sumsFrom(days, (index) => anchorDay + index);
  const backward = sumsFrom(days, (index) => anchorDay - 1 - index);
  /** Worked minutes from the anchor to an instant, negative before it. */
  const worked = (at: Minute): number => {
    const day = dayNumberOf(at);
    const before = day >= anchorDay ? forward(day - anchorDay) : -backward(anchorDay - day);
    return before + workedOn(days, day, at - day * MINUTES_PER_DAY);
  };
  return (from, to) => worked(to) - worked(from);
}

/** Sums over the first `count` days, remembered as far as anybody asked. */
function sumsFrom(days: WorkingDays, dayAt: (index: number) => number): (count: number) => number {
  const sums = [0];
  return (count) => {
    for (let index = sums.length - 1; index < count; index += 1) {
      sums.push((sums[index] ?? 0) + workedOn(days, dayAt(index), MINUTES_PER_DAY));
    }
    return sums[count] ?? 0;
  };
}

function workedOn(days: WorkingDays, day: number, untilMinuteOfDay: number): number {
  let sum = 0;
  for (const { from, to } of periodsOn(days, day)) sum += Math.max(0, Math.min(to, untilMinuteOfDay) - from);
  return sum;
}
