/** Simulated histories of projects: a plan with ranges and risks, what really happens drawn from them, and the plan as it is reported every two weeks. */
import { projectOf, recordsOf, settingsOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import type { Task } from "@leadline/engine/model/records.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { dayNumberOf, MINUTES_PER_DAY, type Minute } from "@leadline/engine/time/minute.ts";
import { mulberry32 } from "@leadline/testkit/network-generator.ts";
import { smallPlan, type SmallTask } from "@leadline/testkit/small-plan.ts";

export interface History {
  /** The plan at its start: ranges, risks, no promise yet. */
  readonly plan: Project;
  /** As it really goes: every duration and every risk that occurs. */
  readonly truth: Project;
  readonly reallyFinished: Minute;
}

const DAY = 480;
const PERIOD = 14 * MINUTES_PER_DAY;
/** Strands of work that run beside each other and are joined now and then. */
const STRANDS = 3;
const STEPS = 8;
const RISKS = 4;

/** Ranges are -10 to -30 % and +20 to +120 % around the likely duration of 3 to 14 days; risks come with 10 to 40 % and cost 4 to 16 days. */
export function historyOf(seed: number): History {
  const random = mulberry32(seed);
  const between = (low: number, high: number): number => low + random() * (high - low);
  const tasks: SmallTask[] = [];
  for (let step = 0; step < STEPS; step += 1) {
    for (let strand = 0; strand < STRANDS; strand += 1) {
      const likely = Math.round(between(3, 14)) * DAY;
      const after = step === 0 ? [] : [`t${step - 1}-${strand}`, ...(random() < 0.2 ? [`t${step - 1}-${(strand + 1) % STRANDS}`] : [])];
      tasks.push({ id: `t${step}-${strand}`, durationMinutes: likely, remainingDurationMinutes: likely, estimate: { lowMinutes: rounded(likely * between(0.7, 0.9)), likelyMinutes: likely, highMinutes: rounded(likely * between(1.2, 2.2)) }, after });
    }
  }
  tasks.push({ id: "end", durationMinutes: 0, after: Array.from({ length: STRANDS }, (_, strand) => `t${STEPS - 1}-${strand}`) });
  const risks = Array.from({ length: RISKS }, (_, at) => ({ id: `r${at}`, taskId: `t${Math.floor(between(1, STEPS))}-${Math.floor(between(0, STRANDS))}`, probability: between(0.1, 0.4), days: between(4, 16) }));
  const plan = smallPlan(tasks, risks.map(({ id, taskId, probability, days }): KindedRecord => ({ kind: "riskItem", record: { id, code: id, title: id, category: "", probability, impact: { kind: "delayDays", low: days * 0.6, likely: days, high: days * 1.6 }, taskIds: [taskId], response: "", action: "", trigger: "" } })));
  const delays = new Map<string, number>();
  for (const { taskId, probability, days } of risks) if (random() < probability) delays.set(taskId, (delays.get(taskId) ?? 0) + rounded(days * pert(0.6, 1, 1.6, random) * DAY));
  const truth = withTasks(plan, (task) => {
    if (!task.estimate) return task;
    const { lowMinutes, likelyMinutes, highMinutes } = task.estimate;
    const minutes = rounded(pert(lowMinutes, likelyMinutes, highMinutes, random)) + (delays.get(task.id) ?? 0);
    return { ...task, durationMinutes: minutes, remainingDurationMinutes: minutes };
  });
  return { plan, truth, reallyFinished: schedule(truth).schedule.finish };
}

/** The plan as it is reported at an instant: what is finished with its dates, what runs with what is left by the people who do it. */
export function reportedAt({ plan, truth }: History, asOf: Minute, promise: Minute): Project {
  const real = schedule(truth).schedule;
  const evidence: KindedRecord[] = [];
  const reported = withTasks(plan, (task) => {
    const dates = real.of(task.id);
    const whole = truth.records.task.get(task.id)?.durationMinutes ?? 0;
    if (!dates || dates.start >= asOf || task.durationMinutes === 0) return task;
    evidence.push({ kind: "evidence", record: { id: `e-${task.id}`, kind: "mergedChange", title: "Work seen", taskIds: [task.id], day: dayNumberOf(asOf) } });
    if (dates.finish <= asOf) return { ...task, percentComplete: 100, actualStart: dates.start, actualFinish: dates.finish, durationMinutes: whole, actualDurationMinutes: whole, remainingDurationMinutes: 0 };
    return running(task, { start: dates.start, worked: rounded((whole * (asOf - dates.start)) / Math.max(1, dates.finish - dates.start)) });
  });
  const happened = withoutPastRisks(reported);
  return projectOf([...recordsOf(happened), ...evidence, { kind: "settings", record: { ...settingsOf(plan), statusDate: asOf, promisedFinish: promise } }]);
}

/** People say that the likely duration still holds until it is nearly used up, then that a tenth of it is left; the range follows. */
function running(task: Task, { start, worked }: { readonly start: Minute; readonly worked: number }): Task {
  const { lowMinutes = 0, likelyMinutes = 0, highMinutes = 0 } = task.estimate ?? {};
  const left = Math.max(DAY / 2, likelyMinutes - worked, rounded(likelyMinutes / 10));
  const whole = worked + left;
  return {
    ...task,
    actualStart: start,
    durationMinutes: whole,
    actualDurationMinutes: worked,
    remainingDurationMinutes: left,
    percentComplete: Math.min(99, (worked / whole) * 100),
    estimate: { lowMinutes: Math.max(lowMinutes, worked + DAY / 4), likelyMinutes: whole, highMinutes: Math.max(highMinutes, worked + rounded(likelyMinutes / 4) + DAY, whole) },
  };
}

/** What can no longer happen, because its tasks are done, is closed. */
function withoutPastRisks(project: Project): Project {
  const closed = [...project.records.riskItem.values()].map((risk) => (risk.taskIds.every((id) => (project.records.task.get(id)?.percentComplete ?? 0) >= 100) ? { ...risk, status: "closed" as const } : risk));
  return { records: { ...project.records, riskItem: new Map(closed.map((risk) => [risk.id, risk])) } };
}

export function statusDates({ plan, reallyFinished }: History): readonly Minute[] {
  const dates: Minute[] = [];
  for (let at = settingsOf(plan).start + PERIOD; at < reallyFinished; at += PERIOD) dates.push(at as Minute);
  return dates;
}

function withTasks(project: Project, change: (task: Task) => Task): Project {
  return { records: { ...project.records, task: new Map([...project.records.task].map(([id, task]) => [id, change(task)])) } };
}

function rounded(minutes: number): number {
  return Math.max(1, Math.round(minutes / 60)) * 60;
}

/** A PERT draw by the mean of enough uniform ones for its two exponents (Jöhnk's method is exact, and slow only for large exponents). */
function pert(low: number, likely: number, high: number, random: () => number): number {
  if (high <= low) return low;
  const [a, b] = [1 + (4 * (likely - low)) / (high - low), 1 + (4 * (high - likely)) / (high - low)];
  const [x, y] = [gamma(a, random), gamma(b, random)];
  return low + ((high - low) * x) / (x + y);
}

/** Marsaglia and Tsang, for shapes from 1 on. */
function gamma(shape: number, random: () => number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const v = (1 + c * z) ** 3;
    if (v > 0 && Math.log(1 - random()) < (z * z) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

