/** Reading MSPDI: what every element becomes, and what is said of elements that make no sense. */
import { expect, test } from "vitest";
import { recordsOf } from "@leadline/engine/model/project.ts";
import { recordSchemas, type Task } from "@leadline/engine/model/records.ts";
import { dayOf, minuteOf } from "@leadline/engine/time/minute.ts";
import { linkText, planText, readGood, readText, STANDARD, taskText, type PlanText } from "./small-plan.fixture.ts";

const tasksOf = (text: string): Task[] => [...readGood(text).project.records.task.values()];
const first = taskText(1);

test("a task without more than a name has Microsoft Project's defaults", () => {
  const [task] = tasksOf(planText({ tasks: ["<UID>7</UID><Name>Survey</Name>"] }));
  expect(task).toMatchObject({
    uid: 7, number: 1, name: "Survey", durationMinutes: 0, durationUnit: "d", estimated: false, milestone: false, mode: "auto", active: true, constraint: "ASAP",
    taskType: "fixedUnits", effortDriven: false, priority: 500, remainingDurationMinutes: 0, percentComplete: 0, levelingDelayMinutes: 0,
  });
});

test("every element of a task that Leadline models is read", () => {
  const [task] = tasksOf(planText({
    tasks: [
      taskText(1, `<Type>2</Type><EffortDriven>1</EffortDriven><Priority>700</Priority><Estimated>1</Estimated><Milestone>1</Milestone><Active>0</Active>
        <Manual>1</Manual><ManualStart>2026-03-03T08:00:00</ManualStart><ManualFinish>2026-03-04T17:00:00</ManualFinish>
        <ConstraintType>4</ConstraintType><ConstraintDate>2026-03-05T08:00:00</ConstraintDate><Deadline>2026-03-20T17:00:00</Deadline>
        <CalendarUID>1</CalendarUID><IgnoreResourceCalendar>1</IgnoreResourceCalendar><LevelingDelay>14400</LevelingDelay><LevelingDelayFormat>8</LevelingDelayFormat>
        <ActualStart>2026-03-03T08:00:00</ActualStart><ActualDuration>PT2H0M0S</ActualDuration><RemainingDuration>PT6H0M0S</RemainingDuration><PercentComplete>25</PercentComplete>
        <PhysicalPercentComplete>30</PhysicalPercentComplete><Stop>2026-03-03T10:00:00</Stop><Resume>2026-03-03T10:00:00</Resume><Notes>Bring a ladder.</Notes>`),
    ],
  }));
  expect(task).toMatchObject({
    taskType: "fixedWork", effortDriven: true, priority: 700, estimated: true, milestone: true, active: false, mode: "manual",
    manualStart: minuteOf(2026, 3, 3, 8), manualFinish: minuteOf(2026, 3, 4, 17), constraint: "SNET", constraintDate: minuteOf(2026, 3, 5, 8), deadline: minuteOf(2026, 3, 20, 17),
    calendarId: "r1", ignoreResourceCalendars: true, levelingDelayMinutes: 1440, actualStart: minuteOf(2026, 3, 3, 8), actualDurationMinutes: 120, remainingDurationMinutes: 360,
    percentComplete: 25, physicalPercentComplete: 30, stop: minuteOf(2026, 3, 3, 10), resume: minuteOf(2026, 3, 3, 10), notes: "Bring a ladder.",
  });
});

test("the tree follows the outline levels; the project summary and blank rows are no tasks", () => {
  const tasks = tasksOf(planText({
    tasks: [taskText(0, "", 0), taskText(1), taskText(2, "", 2), taskText(3, "", 4), "<UID>4</UID><IsNull>1</IsNull>", taskText(5, "", 2), taskText(6)],
  }));
  const names = new Map(tasks.map((task) => [task.id, task.name]));
  expect(tasks.map((task) => `${task.name} < ${names.get(task.parentId ?? "") ?? "top"}`)).toEqual(["T1 < top", "T2 < T1", "T3 < T2", "T5 < T1", "T6 < top"]);
});

test("links have type, lag and unit; a percent is the number itself", () => {
  const { links } = { links: [...readGood(planText({ tasks: [first, taskText(2, linkText(1, 0, 4800, 7)), taskText(3, linkText(2, 3, -50, 19)), taskText(4, linkText(3, 1, 14400, 8) + linkText(1, 2))] })).project.records.link.values()] };
  expect(links.map(({ type, lagMinutes, lagPercent, lagUnit }) => [type, lagMinutes, lagPercent, lagUnit])).toEqual([
    ["FF", 480, 0, "d"],
    ["SS", 0, -50, "%"],
    ["FS", 1440, 0, "ed"],
    ["SF", 0, 0, "d"],
  ]);
});

test("calendars are read with base, week, work weeks and exceptions", () => {
  const day = (type: number, working: string): string => `<WeekDay><DayType>${type}</DayType>${working}</WeekDay>`;
  const derived = `<Calendar><UID>2</UID><Name>Night</Name><IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>1</BaseCalendarUID>
    <WeekDays>${day(2, "<DayWorking>1</DayWorking><WorkingTimes><WorkingTime><FromTime>22:00:00</FromTime><ToTime>00:00:00</ToTime></WorkingTime></WorkingTimes>")}${day(3, "<DayWorking>0</DayWorking>")}
      <WeekDay><DayType>0</DayType><DayWorking>0</DayWorking><TimePeriod><FromDate>2026-01-01T00:00:00</FromDate><ToDate>2026-01-01T23:59:00</ToDate></TimePeriod></WeekDay></WeekDays>
    <Exceptions><Exception><EnteredByOccurrences>1</EnteredByOccurrences><TimePeriod><FromDate>2001-01-01T00:00:00</FromDate><ToDate>2002-03-17T23:59:00</ToDate></TimePeriod><Occurrences>9</Occurrences><Name>Sundays</Name><Type>6</Type><Period>7</Period><DaysOfWeek>1</DaysOfWeek><DayWorking>0</DayWorking></Exception>
      <Exception><TimePeriod><FromDate>2026-12-24T00:00:00</FromDate><ToDate>2026-12-26T23:59:00</ToDate></TimePeriod><Occurrences>3</Occurrences><Name>Feast</Name><Type>1</Type><DayWorking>1</DayWorking><WorkingTimes><WorkingTime><FromTime>09:00:00</FromTime><ToTime>10:00:00</ToTime></WorkingTime></WorkingTimes></Exception></Exceptions>
    <WorkWeeks><WorkWeek><TimePeriod><FromDate>2026-06-01T00:00:00</FromDate><ToDate>2026-06-30T23:59:00</ToDate></TimePeriod><Name>June</Name><WeekDays>${day(2, "<DayWorking>1</DayWorking>")}</WeekDays></WorkWeek></WorkWeeks></Calendar>`;
  const calendar = readGood(planText({ calendars: STANDARD + derived, tasks: [first] })).project.records.calendar.get("r2");
  expect(calendar).toMatchObject({ uid: 2, name: "Night", baseCalendarId: "r1" });
  expect(calendar?.week.map(({ kind }) => kind)).toEqual(["inherit", "working", "nonworking", "inherit", "inherit", "inherit", "inherit"]);
  expect(calendar?.week[1]).toEqual({ kind: "working", times: [{ from: 1320, to: 1440 }] });
  expect(calendar?.exceptions).toEqual([
    { name: "Sundays", fromDay: dayOf(2001, 1, 1), toDay: dayOf(2002, 3, 17), times: [], recurrence: { type: 6, occurrences: 9, period: 7, daysOfWeek: 1, monthItem: 0, monthPosition: 0, month: 0, monthDay: 0 } },
    { name: "Feast", fromDay: dayOf(2026, 12, 24), toDay: dayOf(2026, 12, 26), times: [{ from: 540, to: 600 }] },
  ]);
  expect(calendar?.workWeeks[0]?.week.map(({ kind }) => kind)).toEqual(["nonworking", "working", ...Array(5).fill("nonworking")]);
});

test("days of type 0 count where there are no Exceptions", () => {
  const old = STANDARD.replace("</WeekDays>", "<WeekDay><DayType>0</DayType><DayWorking>0</DayWorking><TimePeriod><FromDate>2026-04-03T00:00:00</FromDate><ToDate>2026-04-06T23:59:00</ToDate></TimePeriod></WeekDay></WeekDays>");
  const calendar = readGood(planText({ calendars: old, tasks: [first] })).project.records.calendar.get("r1");
  expect(calendar?.exceptions).toEqual([{ name: "", fromDay: dayOf(2026, 4, 3), toDay: dayOf(2026, 4, 6), times: [] }]);
});

test("resources and assignments are read; the unassigned row has no resource", () => {
  const { project } = readGood(planText({
    tasks: [first],
    resources: ["<UID>0</UID><ID>0</ID><Type>1</Type>", "<UID>1</UID><Name>Ann</Name><Type>1</Type><MaxUnits>0.50</MaxUnits><StandardRate>50</StandardRate><StandardRateFormat>2</StandardRateFormat>", "<UID>2</UID><Name>Cable</Name><Type>0</Type>", "<UID>3</UID><Name>Travel</Name><Type>0</Type><IsCostResource>1</IsCostResource>"],
    assignments: ["<UID>9</UID><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID><Units>0.5</Units><Work>PT4H0M0S</Work><Delay>4800</Delay>", "<UID>10</UID><TaskUID>1</TaskUID><ResourceUID>-65535</ResourceUID><Work>PT8H0M0S</Work>"],
  }));
  expect([...project.records.resource.values()].map(({ name, type, maxUnits, standardRateCentsPerHour }) => [name, type, maxUnits, standardRateCentsPerHour])).toEqual([
    ["Ann", "work", 0.5, 5000],
    ["Cable", "material", 1, undefined],
    ["Travel", "cost", 1, undefined],
  ]);
  const [ann, nobody] = [...project.records.assignment.values()];
  expect(ann).toMatchObject({ uid: 9, units: 0.5, workMinutes: 240, remainingWorkMinutes: 240, delayMinutes: 480 });
  expect(ann?.resourceId).toBeDefined();
  expect(nobody?.resourceId).toBeUndefined();
});

test("a predecessor in another file stands where this file had its successor", () => {
  const link = "<PredecessorLink><PredecessorUID>11</PredecessorUID><Type>1</Type><CrossProject>1</CrossProject><CrossProjectName>C:\\plans\\other.mpp\\2</CrossProjectName><LinkLag>0</LinkLag><LagFormat>7</LagFormat></PredecessorLink>";
  const { project, problems, report } = readGood(planText({ tasks: [taskText(1, `<Start>2026-03-10T08:00:00</Start><Finish>2026-03-10T17:00:00</Finish>${link}`)] }));
  const [other] = [...project.records.task.values()];
  expect(other).toMatchObject({ uid: 11, name: "Task 2 of other.mpp", external: true, manualFinish: minuteOf(2026, 3, 10, 8) });
  expect(problems.map(({ code }) => code)).toEqual(["link/other-project"]);
  expect(report.differences).toEqual([]);
});

test("stored dates that scheduling does not reproduce are reported with their reason and noted on the task", () => {
  const { project, report } = readGood(planText({
    tasks: [
      taskText(1, "<Start>2026-03-04T08:00:00</Start><Finish>2026-03-04T17:00:00</Finish>"),
      taskText(2, `<Start>2026-03-05T08:00:00</Start>${linkText(1)}`),
      taskText(3, "<LevelingDelay>100</LevelingDelay><Start>2026-03-06T08:00:00</Start>"),
    ],
  }));
  expect(report.differences.map(({ taskName, field, byMinutes, reason }) => `${taskName} ${field} ${byMinutes} ${reason}`)).toEqual([
    "T1 start -2880 Unknown: it carries nothing that Leadline does not schedule.",
    "T1 finish -2880 Unknown: it carries nothing that Leadline does not schedule.",
    "T2 start -2880 It follows “T1”, whose dates differ.",
    "T3 start -5750 It has a levelling delay.",
  ]);
  expect([...project.records.task.values()][0]?.storedDates).toEqual({
    start: { stored: minuteOf(2026, 3, 4, 8), computed: minuteOf(2026, 3, 2, 8) },
    finish: { stored: minuteOf(2026, 3, 4, 17), computed: minuteOf(2026, 3, 2, 17) },
  });
});

test("what is only kept is counted, unless it says nothing", () => {
  const { report } = readGood(planText({ project: "<Author>Ann</Author><ExtendedAttributes><ExtendedAttribute/><ExtendedAttribute/></ExtendedAttributes>", tasks: [taskText(1, "<HideBar>0</HideBar><Cost>0.00</Cost><Rollup>1</Rollup>"), taskText(2, "<Rollup>1</Rollup><Contact/>")] }));
  expect(report.kept).toEqual([
    { element: "Project/ExtendedAttributes", count: 2 },
    { element: "Task/Rollup", count: 2 },
    { element: "Project/Author", count: 1 },
  ]);
});

/** A plan that is odd in one way, and the code and words of what is said of it. */
const ODDITIES: readonly (readonly [string, PlanText, RegExp])[] = [
  ["a link to a missing task", { tasks: [taskText(1, linkText(99))] }, /^link\/missing-task: Task “T1” \(UID 1\).*UID 99/],
  ["a link without a predecessor", { tasks: [taskText(1, "<PredecessorLink><Type>1</Type></PredecessorLink>")] }, /^link\/missing-task: .*UID none/],
  ["a task that is its own predecessor", { tasks: [taskText(1, linkText(1))] }, /^link\/self: Task “T1”/],
  ["two tasks with one UID", { tasks: [first, taskText(1)] }, /^mspdi\/duplicate-uid: Task “T1” \(UID 1\).*goes to the first/],
  ["two calendars with one UID", { calendars: STANDARD + STANDARD, tasks: [first] }, /^mspdi\/duplicate-uid: Calendar “Standard”/],
  ["a task without a UID", { tasks: ["<Name>Loose</Name>"] }, /^mspdi\/no-uid: Task “Loose” \(UID none\)/],
  ["a date in the year 9999", { tasks: [taskText(1, "<Deadline>9999-12-31T00:00:00</Deadline>")] }, /^mspdi\/date: Task “T1” \(UID 1\): Deadline “9999-12-31T00:00:00” is no date from 1900 to 2999/],
  ["a project start in the year 9999", { project: "", tasks: [first], calendars: STANDARD }, /^none$/],
  ["a negative duration", { tasks: ["<UID>1</UID><Name>Back</Name><Duration>-PT8H0M0S</Duration>"] }, /^mspdi\/negative-duration: Task “Back”.*counts as 0/],
  ["a duration of ages", { tasks: ["<UID>1</UID><Duration>PT999999999999H0M0S</Duration>"] }, /^mspdi\/out-of-range: /],
  ["a duration that is none", { tasks: ["<UID>1</UID><Duration>eight hours</Duration>"] }, /^mspdi\/duration: .*“eight hours”/],
  ["a constraint without its date", { tasks: [taskText(1, "<ConstraintType>4</ConstraintType>")] }, /^mspdi\/constraint-without-date: .*SNET/],
  ["an unknown constraint", { tasks: [taskText(1, "<ConstraintType>8</ConstraintType>")] }, /^mspdi\/code: .*ConstraintType “8”/],
  ["an unknown link type", { tasks: [first, taskText(2, linkText(1, 7))] }, /^mspdi\/code: .*Type “7”/],
  ["an unknown calendar on a task", { tasks: [taskText(1, "<CalendarUID>5</CalendarUID>")] }, /^mspdi\/unknown-calendar: Task “T1”.*UID 5.*project's calendar/],
  ["an unknown project calendar", { project: "<CalendarUID>9</CalendarUID>", tasks: [first], calendars: STANDARD.replace("<UID>1<", "<UID>3<") }, /^mspdi\/unknown-calendar: The project's calendar \(UID 1\)/],
  ["an unknown base calendar", { calendars: `${STANDARD}<Calendar><UID>2</UID><Name>N</Name><IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>7</BaseCalendarUID></Calendar>`, tasks: [first] }, /^mspdi\/unknown-calendar: Calendar “N”/],
  ["base calendars in a ring", { calendars: `${STANDARD}<Calendar><UID>2</UID><Name>N</Name><IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>3</BaseCalendarUID></Calendar><Calendar><UID>3</UID><Name>M</Name><IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>2</BaseCalendarUID></Calendar>`, tasks: [first] }, /^mspdi\/calendar-loop: Calendar “N”/],
  ["no calendars", { calendars: "none", tasks: [first] }, /^mspdi\/no-calendar: /],
  ["an empty plan", { tasks: [] }, /^mspdi\/no-tasks: /],
  ["a working time that ends before it begins", { calendars: STANDARD.replace("12:00:00", "07:00:00"), tasks: [first] }, /^mspdi\/working-time: Calendar “Standard”.*08:00:00-07:00:00/],
  ["working times that overlap", { calendars: STANDARD.replace("12:00:00", "14:00:00"), tasks: [first] }, /^mspdi\/working-time: .*overlap/],
  ["an exception that ends before it begins", { calendars: STANDARD.replace("</Calendar>", "<Exceptions><Exception><TimePeriod><FromDate>2026-02-01T00:00:00</FromDate><ToDate>2026-01-01T00:00:00</ToDate></TimePeriod></Exception></Exceptions></Calendar>"), tasks: [first] }, /^mspdi\/date: .*exception/],
  ["exceptions over a million years", { calendars: STANDARD.replace("</Calendar>", `<Exceptions>${"<Exception><TimePeriod><FromDate>1900-01-01T00:00:00</FromDate><ToDate>2999-12-31T00:00:00</ToDate></TimePeriod><DayWorking>1</DayWorking></Exception>".repeat(2000)}</Exceptions></Calendar>`), tasks: [first] }, /^mspdi\/too-many-days: Calendar “Standard”/],
  ["calendars with too many bases", { calendars: STANDARD + Array.from({ length: 12 }, (_, at) => `<Calendar><UID>${at + 2}</UID><Name>N${at}</Name><IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>${at + 1}</BaseCalendarUID></Calendar>`).join(""), tasks: [first] }, /^mspdi\/calendar-loop: Calendar “N10”/],
  ["an outline of a thousand levels", { tasks: [taskText(1, "", 1000)] }, /^mspdi\/out-of-range: .*OutlineLevel 1000/],
  ["an unknown recurrence", { calendars: STANDARD.replace("</Calendar>", "<Exceptions><Exception><TimePeriod><FromDate>2026-02-01T00:00:00</FromDate><ToDate>2026-02-02T00:00:00</ToDate></TimePeriod><Type>77</Type></Exception></Exceptions></Calendar>"), tasks: [first] }, /^mspdi\/code: .*type 77/],
  ["an assignment to a missing task", { tasks: [first], assignments: ["<UID>1</UID><TaskUID>5</TaskUID><ResourceUID>-65535</ResourceUID>"] }, /^mspdi\/assignment-without-task: Assignment UID 1.*UID 5/],
  ["an assignment of a missing resource", { tasks: [first], assignments: ["<UID>1</UID><TaskUID>1</TaskUID><ResourceUID>5</ResourceUID>"] }, /^mspdi\/assignment-without-resource: .*UID 5/],
  ["more priority than there is", { tasks: [taskText(1, "<Priority>5000</Priority>")] }, /^mspdi\/out-of-range: .*Priority 5000/],
  ["a flag that is none", { tasks: [taskText(1, "<Active>maybe</Active>")] }, /^mspdi\/flag: .*Active “maybe”/],
  ["a plan scheduled from its finish", { project: "<ScheduleFromStart>0</ScheduleFromStart>", tasks: [first] }, /^mspdi\/from-finish: /],
  ["a loop of links", { tasks: [taskText(1, linkText(2)), taskText(2, linkText(1))] }, /^link\/loop: /],
  ["ten levels of summary under a loop", { tasks: [...Array.from({ length: 10 }, (_, at) => taskText(at + 1, at === 0 ? linkText(11) : "", at + 1)), taskText(11, linkText(10))] }, /^link\/loop: /],
];

for (const [name, plan, expected] of ODDITIES) {
  test(`${name} is told, and the rest is read`, () => {
    const { project, problems } = readGood(planText(plan));
    expect(problems.map(({ code, message }) => `${code}: ${message}`)[0] ?? "none").toMatch(expected);
    for (const { kind, record } of recordsOf(project)) expect(recordSchemas[kind].safeParse(record).error).toBeUndefined();
  });
}

test("one endless range on the base of many calendars costs no more than one", () => {
  const exceptions = (from: string, to: string): string => `<Exceptions><Exception><TimePeriod><FromDate>${from}T00:00:00</FromDate><ToDate>${to}T00:00:00</ToDate></TimePeriod></Exception></Exceptions></Calendar>`;
  const derived = Array.from({ length: 500 }, (_, at) => `<Calendar><UID>${at + 2}</UID><Name>D${at}</Name><IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>1</BaseCalendarUID>${exceptions("2026-01-01", "2026-01-02")}`).join("");
  const { project, problems } = readGood(planText({ calendars: STANDARD.replace("</Calendar>", exceptions("1990-01-01", "1999-12-31")) + derived, tasks: [first] }));
  const kept = [...project.records.calendar.values()].filter(({ exceptions: own }) => own.length > 0);
  expect(kept.length).toBeGreaterThan(100);
  expect(problems.map(({ code }) => code)).toContain("mspdi/too-many-days");
});

test("no start date at all is told, the earliest task's is taken", () => {
  const text = planText({ tasks: [taskText(1, "<Start>2026-05-04T08:00:00</Start>"), taskText(2, "<Start>2026-04-01T08:00:00</Start>")] }).replace(/<StartDate>.*<\/StartDate>/, "<StartDate>9999-01-01T00:00:00</StartDate>");
  const { project, problems } = readGood(text);
  expect(project.records.settings.get("settings")?.start).toBe(minuteOf(2026, 4, 1, 8));
  expect(problems.map(({ code }) => code).sort()).toEqual(["mspdi/date", "mspdi/no-start"]);
});

test("ten thousand odd dates are not ten thousand sentences", () => {
  const { problems } = readGood(planText({ tasks: Array.from({ length: 2000 }, (_, at) => taskText(at + 1, "<Deadline>soon</Deadline>")) }));
  expect(problems).toHaveLength(101);
  expect(problems.at(-1)?.message).toMatch(/^1900 more of the same kind/);
});

test("very long texts are cut to what a record holds", () => {
  const { project } = readGood(planText({ tasks: [`<UID>1</UID><Name>${"n".repeat(5000)}</Name><Notes>${"m".repeat(200_000)}</Notes>`] }));
  const [task] = [...project.records.task.values()];
  expect([task?.name.length, task?.notes?.length]).toEqual([1000, 100_000]);
});

test("another XML file is refused by name", () => {
  const refusal = (text: string): string => {
    const result = readText(text);
    return result.ok ? "accepted" : result.problem.message;
  };
  expect(refusal("<gantt/>")).toMatch(/begins with <gantt>/);
  expect(refusal('<Project xmlns="http://schemas.example.org/planner"/>')).toMatch(/not Microsoft Project's/);
  expect(refusal("<Project/>")).toBe("accepted");
});
