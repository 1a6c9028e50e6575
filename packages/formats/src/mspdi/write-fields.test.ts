/** Every field that can be edited survives being written as MSPDI and read again, in a plan of Microsoft Project and in one of our own. */
import { expect, test } from "vitest";
import { emptyTask, newSettings, standardCalendar } from "@leadline/engine/model/new-project.ts";
import { projectOf, recordsOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import type { Assignment, Baseline, ProjectSettings, Resource, Task, TaskBaseline } from "@leadline/engine/model/records.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { minuteOf } from "@leadline/engine/time/minute.ts";
import { EDITABLE_PLAN, readGood } from "./small-plan.fixture.ts";
import { writeMspdi } from "./write.ts";

const at = (month: number, day: number, hour = 8, minute = 0) => minuteOf(2026, month, day, hour, minute);

const task = (fields: Partial<Task>): Task => emptyTask({ id: "x", number: 1, rank: "V", name: "T", ...fields });

/** The same plan made by ourselves: no source behind it. */
function ownPlan(): Project {
  return projectOf([
    { kind: "settings", record: newSettings({ name: "Move", start: at(3, 2), calendarId: "cal" }) },
    { kind: "calendar", record: standardCalendar("cal") },
    { kind: "task", record: task({ id: "t1", name: "T1", number: 1, rank: "K", durationMinutes: 480 }) },
    { kind: "task", record: task({ id: "t2", name: "T2", number: 2, rank: "V", durationMinutes: 480 }) },
    { kind: "resource", record: { id: "ann", name: "Ann", type: "work", maxUnits: 1, rank: "K" } },
    { kind: "resource", record: { id: "cable", name: "Cable", type: "material", maxUnits: 1, rank: "P" } },
    { kind: "resource", record: { id: "travel", name: "Travel", type: "cost", maxUnits: 1, rank: "V" } },
    { kind: "assignment", record: { id: "a1", taskId: "t1", resourceId: "ann", units: 1, workMinutes: 480, actualWorkMinutes: 0, remainingWorkMinutes: 480, delayMinutes: 0 } },
    { kind: "assignment", record: { id: "a3", taskId: "t1", resourceId: "travel", units: 1, workMinutes: 0, actualWorkMinutes: 0, remainingWorkMinutes: 0, delayMinutes: 0 } },
  ]);
}

const PLANS: readonly (readonly [string, () => Project])[] = [["a plan of Microsoft Project", () => readGood(EDITABLE_PLAN).project], ["a plan of our own", ownPlan]];

interface Edit {
  readonly settings?: Partial<ProjectSettings>;
  readonly task?: Partial<Task>;
  /** Of the second task, which has no assignments. */
  readonly freeTask?: Partial<Task>;
  readonly resources?: Readonly<Record<string, Partial<Resource>>>;
  readonly assignment?: Partial<Assignment>;
  readonly cost?: Partial<Assignment>;
  readonly baselines?: readonly Omit<TaskBaseline, "id" | "taskId">[];
}

const ids = (project: Project) => {
  const task1 = [...project.records.task.values()].find(({ name }) => name === "T1");
  const task2 = [...project.records.task.values()].find(({ name }) => name === "T2");
  const resource = (name: string): Resource | undefined => [...project.records.resource.values()].find((one) => one.name === name);
  const assignments = [...project.records.assignment.values()];
  return { task1, task2, resource, work: assignments.find(({ resourceId }) => resourceId === resource("Ann")?.id), cost: assignments.find(({ resourceId }) => resourceId === resource("Travel")?.id) };
};

function edited(project: Project, edit: Edit): Project {
  const found = ids(project);
  const items: KindedRecord[] = [...recordsOf(project)];
  const put = (kind: KindedRecord["kind"], record: { readonly id: string } | undefined, fields: object | undefined): void => {
    // A test may join any fields: the reader's schemas are held against the result below.
    if (record && fields) items.push({ kind, record: { ...record, ...fields } } as KindedRecord);
  };
  put("settings", project.records.settings.get("settings"), edit.settings);
  put("task", found.task1, edit.task);
  put("task", found.task2, edit.freeTask);
  for (const [name, fields] of Object.entries(edit.resources ?? {})) put("resource", found.resource(name), fields);
  put("assignment", found.work, edit.assignment);
  put("assignment", found.cost, edit.cost);
  for (const baseline of edit.baselines ?? []) {
    const taskId = found.task1?.id ?? "";
    items.push({ kind: "taskBaseline", record: { id: `${baseline.number}.${taskId}`, taskId, ...baseline } });
    items.push({ kind: "baseline", record: { id: `baseline.${baseline.number}`, number: baseline.number } satisfies Baseline });
  }
  return projectOf(items);
}

function rewritten(project: Project): { readonly again: Project; readonly text: string; readonly losses: readonly string[] } {
  const { text, losses } = writeMspdi(project);
  const again = readGood(text).project;
  expect(writeMspdi(again).text, "what was written comes back the same").toBe(text);
  return { again, text, losses: losses.map(({ code }) => code) };
}

for (const [called, plan] of PLANS) {
  test(`the options of ${called} survive`, () => {
    const options = { splitInProgressTasks: false, moveCompletedEndsBack: true, moveRemainingStartsBack: true, moveRemainingStartsForward: true, moveCompletedEndsForward: true, baselineForEarnedValue: 4, statusDate: at(3, 5, 17) } as const;
    const { again } = rewritten(edited(plan(), { settings: options }));
    expect(again.records.settings.get("settings")).toMatchObject(options);
  });

  test(`scheduling ${called} from its finish survives`, () => {
    const { again } = rewritten(edited(plan(), { settings: { scheduleFrom: "finish", finish: at(4, 3, 17) } }));
    expect(again.records.settings.get("settings")).toMatchObject({ scheduleFrom: "finish", finish: at(4, 3, 17) });
  });

  test(`cost, levelling and progress of a task of ${called} survive`, () => {
    const fields = { fixedCostCents: 123_450, fixedCostAccrual: "start", levelAssignments: false, levelingCanSplit: false, levelingDelayMinutes: 2880, taskType: "fixedWork", effortDriven: true, physicalPercentComplete: 30 } as const;
    expect(ids(rewritten(edited(plan(), { task: fields })).again).task1).toMatchObject(fields);
    const progress = { actualStart: at(3, 3), percentComplete: 25, actualDurationMinutes: 120, remainingDurationMinutes: 360, stop: at(3, 3, 10), resume: at(3, 5, 10) } as const;
    expect(ids(rewritten(edited(plan(), { freeTask: progress })).again).task2).toMatchObject(progress);
  });

  test(`rates, availability and use of the resources of ${called} survive`, () => {
    const ann = {
      standardRateCentsPerHour: 6000, overtimeRateCentsPerHour: 9050, costPerUseCents: 2500, accrueAt: "end", canLevel: false, generic: true, booking: "proposed", maxUnits: 2,
      rates: [{ table: "A", from: at(7, 1, 0), standardCentsPerHour: 7000, costPerUseCents: 2500 }, { table: "B", standardCentsPerHour: 8000 }],
      availability: [{ from: at(3, 1, 0), to: at(5, 31, 23, 59), units: 0.5 }, { from: at(6, 1, 0), units: 2 }],
    } as const;
    const cable = { materialLabel: "km", standardRateCentsPerHour: 450 };
    const { again } = rewritten(edited(plan(), { resources: { Ann: { ...ann, rates: [...ann.rates], availability: [...ann.availability] }, Cable: cable } }));
    expect(ids(again).resource("Ann")).toMatchObject(ann);
    expect(ids(again).resource("Cable")).toMatchObject(cable);
    const taken = rewritten(edited(again, { resources: { Ann: { rates: undefined, availability: undefined } } })).again;
    expect(ids(taken).resource("Ann")?.rates).toBeUndefined();
    expect(ids(taken).resource("Ann")?.availability).toBeUndefined();
  });

  test(`contour, delays, overtime, rate table and money of the assignments of ${called} survive`, () => {
    const work = { contour: "bell", delayMinutes: 240, levelingDelayMinutes: 1440, overtimeWorkMinutes: 120, rateTable: "C", workMinutes: 960, remainingWorkMinutes: 960 } as const;
    const { again } = rewritten(edited(plan(), { assignment: work, cost: { costCents: 77_700 } }));
    expect(ids(again).work).toMatchObject(work);
    expect(ids(again).cost).toMatchObject({ costCents: 77_700 });
  });

  test(`work by hand on ${called} survives, day by day`, () => {
    const profile = [{ spanMinutes: 480, units: 0.5 }, { spanMinutes: 960, units: 0 }, { spanMinutes: 720, units: 1 }];
    const { again, losses } = rewritten(edited(plan(), { assignment: { contour: "contoured", profile, workMinutes: 960, remainingWorkMinutes: 960 }, task: { durationMinutes: 1200, remainingDurationMinutes: 1200 } }));
    expect(ids(again).work).toMatchObject({ contour: "contoured", profile });
    expect(losses).not.toContain("mspdi/no-days");
  });

  test(`pauses of tasks of ${called} survive, with and without people`, () => {
    const splits = [{ afterMinutes: 240, gapMinutes: 960 }];
    const before = edited(plan(), { task: { splits }, freeTask: { splits } });
    const { again } = rewritten(before);
    expect(ids(again).task2?.splits).toEqual(splits);
    const finish = (project: Project): unknown => schedule(project).schedule.of(ids(project).task1?.id ?? "")?.finish;
    expect(finish(again)).toBe(finish(before));
    expect(finish(before)).toBe(at(3, 4, 17));
  });

  test(`baselines of ${called} survive, and what followed from the old one goes`, () => {
    const baselines = [{ number: 0, start: at(2, 27), finish: at(2, 27, 17), durationMinutes: 480, workMinutes: 240, costCents: 5000 }, { number: 7, start: at(3, 9), durationMinutes: 60 }];
    const { again, text } = rewritten(edited(plan(), { baselines }));
    const held = [...again.records.taskBaseline.values()].map(({ id: _, taskId: __, ...facts }) => facts);
    expect(held).toEqual(baselines);
    expect([...again.records.baseline.keys()].sort()).toEqual(["baseline.0", "baseline.7"]);
    expect(text).toContain("<StartVariance>4800</StartVariance>");
    expect(text).toContain("<WorkVariance>240000.00</WorkVariance>");
    expect(text).not.toContain("<Type>9</Type>");
    expect(text).not.toContain("<Type>4</Type>");
  });
}

test("a baseline taken away leaves the file, an interim plan stays", () => {
  const { project } = readGood(EDITABLE_PLAN);
  const without = { records: { ...project.records, baseline: new Map(), taskBaseline: new Map() } };
  const { again, text } = rewritten(without);
  expect(again.records.taskBaseline.size).toBe(0);
  expect(text.match(/<Baseline>/g)).toHaveLength(1);
  expect(text).toContain("<Number>3</Number>");
});

test("an assignment that is delayed begins and ends later in the file too", () => {
  const { project } = readGood(EDITABLE_PLAN);
  const { text } = rewritten(edited(project, { assignment: { delayMinutes: 480, levelingDelayMinutes: 120 } }));
  const [, assignment = ""] = text.split("<Assignments>");
  expect(/<Start>(.*?)<\/Start>/.exec(assignment)?.[1]).toBe("2026-03-03T10:00:00");
  expect(/<Finish>(.*?)<\/Finish>/.exec(assignment)?.[1]).toBe("2026-03-04T10:00:00");
});

test("an edit of one field changes that field and nothing else", () => {
  const { project } = readGood(EDITABLE_PLAN);
  const lines = (of: Project): Set<string> => new Set(writeMspdi(of).text.split("\n").map((line) => line.trim()));
  const added = (edit: Edit): string[] => {
    const before = lines(project);
    return [...lines(edited(project, edit))].filter((line) => !before.has(line));
  };
  expect(added({ task: { fixedCostCents: 500 } })).toEqual(["<FixedCost>500</FixedCost>"]);
  expect(added({ settings: { moveCompletedEndsBack: true } })).toEqual(["<MoveCompletedEndsBack>1</MoveCompletedEndsBack>"]);
  expect(added({ resources: { Cable: { materialLabel: "km" } } })).toEqual(["<MaterialLabel>km</MaterialLabel>"]);
  expect(added({ cost: { costCents: 100 } })).toEqual(["<Cost>100</Cost>"]);
});

test("what the format has no place for is listed", () => {
  const { project } = readGood(EDITABLE_PLAN);
  const recurring = { recurrence: { type: 6, period: 1, daysOfWeek: 2, monthItem: 0, monthPosition: 0, month: 0, monthDay: 0 }, fromDay: 20_500, toDay: 20_600, startTime: 480, durationMinutes: 60 };
  const after = edited(project, { task: { recurring, splitsBeforeLeveling: [] }, resources: { Ann: { skills: [{ skill: "Fibre", level: 3 }], standardRateCentsPerHour: 9900 } }, baselines: [{ number: 2, start: at(3, 2) }] });
  expect(writeMspdi(after).losses.map(({ code }) => code)).toEqual(expect.arrayContaining(["mspdi/no-recurrence", "mspdi/no-earlier-pauses", "mspdi/no-skills", "mspdi/task-baselines-only"]));
  expect(writeMspdi(after).losses.find(({ code }) => code === "mspdi/no-skills")?.message).toBe("The skills of 1 resource are not in the file: a Microsoft Project file has no place for that.");
});
