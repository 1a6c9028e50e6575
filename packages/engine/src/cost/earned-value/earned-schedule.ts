/** Earned schedule: when the value earned so far should have been earned, in periods of the plan (domain B4; Lipke & Henderson 2006). */

export interface EarnedScheduleInput {
  /** Cumulative planned value at the end of each period, the first period first; the last one is the budget at completion. */
  readonly planned: readonly number[];
  readonly ev: number;
  /** Actual time: periods passed, fractions allowed. */
  readonly at: number;
  /** A later finish that was agreed on, in periods. */
  readonly agreed?: number;
}

export interface EarnedSchedule {
  readonly es: number;
  /** Whole periods earned, and the share of the next one. */
  readonly wholePeriods: number;
  readonly fraction: number;
  readonly at: number;
  /** Planned duration in periods. */
  readonly pd: number;
  readonly svT: number;
  readonly spiT: number | null;
  /** Duration at completion if it goes on like this: PD / SPI(t). */
  readonly ieacT: number | null;
  /** Duration at completion if the rest goes as planned: AT + (PD - ES). */
  readonly ieacAsPlanned: number;
  /** SPI(t) that the rest needs to end as planned, or as agreed; null where no time is left. */
  readonly tspi: number | null;
  readonly tspiAgreed?: number | null;
}

/**
 * ES = C + I: C whole periods whose planned value is earned (the most of them where the plan stands still), I the share of
 * the next. Everything earned is the planned duration. Undefined without a plan. Example: 10 25 45 70 95 120 140 150 155 160, EV 105, AT 7: ES 5.4.
 */
export function earnedScheduleOf({ planned, ev, at, agreed }: EarnedScheduleInput): EarnedSchedule | undefined {
  const total = planned.at(-1) ?? 0;
  if (total <= 0) return undefined;
  const pd = planned.indexOf(total) + 1;
  const { wholePeriods, fraction } = ev >= total ? { wholePeriods: pd, fraction: 0 } : placeOf(planned, ev);
  const es = wholePeriods + fraction;
  const spiT = at > 0 ? es / at : null;
  return {
    es,
    wholePeriods,
    fraction,
    at,
    pd,
    svT: es - at,
    spiT,
    ieacT: spiT === null || spiT === 0 ? null : pd / spiT,
    ieacAsPlanned: at + pd - es,
    tspi: pd > at ? (pd - es) / (pd - at) : null,
    ...(agreed !== undefined && { tspiAgreed: agreed > at ? (pd - es) / (agreed - at) : null }),
  };
}

function placeOf(planned: readonly number[], ev: number): { readonly wholePeriods: number; readonly fraction: number } {
  const wholePeriods = planned.findLastIndex((value) => value <= ev) + 1;
  const before = wholePeriods === 0 ? 0 : (planned[wholePeriods - 1] ?? 0);
  const after = planned[wholePeriods] ?? before;
  return { wholePeriods, fraction: after > before ? (ev - before) / (after - before) : 0 };
}

export interface AdherenceInput {
  readonly taskId: string;
  /** Planned value of the task at the earned schedule. */
  readonly planned: number;
  /** Value that it has earned. */
  readonly earned: number;
}

export interface Adherence {
  /** 0-1: the share of the earned value that was earned where the plan wanted it; null where nothing should be earned yet. */
  readonly p: number | null;
  /** Earned ahead of its turn: work that may have to be done again. */
  readonly ahead: readonly { readonly taskId: string; readonly by: number }[];
  /** Earned less than its turn: something stands in its way. */
  readonly impeded: readonly { readonly taskId: string; readonly by: number }[];
}

/** The p-factor (Lipke 2008): sum of min(PV at ES, EV) by the sum of PV at ES. */
export function adherenceOf(tasks: readonly AdherenceInput[]): Adherence {
  const planned = tasks.reduce((sum, task) => sum + task.planned, 0);
  const both = tasks.reduce((sum, task) => sum + Math.min(task.planned, task.earned), 0);
  const differing = tasks.map(({ taskId, planned: wanted, earned }) => ({ taskId, by: earned - wanted }));
  return {
    p: planned > 0 ? both / planned : null,
    ahead: differing.filter(({ by }) => by > SMALLEST),
    impeded: differing.filter(({ by }) => by < -SMALLEST),
  };
}

/** Less than half a cent is rounding. */
const SMALLEST = 0.5;
