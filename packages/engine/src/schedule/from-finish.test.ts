/** Scheduling from the finish: late dates first, and everything that holds from the start holds the other way round. */
import { smallPlan, type SmallTask } from "@leadline/testkit/small-plan.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { outlineOf } from "../model/plan/outline.ts";
import { projectOf, recordsOf, settingsOf, type KindedRecord, type Project } from "../model/project.ts";
import type { CalendarRecord } from "../model/records.ts";
import { dayNumberOf, formatIso, minuteOf, type Minute } from "../time/minute.ts";
import { schedule } from "./compute.ts";

/** Friday 2026-03-13 17:00. */
const FINISH = minuteOf(2026, 3, 13, 17);

function fromFinish(tasks: readonly SmallTask[], more: readonly KindedRecord[] = []): Project {
  const plan = smallPlan(tasks.map((task) => ({ constraint: "ALAP", ...task })), more);
  return projectOf([...recordsOf(plan), { kind: "settings", record: { ...settingsOf(plan), scheduleFrom: "finish", finish: FINISH } }]);
}

/** "a 03-09T08:00 03-11T17:00 slack" per task; slack in days. */
function table(project: Project): string[] {
  const result = schedule(project).schedule;
  return outlineOf(project).rows.map(({ task }) => {
    const dates = result.of(task.id);
    return dates ? `${task.id} ${formatIso(dates.start).slice(5, 16)} ${formatIso(dates.finish).slice(5, 16)} ${dates.totalSlackMinutes / 480}` : `${task.id} -`;
  });
}

const link = (from: string, to: string, type: "FS" | "SS" | "FF" | "SF", lagMinutes = 0): KindedRecord => ({
  kind: "link",
  record: { id: `${from}${type}${to}`, predecessorId: from, successorId: to, type, lagMinutes, lagPercent: 0, lagUnit: "d" },
});

test("a diamond ends on the project's finish, and what has slack stands as late as possible", () => {
  const project = fromFinish([{ id: "a" }, { id: "b", durationMinutes: 960, after: ["a"] }, { id: "c", durationMinutes: 2400, after: ["a"] }, { id: "d", durationMinutes: 480, after: ["b", "c"] }]);
  expect(table(project)).toEqual(["a 03-03T08:00 03-05T17:00 0", "b 03-11T08:00 03-12T17:00 3", "c 03-06T08:00 03-12T17:00 0", "d 03-13T08:00 03-13T17:00 0"]);
  expect(formatIso(schedule(project).schedule.start)).toBe("2026-03-03T08:00:00");
  expect(schedule(project).schedule.criticalTaskIds).toEqual(["a", "c", "d"]);
});

test("each link type and a lag hold backwards", () => {
  const pair = (type: "FS" | "SS" | "FF" | "SF", lag: number): string[] => table(fromFinish([{ id: "a", durationMinutes: 1920 }, { id: "b", durationMinutes: 960 }], [link("a", "b", type, lag)]));
  expect(pair("FS", 480)).toEqual(["a 03-05T08:00 03-10T17:00 0", "b 03-12T08:00 03-13T17:00 0"]);
  expect(pair("SS", 0)).toEqual(["a 03-10T08:00 03-13T17:00 0", "b 03-12T08:00 03-13T17:00 2"]);
  expect(pair("FF", 480)).toEqual(["a 03-09T08:00 03-12T17:00 0", "b 03-12T08:00 03-13T17:00 0"]);
});

test("an ASAP task stands at its early dates, the others at their late ones", () => {
  expect(table(fromFinish([{ id: "a", durationMinutes: 2400 }, { id: "b", constraint: "ASAP", durationMinutes: 480 }]))).toEqual(["a 03-09T08:00 03-13T17:00 0", "b 03-09T08:00 03-09T17:00 0"]);
});

test("constraints keep their meaning", () => {
  const constrained = (constraint: "SNET" | "SNLT" | "FNET" | "FNLT" | "MSO" | "MFO", day: number, hour: number): string =>
    table(fromFinish([{ id: "a", durationMinutes: 960, constraint, constraintDate: minuteOf(2026, 3, day, hour) }, { id: "b", durationMinutes: 480, after: ["a"] }]))[0] ?? "";
  expect(constrained("FNLT", 10, 17)).toBe("a 03-09T08:00 03-10T17:00 0");
  expect(constrained("SNLT", 10, 8)).toBe("a 03-10T08:00 03-11T17:00 0");
  expect(constrained("MSO", 4, 8)).toBe("a 03-04T08:00 03-05T17:00 0");
  expect(constrained("MFO", 10, 17)).toBe("a 03-09T08:00 03-10T17:00 0");
  expect(constrained("SNET", 3, 8)).toBe("a 03-11T08:00 03-12T17:00 0");
});

test("a deadline pulls an ALAP task to its date", () => {
  expect(table(fromFinish([{ id: "a", durationMinutes: 960, deadline: minuteOf(2026, 3, 10, 17) }]))).toEqual(["a 03-09T08:00 03-10T17:00 0"]);
});

test("a levelling delay is negative and at the finish", () => {
  expect(table(fromFinish([{ id: "a", durationMinutes: 960, levelingDelayMinutes: -2 * 1440 }, { id: "b", durationMinutes: 480 }]))[0]).toBe("a 03-10T08:00 03-11T17:00 0");
});

test("started and finished tasks stay where they are", () => {
  const started = { actualStart: minuteOf(2026, 3, 3, 8), percentComplete: 50, actualDurationMinutes: 480, remainingDurationMinutes: 480, durationMinutes: 960 };
  expect(table(fromFinish([{ id: "a", ...started }, { id: "b", durationMinutes: 480, after: ["a"] }]))).toEqual(["a 03-03T08:00 03-04T17:00 0", "b 03-13T08:00 03-13T17:00 6"]);
});

test("a task stays at its late dates even before the actual finish of what it waits for, and lacks that much slack", () => {
  const late = { actualStart: minuteOf(2026, 3, 10, 8), actualFinish: minuteOf(2026, 3, 12, 17), percentComplete: 100, actualDurationMinutes: 1440, remainingDurationMinutes: 0, durationMinutes: 1440 };
  const project = fromFinish([{ id: "a", ...late }, { id: "b", durationMinutes: 960, after: ["a"] }, { id: "c", durationMinutes: 480, after: ["b"] }]);
  expect(table(project)).toEqual(["a 03-10T08:00 03-12T17:00 0", "b 03-11T08:00 03-12T17:00 -2", "c 03-13T08:00 03-13T17:00 -2"]);
  expect(schedule(project).schedule.criticalTaskIds).toEqual(["b", "c"]);
  expect(formatIso(schedule(project).schedule.of("b")?.earlyStart ?? FINISH)).toBe("2026-03-13T08:00:00");
});

test("what follows it and is already finished does not hold a task back", () => {
  const done = { actualStart: minuteOf(2026, 3, 3, 8), actualFinish: minuteOf(2026, 3, 3, 17), percentComplete: 100, actualDurationMinutes: 480, remainingDurationMinutes: 0, durationMinutes: 480 };
  expect(table(fromFinish([{ id: "a", durationMinutes: 480 }, { id: "b", after: ["a"], ...done }]))[0]).toBe("a 03-13T08:00 03-13T17:00 8");
});

test("a manual task without dates ends with the project", () => {
  expect(table(fromFinish([{ id: "a", durationMinutes: 960, mode: "manual" }, { id: "b", durationMinutes: 480 }]))[0]).toBe("a 03-12T08:00 03-13T17:00 0");
});

test("a summary spans its tasks", () => {
  expect(table(fromFinish([{ id: "s" }, { id: "a", level: 2, durationMinutes: 960 }, { id: "b", level: 2, durationMinutes: 480, after: ["a"] }]))).toEqual(["s 03-11T08:00 03-13T17:00 0", "a 03-11T08:00 03-12T17:00 0", "b 03-13T08:00 03-13T17:00 0"]);
});

test("without a finish date the start counts", () => {
  const plan = smallPlan([{ id: "a" }]);
  const { finish: _finish, ...settings } = { ...settingsOf(plan), scheduleFrom: "finish" as const, finish: undefined };
  expect(table(projectOf([...recordsOf(plan), { kind: "settings", record: settings }]))).toEqual(["a 03-02T08:00 03-04T17:00 0"]);
});

/** A midnight round which time is turned: in the middle of a weekend, so that working weeks become working weeks. */
const PIVOT = minuteOf(2026, 3, 15, 0);
const turned = (instant: number): Minute => (2 * PIVOT - instant) as Minute;

const OFFICE = [{ from: 480, to: 720 }, { from: 780, to: 1020 }];
const EARLY = [{ from: 420, to: 660 }, { from: 720, to: 960 }];
const weekOf = (times: typeof OFFICE): CalendarRecord["week"] => [0, 1, 2, 3, 4, 5, 6].map((day) => (day === 0 || day === 6 ? { kind: "nonworking" } : { kind: "working", times }));

const HOLIDAY = dayNumberOf(minuteOf(2026, 3, 10, 0));
const dayOff = (day: number): CalendarRecord["exceptions"][number] => ({ name: "Holiday", fromDay: day, toDay: day, times: [] });

const TURNED_LINK = { FS: "FS", SS: "FF", FF: "SS", SF: "SF" } as const;
const TURNED_CONSTRAINT = { ASAP: "ALAP", ALAP: "ASAP", MSO: "MFO", MFO: "MSO", SNET: "FNLT", FNLT: "SNET", SNLT: "FNET", FNET: "SNLT" } as const;

interface Sketch {
  readonly tasks: readonly { readonly hours: number; readonly constraint: keyof typeof TURNED_CONSTRAINT; readonly date: number; readonly delay: number }[];
  readonly links: readonly { readonly from: number; readonly to: number; readonly type: keyof typeof TURNED_LINK; readonly lag: number; readonly elapsed: boolean }[];
}

const sketch: fc.Arbitrary<Sketch> = fc.record({
  tasks: fc.array(
    fc.record({ hours: fc.integer({ min: 0, max: 30 }), constraint: fc.constantFrom("ASAP", "ALAP", "ALAP", "ALAP", "MSO", "MFO", "SNET", "FNLT", "SNLT", "FNET"), date: fc.integer({ min: -200, max: 200 }), delay: fc.constantFrom(0, 0, 0, 1440) }),
    { minLength: 1, maxLength: 7 },
  ),
  links: fc.array(
    fc.record({ from: fc.nat(6), to: fc.nat(6), type: fc.constantFrom("FS", "FS", "SS", "FF", "SF"), lag: fc.integer({ min: -12, max: 12 }), elapsed: fc.boolean() }),
    { maxLength: 8 },
  ),
});

/** The same plan from its finish, and turned round from its start, in a calendar whose days are turned round too. */
function bothWays({ tasks, links }: Sketch): readonly [Project, Project] {
  const make = (isTurned: boolean): Project => {
    const plan = smallPlan(
      tasks.map(({ hours, constraint, date, delay }, index) => ({
        id: `t${index}`,
        durationMinutes: hours * 60,
        constraint: isTurned ? TURNED_CONSTRAINT[constraint] : constraint,
        levelingDelayMinutes: isTurned ? delay : -delay,
        ...(constraint !== "ASAP" && constraint !== "ALAP" && { constraintDate: isTurned ? turned(PIVOT + date * 60) : ((PIVOT + date * 60) as Minute) }),
      })),
      links.flatMap(({ from, to, type, lag, elapsed }, index) => {
        if (from >= to || to >= tasks.length) return [];
        const [predecessorId, successorId] = isTurned ? [`t${to}`, `t${from}`] : [`t${from}`, `t${to}`];
        return { kind: "link" as const, record: { id: `l${index}`, predecessorId, successorId, type: isTurned ? TURNED_LINK[type] : type, lagMinutes: lag * 60, lagPercent: 0, lagUnit: elapsed ? ("eh" as const) : ("h" as const) } };
      }),
    );
    const settings = settingsOf(plan);
    const calendar: CalendarRecord = { id: settings.calendarId, name: "Office", week: weekOf(isTurned ? EARLY : OFFICE), workWeeks: [], exceptions: [dayOff(isTurned ? 2 * dayNumberOf(PIVOT) - 1 - HOLIDAY : HOLIDAY)] };
    const ends = isTurned ? { start: turned(FINISH) } : { scheduleFrom: "finish" as const, finish: FINISH };
    return projectOf([...recordsOf(plan), { kind: "calendar", record: calendar }, { kind: "settings", record: { ...settings, ...ends } }]);
  };
  return [make(false), make(true)];
}

test("a plan from its finish is the same plan from its start with time turned round", () => {
  fc.assert(
    fc.property(sketch, (given) => {
      const [plain, mirror] = bothWays(given);
      const [own, other] = [schedule(plain).schedule, schedule(mirror).schedule];
      for (const { task } of outlineOf(plain).rows) {
        const [a, b] = [own.of(task.id), other.of(task.id)];
        expect([a?.start, a?.finish, a?.earlyStart, a?.earlyFinish, a?.lateStart, a?.lateFinish, a?.totalSlackMinutes, a?.freeSlackMinutes, a?.critical]).toEqual(
          b && [turned(b.finish), turned(b.start), turned(b.lateFinish), turned(b.lateStart), turned(b.earlyFinish), turned(b.earlyStart), b.totalSlackMinutes, b.freeSlackMinutes, b.critical],
        );
      }
    }),
    { numRuns: 300 },
  );
});
