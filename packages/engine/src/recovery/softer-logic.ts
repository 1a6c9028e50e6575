/** Ways to begin sooner: overlap two critical tasks at the risk of rework, or drop dates that no logic asks for (domain D3). */
import type { Command, CommandOf } from "../change/command.ts";
import { settingsOf, type Project } from "../model/project.ts";
import type { Link, RiskItem } from "../model/records.ts";
import type { OpenTask } from "./open-work.ts";
import type { Candidate } from "./option.ts";
import { peopleOf } from "./shorter-tasks.ts";

/** The successor begins when three quarters of the predecessor are done; three times in ten that means rework. */
const OVERLAP = 0.25;
const REWORK = { probability: 0.3, low: 0.25, likely: 0.5, high: 0.75 };
const LEAST_DAYS = 4;

export interface Overlap {
  readonly link: Link;
  readonly from: OpenTask;
  readonly to: OpenTask;
  readonly days: number;
}

export function fastTrack(project: Project, overlaps: readonly Overlap[]): Candidate | undefined {
  if (overlaps.length === 0) return undefined;
  const [first] = overlaps;
  const riskDays = overlaps.reduce((sum, { days }) => sum + expectedRework(days), 0);
  const gain = overlaps.reduce((sum, { days }) => sum + overlapGain(days, days * REWORK.likely, REWORK.probability).expected, 0);
  const more = overlaps.length > 1 ? ` and overlap ${overlaps.length - 1} more such ${overlaps.length === 2 ? "pair" : "pairs"}` : "";
  return {
    kind: "fastTrack",
    summary: `Begin “${first?.to.task.name ?? ""}” when three quarters of “${first?.from.task.name ?? ""}” are done${more}.`,
    commands: [...overlaps.map((one) => led(project, one)), { type: "saveRecords", records: overlaps.map((one, at) => ({ kind: "riskItem" as const, record: rework(project, one, at) })) }],
    scopeLost: 0,
    risk: `Rework in ${Math.round(REWORK.probability * 100)} % of the cases, reckoned with as a risk of each pair; what is left of the overlap on average: ${Math.round(gain * 10) / 10} working days`,
    riskDays: Math.round(riskDays * 100) / 100,
    peopleHit: peopleOf(overlaps.flatMap(({ from, to }) => [from, to])),
    approvals: ["Whoever answers for the results of both tasks"],
  };
}

function expectedRework(days: number): number {
  return days * REWORK.likely * REWORK.probability;
}

/** What an overlap wins: on average, in 8 of 10 cases, and at worst. Four days, rework of two in 30 %: 3.4, 2 and 2 (EX-D4). */
export function overlapGain(days: number, reworkDays: number, probability: number): { readonly expected: number; readonly inEightOfTen: number; readonly worst: number } {
  return { expected: days - probability * reworkDays, inEightOfTen: probability > 0.2 ? days - reworkDays : days, worst: days - reworkDays };
}

/** Critical finish-to-start links between work, the longest predecessors first; gates and handovers of others stay as they are. */
export function overlapsIn(project: Project, tasks: readonly OpenTask[]): readonly Overlap[] {
  const { minutesPerDay } = settingsOf(project);
  const open = new Map(tasks.map((task) => [task.task.id, task]));
  return [...project.records.link.values()]
    .flatMap((link): Overlap[] => {
      const [from, to] = [open.get(link.predecessorId), open.get(link.successorId)];
      const isPlain = link.type === "FS" && link.lagPercent === 0 && link.lagMinutes >= 0 && !link.lagUnit.startsWith("e");
      if (!from || !to || !isPlain || from.task.gateCode !== undefined || from.task.durationMinutes < LEAST_DAYS * minutesPerDay) return [];
      return [{ link, from, to, days: Math.round((from.task.durationMinutes * OVERLAP * 2) / minutesPerDay) / 2 }];
    })
    .sort((a, b) => b.days * b.from.criticality - a.days * a.from.criticality || (a.link.id < b.link.id ? -1 : 1));
}

function led(project: Project, { link, days }: Overlap): CommandOf<"linkTasks"> {
  return { type: "linkTasks", predecessorId: link.predecessorId, successorId: link.successorId, linkType: "FS", lagMinutes: link.lagMinutes - days * settingsOf(project).minutesPerDay, lagPercent: 0, lagUnit: "d" };
}

function rework(project: Project, { link, from, to, days }: Overlap, at: number): RiskItem {
  const share = (part: number): number => Math.round(days * part * 100) / 100;
  const numbers = [...project.records.riskItem.values()].map(({ code }) => Number(/^R(\d{1,9})$/.exec(code)?.[1] ?? 0));
  return {
    id: `fast-track.${link.id}`.slice(0, 64),
    code: `R${String(Math.max(0, ...numbers) + 1 + at).padStart(2, "0")}`,
    title: `Rework of “${to.task.name}” because it began before “${from.task.name}” was done`.slice(0, 1000),
    category: "schedule",
    probability: REWORK.probability,
    impact: { kind: "delayDays", low: share(REWORK.low), likely: share(REWORK.likely), high: share(REWORK.high) },
    taskIds: [to.task.id],
    response: "",
    action: "",
    trigger: "",
  };
}

/** Dates before which critical work must not begin, though no other work asks for them. */
export function heldIn(tasks: readonly OpenTask[]): readonly OpenTask[] {
  return tasks.filter(({ task }) => task.constraint !== "ASAP" && task.constraint !== "ALAP" && task.constraintDate !== undefined);
}

export function relaxLinks(held: readonly OpenTask[]): Candidate | undefined {
  const [first] = held;
  if (!first) return undefined;
  const commands: Command[] = [{ type: "updateTasks", tasks: held.map(({ task }) => ({ id: task.id, fields: { constraint: "ASAP" as const, constraintDate: null } })) }];
  return {
    kind: "relaxLinks",
    summary: `Begin “${first.task.name}”${held.length > 1 ? ` and ${held.length - 1} more` : ""} as soon as the work before allows, instead of holding to a date.`,
    commands,
    scopeLost: 0,
    risk: "The date may have had a reason that is not in the plan",
    riskDays: 0,
    peopleHit: peopleOf(held),
    approvals: ["Whoever set the dates"],
  };
}
