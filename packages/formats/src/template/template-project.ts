/** Makes a project of a template: phases become summary tasks, roles resources, three-point estimates durations. */
import { emptyTask, newSettings, standardCalendar } from "@leadline/engine/model/new-project.ts";
import { ranksFor } from "@leadline/engine/model/plan/rank.ts";
import { projectOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import type { CalendarRecord, Task } from "@leadline/engine/model/records.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import type { Template, TemplatePhase, TemplateTask } from "./template.ts";

export interface TemplateProjectOptions {
  readonly newId: () => string;
  readonly start: Minute;
  readonly name: string;
}

/** Every task is of fixed duration, so its dates are the template's durations and the roles' work follows from them. */
export function projectOfTemplate(template: Template, options: TemplateProjectOptions): Project {
  const { newId } = options;
  const calendar = calendarOf(template.hoursPerDay, newId());
  const roleIds = new Map(template.roles.map((role) => [role.code, newId()]));
  const taskIds = new Map(template.phases.flatMap((phase) => phase.tasks).map((task) => [task.code, newId()]));
  const making: Making = { template, newId, minutesPerDay: Math.round(template.hoursPerDay * 60), roleIds, taskIds };
  const phases = phaseRecords(making);
  const taskCount = phases.filter((item) => item.kind === "task").length;
  const settings = newSettings({
    name: options.name,
    start: options.start,
    calendarId: calendar.id,
    minutesPerDay: making.minutesPerDay,
    minutesPerWeek: making.minutesPerDay * 5,
    defaultFinishTime: endOf(calendar),
    currency: template.currency,
    nextTaskNumber: taskCount + 1,
    origin: { format: "template", name: template.key },
    ...describe(template),
  });
  return projectOf([
    { kind: "settings", record: settings },
    { kind: "calendar", record: calendar },
    ...phases,
    ...resourceRecords(making),
    ...registerRecords(making),
  ]);
}

interface Making {
  readonly template: Template;
  readonly newId: () => string;
  readonly minutesPerDay: number;
  readonly roleIds: ReadonlyMap<string, string>;
  readonly taskIds: ReadonlyMap<string, string>;
}

function describe(template: Template): { description?: string } {
  const lines = [template.exampleScope, template.provenance].filter((line) => line !== undefined);
  return lines.length > 0 ? { description: lines.join("\n") } : {};
}

/** Eight hours are the standard day; any other length starts at 08:00 and has an hour's break after four hours. */
function calendarOf(hoursPerDay: number, id: string): CalendarRecord {
  const standard = standardCalendar(id);
  if (hoursPerDay === 8) return standard;
  const end = 480 + Math.round(hoursPerDay * 60);
  const times = hoursPerDay <= 4 ? [{ from: 480, to: end }] : [{ from: 480, to: 720 }, { from: 780, to: end + 60 }];
  return { ...standard, week: standard.week.map((day) => (day.kind === "working" ? { kind: "working", times } : day)) };
}

function endOf(calendar: CalendarRecord): number {
  const monday = calendar.week[1];
  return (monday?.kind === "working" ? monday.times.at(-1)?.to : undefined) ?? 1020;
}

function phaseRecords(making: Making): KindedRecord[] {
  const records: KindedRecord[] = [];
  const ranks = ranksFor(making.template.phases.length);
  let number = 0;
  making.template.phases.forEach((phase, index) => {
    const id = making.newId();
    number += 1;
    records.push({ kind: "task", record: emptyTask({ id, number, name: phase.name, rank: ranks[index] ?? "V", durationMinutes: 0, milestone: false }) });
    records.push(...taskRecords(making, phase, id, number));
    number += phase.tasks.length;
  });
  return records;
}

function taskRecords(making: Making, phase: TemplatePhase, parentId: string, lastNumber: number): KindedRecord[] {
  const ranks = ranksFor(phase.tasks.length);
  return phase.tasks.flatMap((task, index): KindedRecord[] => {
    const id = making.taskIds.get(task.code) ?? making.newId();
    const placed = { id, parentId, number: lastNumber + 1 + index, rank: ranks[index] ?? "V" };
    return [
      { kind: "task", record: taskRecord(making, task, placed) },
      ...linkRecords(making, task, id),
      ...assignmentRecords(making, task, id),
    ];
  });
}

function taskRecord(making: Making, task: TemplateTask, placed: Pick<Task, "id" | "number" | "rank"> & { readonly parentId: string }): Task {
  const minutes = (days: number): number => Math.round(days * making.minutesPerDay);
  const isPoint = task.high === 0;
  return emptyTask({
    ...placed,
    name: task.name,
    durationMinutes: minutes(task.likely),
    taskType: "fixedDuration",
    milestone: task.milestone,
    ...(isPoint ? {} : { estimate: { lowMinutes: minutes(task.low), likelyMinutes: minutes(task.likely), highMinutes: minutes(task.high) } }),
    ...(task.deliverable === undefined ? {} : { deliverable: task.deliverable }),
    ...(task.gate === undefined ? {} : { gateCode: task.gate }),
    ...(task.security ? { securityRelevant: true } : {}),
    ...(task.procurement ? { procurementRelevant: true } : {}),
  });
}

function linkRecords(making: Making, task: TemplateTask, successorId: string): KindedRecord[] {
  return task.predecessors.map(({ task: code, type, lagDays }) => ({
    kind: "link",
    record: {
      id: making.newId(),
      predecessorId: making.taskIds.get(code) ?? "",
      successorId,
      type,
      lagMinutes: Math.round(lagDays * making.minutesPerDay),
      lagPercent: 0,
      lagUnit: "d",
    },
  }));
}

/** Each role works on the task all day, or as much of the day as there is of that role: half an architect does half a day's work. */
function assignmentRecords(making: Making, task: TemplateTask, taskId: string): KindedRecord[] {
  return task.roles.map((code) => {
    const units = unitsOf(making, code);
    const workMinutes = Math.round(task.likely * making.minutesPerDay * units);
    return {
      kind: "assignment",
      record: { id: making.newId(), taskId, resourceId: making.roleIds.get(code) ?? "", units, workMinutes, actualWorkMinutes: 0, remainingWorkMinutes: workMinutes, delayMinutes: 0 },
    };
  });
}

function unitsOf({ template }: Making, roleCode: string): number {
  const units = template.roles.find(({ code }) => code === roleCode)?.units ?? 1;
  return units > 0 && units < 1 ? units : 1;
}

function resourceRecords(making: Making): KindedRecord[] {
  const ranks = ranksFor(making.template.roles.length);
  return making.template.roles.map((role, index) => ({
    kind: "resource",
    record: {
      id: making.roleIds.get(role.code) ?? "",
      name: role.name,
      initials: role.code,
      type: "work",
      maxUnits: role.units,
      standardRateCentsPerHour: Math.round((role.dayRate * 100) / making.template.hoursPerDay),
      rank: ranks[index] ?? "V",
    },
  }));
}

/** Risks, gates and procurement items: registers that have no dates of their own. */
function registerRecords(making: Making): KindedRecord[] {
  const { template, newId, taskIds } = making;
  const risks = template.risks.map(({ id: code, tasks, ...risk }): KindedRecord => ({
    kind: "riskItem",
    record: { id: newId(), code, ...risk, taskIds: tasks.map((task) => taskIds.get(task) ?? "") },
  }));
  const gates = template.gates.map(({ code, name, criteria }): KindedRecord => ({
    kind: "qualityGate",
    record: { id: newId(), code, name, criteria: [...criteria] },
  }));
  const items = template.procurement.map(({ item, kind, contractType, budget }): KindedRecord => ({
    kind: "procurementItem",
    record: { id: newId(), name: item, kind, contractType, budgetCents: Math.round(budget * 100) },
  }));
  return [...risks, ...gates, ...items];
}
