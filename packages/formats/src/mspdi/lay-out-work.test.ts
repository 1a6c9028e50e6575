/** How work lies is read from the days that the file tells, or where a converter left them out, from the assignment's dates. */
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { formatIso, minuteOf } from "@leadline/engine/time/minute.ts";
import { expect, test } from "vitest";
import { planText, readGood, STANDARD } from "./small-plan.fixture.ts";

const day = (type: number, date: string, hours: number | undefined): string =>
  `<TimephasedData><Type>${type}</Type><UID>1</UID><Start>2026-03-${date}T08:00:00</Start><Finish>2026-03-${date}T17:00:00</Finish><Unit>2</Unit>${hours === undefined ? "" : `<Value>PT${hours}H0M0S</Value>`}</TimephasedData>`;

const taskOf = (duration: string, more = ""): string => `<UID>1</UID><Name>A</Name><OutlineLevel>1</OutlineLevel><Duration>${duration}</Duration><DurationFormat>7</DurationFormat>${more}`;
const ann = "<UID>1</UID><Name>Ann</Name><Type>1</Type>";
const assigned = (more: string, resource = 1): string => `<UID>1</UID><TaskUID>1</TaskUID><ResourceUID>${resource}</ResourceUID><Units>1</Units>${more}`;

function read(assignment: string, more = "") {
  const project = readGood(planText({ tasks: [taskOf("PT24H0M0S", more)], resources: [ann], assignments: [assignment] })).project;
  const [record] = project.records.assignment.values();
  const [only] = project.records.task.values();
  const finish = schedule(project).schedule.of(only?.id ?? "")?.finish;
  return { record, task: only, finish: finish === undefined ? "none" : formatIso(finish) };
}

test("a pause between days of work becomes a stretch without work", () => {
  const { record, finish } = read(assigned(`<Work>PT24H0M0S</Work><WorkContour>8</WorkContour>${day(1, "02", 8)}${day(1, "03", 0)}${day(1, "04", 4)}${day(1, "05", 8)}${day(1, "06", 4)}`));
  expect(record?.profile).toEqual([
    { spanMinutes: 480, units: 1 },
    { spanMinutes: 480, units: 0 },
    { spanMinutes: 480, units: 0.5 },
    { spanMinutes: 480, units: 1 },
    { spanMinutes: 480, units: 0.5 },
  ]);
  expect(finish).toBe("2026-03-06T17:00:00");
});

test("the pauses of a task without people become its own", () => {
  const { task: paused, finish } = read(assigned(`<WorkContour>8</WorkContour>${day(1, "02", 8)}${day(1, "03", 0)}${day(1, "04", 8)}${day(1, "05", 8)}`, -65535));
  expect(paused?.splits).toEqual([{ afterMinutes: 480, gapMinutes: 480 }]);
  expect(finish).toBe("2026-03-05T17:00:00");
});

test("even work keeps no days, and days that do not hold the work are not believed", () => {
  expect(read(assigned(`<Work>PT24H0M0S</Work>${day(1, "02", 8)}${day(1, "03", 8)}${day(1, "04", 8)}`)).record?.profile).toBeUndefined();
  const wrong = read(assigned(`<Work>PT24H0M0S</Work><WorkContour>8</WorkContour>${day(1, "02", 8)}${day(1, "06", 1)}`));
  expect([wrong.record?.profile, wrong.finish]).toEqual([undefined, "2026-03-04T17:00:00"]);
});

test("work by hand without its days takes its length from its dates, with the pause in the middle", () => {
  const { record, finish } = read(assigned("<Work>PT24H0M0S</Work><WorkContour>8</WorkContour><Start>2026-03-02T08:00:00</Start><Finish>2026-03-06T17:00:00</Finish>"));
  expect(record?.profile).toEqual([
    { spanMinutes: 720, units: 1 },
    { spanMinutes: 960, units: 0 },
    { spanMinutes: 720, units: 1 },
  ]);
  expect(finish).toBe("2026-03-06T17:00:00");
});

test("a pause in work under way lies between Stop and Resume", () => {
  const dates = "<Start>2026-03-02T08:00:00</Start><Finish>2026-03-06T17:00:00</Finish><ActualStart>2026-03-02T08:00:00</ActualStart><Stop>2026-03-02T17:00:00</Stop><Resume>2026-03-05T08:00:00</Resume>";
  const progress = "<ActualStart>2026-03-02T08:00:00</ActualStart><PercentComplete>33</PercentComplete><ActualDuration>PT8H0M0S</ActualDuration><RemainingDuration>PT16H0M0S</RemainingDuration>";
  const { record, finish } = read(assigned(`<Work>PT24H0M0S</Work><ActualWork>PT8H0M0S</ActualWork><RemainingWork>PT16H0M0S</RemainingWork><WorkContour>8</WorkContour>${dates}`), progress);
  expect(record?.profile?.map(({ spanMinutes }) => spanMinutes)).toEqual([480, 960, 960]);
  expect(finish).toBe("2026-03-06T17:00:00");
});

test("contours, overtime and levelling delays of assignments are read", () => {
  const { record, finish } = read(assigned("<Work>PT24H0M0S</Work><OvertimeWork>PT4H0M0S</OvertimeWork><WorkContour>6</WorkContour><LevelingDelay>4800</LevelingDelay><Delay>2400</Delay>"));
  expect(record).toMatchObject({ contour: "bell", overtimeWorkMinutes: 240, levelingDelayMinutes: 480, delayMinutes: 240 });
  expect(finish).toBe("2026-03-10T12:00:00");
});

test("a delay that conversion cut to sixteen bits is whole again where the assignment's start tells it", () => {
  const ends = (start: string): number | undefined => read(assigned(`<Work>PT8H0M0S</Work><Delay>59264</Delay><Start>${start}</Start>`), "<Start>2026-03-02T08:00:00</Start>").record?.delayMinutes;
  expect(ends("2026-04-06T17:00:00")).toBe(12480);
  expect(ends("2026-04-06T15:00:00")).toBe(5926.4);
});

const nightTimes = "<WorkingTimes><WorkingTime><FromTime>20:00:00</FromTime><ToTime>00:00:00</ToTime></WorkingTime></WorkingTimes>";
const nightDays = [1, 2, 3, 4, 5, 6, 7].map((type) => `<WeekDay><DayType>${type}</DayType><DayWorking>1</DayWorking>${nightTimes}</WeekDay>`).join("");
const standardDays = /<WeekDays>.*<\/WeekDays>/.exec(STANDARD)?.[0] ?? "";
const night = `<Calendar><UID>2</UID><Name>Night</Name><IsBaseCalendar>1</IsBaseCalendar><BaseCalendarUID>-1</BaseCalendarUID><WeekDays>${nightDays}</WeekDays></Calendar>`;
const annsCalendar = `<Calendar><UID>3</UID><Name>Ann</Name><IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>2</BaseCalendarUID>${standardDays}</Calendar>`;

test.each([
  ["at an hour that only its base has, the base's days are taken", "2026-03-02T20:00:00", "2026-03-05T00:00:00", 1],
  ["in office hours, the written days stay", "2026-03-02T08:00:00", "2026-03-03T12:00:00", 0],
])("a resource calendar spells out the Standard week over a night shift: where its work begins %s", (_, start, finish, problems) => {
  const result = readGood(
    planText({
      calendars: STANDARD + night + annsCalendar,
      tasks: [taskOf("PT12H0M0S")],
      resources: [`${ann}<CalendarUID>3</CalendarUID>`],
      assignments: [assigned(`<Work>PT12H0M0S</Work><Start>${start}</Start>`)],
    }),
  );
  const [only] = result.project.records.task.values();
  expect(formatIso(schedule(result.project).schedule.of(only?.id ?? "")?.finish ?? minuteOf(1970, 1, 1))).toBe(finish);
  expect(result.problems.filter(({ code }) => code === "mspdi/calendar-contradicts-work")).toHaveLength(problems);
});
