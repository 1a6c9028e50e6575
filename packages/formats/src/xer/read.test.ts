/** Reading XER: what every table becomes, and what is said of rows that make no sense. */
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { recordsOf, settingsOf } from "@leadline/engine/model/project.ts";
import { recordSchemas } from "@leadline/engine/model/records.ts";
import { dayOf, minuteOf } from "@leadline/engine/time/minute.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesOf } from "../mspdi/small-plan.fixture.ts";
import { DEFAULT_READ_LIMITS } from "../plan-file-types.ts";
import { activity, exportText, FIVE_DAYS, follows, readBytes, readGood, tasksOf, type Row } from "./small-export.fixture.ts";
import { writeXer } from "./write.ts";

test("every field of an activity that Leadline models is read", () => {
  const [task] = tasksOf(readGood(exportText({
    TASK: [activity(101, {
      task_name: 'Lay ""new"" cable', task_type: "TT_Rsrc", duration_type: "DT_FixedQty", complete_pct_type: "CP_Phys", phys_complete_pct: 30, target_drtn_hr_cnt: 40, remain_drtn_hr_cnt: 24,
      act_start_date: "2026-03-02 08:00", cstr_type: "CS_MSO", cstr_date: "2026-03-03 08:00", cstr_type2: "CS_MEOB", cstr_date2: "2026-03-20 17:00", priority_type: "PT_High",
      expect_end_date: "2026-03-13 17:00", suspend_date: "2026-03-04 17:00", resume_date: "2026-03-09 08:00",
    })],
  })).project);
  expect(task).toMatchObject({
    uid: 101, name: 'Lay "new" cable', durationMinutes: 2400, actualDurationMinutes: 960, remainingDurationMinutes: 1440, percentComplete: 40, physicalPercentComplete: 30, actualStart: minuteOf(2026, 3, 2, 8),
    taskType: "fixedWork", priority: 700, constraint: "SNET", constraintDate: minuteOf(2026, 3, 3, 8),
    p6: {
      code: "A101", activityType: "resource", durationType: "fixedUnits", percentCompleteType: "physical", constraint: { type: "startOn", date: minuteOf(2026, 3, 3, 8) },
      secondConstraint: { type: "finishOnOrBefore", date: minuteOf(2026, 3, 20, 17) }, expectedFinish: minuteOf(2026, 3, 13, 17), suspend: minuteOf(2026, 3, 4, 17), resume: minuteOf(2026, 3, 9, 8),
    },
  });
});

test("what is still to do is scheduled; the original duration is what was planned", () => {
  const [planned, done] = tasksOf(readGood(exportText({
    TASK: [activity(1, { target_drtn_hr_cnt: 40, remain_drtn_hr_cnt: 16 }), activity(2, { status_code: "TK_Complete", target_drtn_hr_cnt: 40, remain_drtn_hr_cnt: 0, act_start_date: "2026-03-02 08:00", act_end_date: "2026-03-04 17:00" })],
  })).project);
  expect(planned).toMatchObject({ durationMinutes: 960, remainingDurationMinutes: 960, percentComplete: 0 });
  expect(done).toMatchObject({ remainingDurationMinutes: 0, percentComplete: 100, actualFinish: minuteOf(2026, 3, 4, 17) });
});

test("WBS elements become summary tasks in their order, the project's own one does not", () => {
  const wbs = (id: number, parent: number, sequence: number): Row => ({ wbs_id: id, proj_id: 1, seq_num: sequence, proj_node_flag: "N", wbs_name: `W${id}`, parent_wbs_id: parent });
  const { project, problems } = readGood(exportText({
    PROJWBS: [{ wbs_id: 10, proj_id: 1, proj_node_flag: "Y", wbs_name: "Office move", seq_num: 1, parent_wbs_id: 3 }, wbs(12, 10, 200), wbs(11, 10, 100), wbs(13, 11, 1), wbs(14, 10, 300)],
    TASK: [activity(1), activity(2, { wbs_id: 13 }), activity(3, { wbs_id: 12 }), activity(4, { wbs_id: 11 })],
  }));
  expect(outlineOf(project).rows.map(({ wbs: code, task, isSummary }) => `${code} ${task.name}${isSummary ? " +" : ""}${task.active ? "" : " -"}`)).toEqual(["1 T1", "2 W11 +", "2.1 T4", "2.2 W13 +", "2.2.1 T2", "3 W12 +", "3.1 T3", "4 W14 -"]);
  expect(settingsOf(project).name).toBe("Office move");
  expect(problems.map(({ code }) => code)).toEqual(["xer/empty-wbs"]);
});

test("several links join the same two activities", () => {
  const { project } = readGood(exportText({ TASK: [activity(1), activity(2)], TASKPRED: [follows(1, 1, 2, { pred_type: "PR_SS", lag_hr_cnt: 16 }), follows(2, 1, 2, { pred_type: "PR_FF", lag_hr_cnt: "-4.5" }), follows(3, 1, 2, { pred_type: "PR_SF" })] }));
  expect([...project.records.link.values()].map(({ type, lagMinutes }) => [type, lagMinutes])).toEqual([["SS", 960], ["FF", -270], ["SF", 0]]);
});

test("calendars have their week, their exceptions and those of their base", () => {
  const data = "(0||CalendarData()(\u007f\u007f  (0||DaysOfWeek()(\u007f\u007f    (0||1()())(0||2()((0||0(f|00:00|s|22:00)())(0||1(s|00:00|f|06:00)())))(0||7()((0||0(s|00:00|f|00:00)())))))\u007f\u007f  (0||VIEW(ShowTotal|Y)())(0||Exceptions()((0||0(d|46084)())(0||1(d|46085)())(0||2(d|46090)((0||0(s|09:00|f|10:00)())))))))";
  const calendars: Row[] = [{ clndr_id: 1, clndr_name: "Five days", clndr_data: FIVE_DAYS }, { clndr_id: 2, clndr_name: "Night", base_clndr_id: 1, clndr_data: data }];
  const { project } = readGood(exportText({ CALENDAR: calendars, TASK: [activity(1, { clndr_id: 2 })] }));
  const [base, night] = [...project.records.calendar.values()];
  expect(night).toMatchObject({ uid: 2, name: "Night", baseCalendarId: base?.id });
  expect(night?.week.map((day) => (day.kind === "working" ? day.times.map(({ from, to }) => `${from}-${to}`).join() : day.kind))).toEqual(["nonworking", "0-360,1320-1440", "nonworking", "nonworking", "nonworking", "nonworking", "0-1440"]);
  // 46084 is Monday 2 March 2026.
  expect(night?.exceptions).toEqual([
    { name: "", fromDay: dayOf(2026, 3, 3), toDay: dayOf(2026, 3, 4), times: [] },
    { name: "", fromDay: dayOf(2026, 3, 9), toDay: dayOf(2026, 3, 9), times: [{ from: 540, to: 600 }] },
  ]);
  expect(tasksOf(project)[0]?.calendarId).toBe(night?.id);
});

test("a calendar without working times works its hours a day", () => {
  const { project, problems } = readGood(exportText({ CALENDAR: [{ clndr_id: 1, clndr_name: "Long", day_hr_cnt: 10, week_hr_cnt: 60 }], TASK: [activity(1)] }));
  const [calendar] = [...project.records.calendar.values()];
  expect(calendar?.week.map(({ kind }) => kind)).toEqual(["nonworking", "working", "working", "working", "working", "working", "working"]);
  expect(calendar?.week[1]).toMatchObject({ times: [{ from: 480, to: 720 }, { from: 780, to: 1140 }] });
  expect(problems[0]?.message).toBe("CALENDAR 1 “Long”: It has no working times; 10 hours a day on 6 days a week are taken.");
});

test("scheduling options and the data date come from the file", () => {
  const { project } = readGood(exportText({
    PROJECT: [{ proj_id: 1, proj_short_name: "MOVE", clndr_id: 1, plan_start_date: "2026-03-02 08:00", last_recalc_date: "2026-03-09 08:00", plan_end_date: "2026-06-30 17:00", critical_path_type: "CT_DrivPath", critical_drtn_hr_cnt: 16 }],
    SCHEDOPTIONS: [{ schedoptions_id: 1, proj_id: 1, sched_retained_logic: "N", sched_progress_override: "N", sched_lag_early_start_flag: "N", sched_open_critical_flag: "Y", sched_float_type: "FT_Min", sched_calendar_on_relationship_lag: "rcal_24Hour", sched_use_expect_end_flag: "N" }],
    TASK: [activity(1)],
  }));
  expect(settingsOf(project)).toMatchObject({
    schedulingRules: "primavera", start: minuteOf(2026, 3, 2, 8), statusDate: minuteOf(2026, 3, 9, 8), criticalSlackLimitDays: 2, minutesPerDay: 480, daysPerMonth: 22,
    p6: { progress: "actualDates", lagCalendar: "roundTheClock", startToStartLagFrom: "actualStart", totalFloat: "smallest", critical: "longestPath", openEndsAreCritical: true, useExpectedFinish: false, mustFinishBy: minuteOf(2026, 6, 30, 17) },
  });
});

test("resources, roles, rates by date and assignments are read; quantities are hours of work", () => {
  const { project } = readGood(exportText({
    RSRC: [{ rsrc_id: 5, clndr_id: 1, rsrc_name: "Ann", rsrc_short_name: "A", rsrc_type: "RT_Labor", email_addr: "ann@example.org" }, { rsrc_id: 6, rsrc_name: "Cable", rsrc_type: "RT_Mat" }],
    RSRCRATE: [{ rsrc_rate_id: 2, rsrc_id: 5, max_qty_per_hr: 0.5, cost_per_qty: "60.00", cost_per_qty2: "90.00", start_date: "2026-07-01 00:00" }, { rsrc_rate_id: 1, rsrc_id: 5, max_qty_per_hr: 1, cost_per_qty: "50.25", start_date: "2026-01-01 00:00" }],
    ROLES: [{ role_id: 7, role_name: "Engineer", role_short_name: "ENG" }, { role_id: 8, role_name: "Unused", role_short_name: "U" }],
    TASK: [activity(1)],
    TASKRSRC: [
      { taskrsrc_id: 1, task_id: 1, proj_id: 1, rsrc_id: 5, target_qty: 20, remain_qty: 12, act_reg_qty: 7, act_ot_qty: 1, target_qty_per_hr: 0.5, target_lag_drtn_hr_cnt: 4 },
      { taskrsrc_id: 2, task_id: 1, proj_id: 1, role_id: 7, target_qty: 8, target_qty_per_hr: 1 },
    ],
  }));
  const [ann, cable, engineer] = [...project.records.resource.values()];
  expect([...project.records.resource.values()].map(({ name }) => name)).toEqual(["Ann", "Cable", "Engineer"]);
  expect(ann).toMatchObject({
    uid: 5, initials: "A", email: "ann@example.org", type: "work", maxUnits: 1, standardRateCentsPerHour: 5025, availability: [{ to: minuteOf(2026, 7, 1), units: 1 }, { from: minuteOf(2026, 7, 1), units: 0.5 }],
    rates: [{ table: "A", from: minuteOf(2026, 7, 1), standardCentsPerHour: 6000 }, { table: "B", from: minuteOf(2026, 7, 1), standardCentsPerHour: 9000 }],
  });
  expect([cable?.type, engineer?.generic]).toEqual(["material", true]);
  expect([...project.records.assignment.values()]).toMatchObject([
    { resourceId: ann?.id, units: 0.5, workMinutes: 1200, actualWorkMinutes: 480, remainingWorkMinutes: 720, delayMinutes: 240, overtimeWorkMinutes: 60 },
    { resourceId: engineer?.id, units: 1, workMinutes: 480, actualWorkMinutes: 0, remainingWorkMinutes: 480 },
  ]);
});

test("notes lose their markup, not their lines", () => {
  const { project } = readGood(exportText({ TASK: [activity(1)], MEMOTYPE: [{ memo_type_id: 1, memo_type: "Notes" }], TASKMEMO: [{ memo_id: 1, task_id: 1, memo_type_id: 1, proj_id: 1, task_memo: "<HTML><HEAD><TITLE>x</TITLE></HEAD><BODY><P>Bring a ladder.</P>\u007f\u007f<P>5 &lt; 6 &amp; so on</P></BODY></HTML>" }] }));
  expect(tasksOf(project)[0]?.notes).toBe("Bring a ladder.\n\n5 < 6 & so on");
});

test("numbers are read with the decimal sign of the file's currency", () => {
  const currency = { curr_id: 1, decimal_symbol: ",", digit_group_symbol: ".", curr_short_name: "USD" };
  const hours = (text: string): number | undefined => tasksOf(readGood(exportText({ CURRTYPE: [currency], TASK: [activity(1, { remain_drtn_hr_cnt: text })] })).project)[0]?.durationMinutes;
  expect([hours("4,5"), hours("1.234,5"), hours("1.000"), hours("4.5")]).toEqual([270, 74_070, 60_000, 270]);
});

test("the project asked for is taken, else the first with activities; the others are told", () => {
  const projects = [1, 2, 3].map((id): Row => ({ proj_id: id, proj_short_name: `P${id}`, clndr_id: 1, plan_start_date: "2026-03-02 08:00" }));
  const text = exportText({ PROJECT: projects, PROJWBS: [], TASK: [activity(1, { proj_id: 2 }), activity(2, { proj_id: 3 }), activity(3, { proj_id: 3 })] });
  const first = readGood(text);
  expect(tasksOf(first.project).map(({ name }) => name)).toEqual(["T1"]);
  expect(first.problems.find(({ code }) => code === "xer/other-projects")?.message).toBe("The file holds 3 projects; “P2” was taken. Left out: “P1” (0 activities), “P3” (2 activities).");
  expect(tasksOf(readGood(text, { project: "P3" }).project).map(({ name }) => name)).toEqual(["T2", "T3"]);
  const refused = readBytes(bytesOf(text), { project: "P9" });
  expect(refused.ok ? "read" : refused.problem.message).toBe("The file holds no project “P9”. It holds “P1”, “P2”, “P3”.");
});

test("an activity of another project that a link leads to is kept with its dates", () => {
  const projects = [1, 2].map((id): Row => ({ proj_id: id, proj_short_name: `P${id}`, clndr_id: 1, plan_start_date: "2026-03-02 08:00" }));
  const { project } = readGood(exportText({ PROJECT: projects, PROJWBS: [], TASK: [activity(1), activity(2, { proj_id: 2, early_start_date: "2026-03-09 08:00", early_end_date: "2026-03-10 17:00" }), activity(3, { proj_id: 2 })], TASKPRED: [follows(1, 2, 1)] }));
  expect(tasksOf(project).map(({ name, external, manualFinish }) => [name, external, manualFinish])).toEqual([["T1", undefined, undefined], ["T2", true, minuteOf(2026, 3, 10, 17)]]);
});

test("letters are those of windows-1252, of UTF-8 where they are well-formed, of windows-1251 where they make Cyrillic words", () => {
  const withName = (bytes: readonly number[]): Uint8Array => {
    const [before = "", after = ""] = exportText({ TASK: [activity(1, { task_name: "@@" })] }).split("@@");
    return Uint8Array.from([...bytesOf(before), ...bytes, ...bytesOf(after)]);
  };
  const nameOf = (bytes: readonly number[]): string | undefined => {
    const result = readBytes(withName(bytes));
    return result.ok ? tasksOf(result.project)[0]?.name : result.problem.message;
  };
  expect(nameOf([0x43, 0x61, 0x66, 0xe9, 0x20, 0x80])).toBe("Café €");
  expect(nameOf([0x43, 0x61, 0x66, 0xc3, 0xa9])).toBe("Café");
  expect(nameOf([0xc7, 0xe0, 0xe4, 0xe0, 0xf7, 0xe0])).toBe("Задача");
});

/** A file that is odd in one way, and the code and words of what is said of it. */
const ODDITIES: readonly (readonly [string, string, RegExp])[] = [
  ["a link to a missing activity", exportText({ TASK: [activity(1)], TASKPRED: [follows(1, 99, 1)] }), /^xer\/unknown-activity: TASKPRED 1.*\(99\)/],
  ["an activity that follows itself", exportText({ TASK: [activity(1)], TASKPRED: [follows(1, 1, 1)] }), /^xer\/self-link/],
  ["a loop of links", exportText({ TASK: [activity(1), activity(2)], TASKPRED: [follows(1, 1, 2), follows(2, 2, 1)] }), /^link\/loop/],
  ["two activities with one key", exportText({ TASK: [activity(1), activity(1)] }), /^xer\/duplicate-key: TASK A1/],
  ["an activity without a key", exportText({ TASK: [{ ...activity(1), task_id: "" }] }), /^xer\/no-key/],
  ["a date in the year 9999", exportText({ TASK: [activity(1, { expect_end_date: "9999-12-31 00:00" })] }), /^xer\/no-date: .*expect_end_date “9999-12-31 00:00”/],
  ["a duration that is no number", exportText({ TASK: [activity(1, { remain_drtn_hr_cnt: "soon" })] }), /^xer\/no-number: .*“soon”/],
  ["a duration of ages", exportText({ TASK: [activity(1, { remain_drtn_hr_cnt: "99999999999" })] }), /^xer\/out-of-range/],
  ["a negative duration", exportText({ TASK: [activity(1, { remain_drtn_hr_cnt: -8 })] }), /^xer\/out-of-range: .*negative/],
  ["a milestone with a duration", exportText({ TASK: [activity(1, { task_type: "TT_FinMile" })] }), /^xer\/milestone-duration/],
  ["an unknown type of activity", exportText({ TASK: [activity(1, { task_type: "constructor" })] }), /^xer\/unknown-code: .*“constructor”/],
  ["a constraint without its date", exportText({ TASK: [activity(1, { cstr_type: "CS_MSOA" })] }), /^xer\/constraint-without-date/],
  ["WBS elements in a ring", exportText({ PROJWBS: [{ wbs_id: 10, proj_id: 1, parent_wbs_id: 11, wbs_name: "A" }, { wbs_id: 11, proj_id: 1, parent_wbs_id: 10, wbs_name: "B" }], TASK: [activity(1)] }), /^xer\/wbs-loop: PROJWBS 10/],
  ["an unknown WBS element", exportText({ PROJWBS: [{ wbs_id: 20, proj_id: 1, wbs_name: "A" }], TASK: [activity(1), activity(2, { wbs_id: 20 })] }), /^xer\/unknown-wbs: TASK A1.*\(10\)/],
  ["base calendars in a ring", exportText({ CALENDAR: [{ clndr_id: 1, clndr_name: "A", base_clndr_id: 2, clndr_data: FIVE_DAYS }, { clndr_id: 2, clndr_name: "B", base_clndr_id: 1, clndr_data: FIVE_DAYS }], TASK: [activity(1)] }), /^xer\/calendar-loop: CALENDAR 1/],
  ["an unknown calendar", exportText({ TASK: [activity(1, { clndr_id: 9 })] }), /^xer\/unknown-calendar: TASK A1.*\(9\)/],
  ["no calendars", exportText({ CALENDAR: [], TASK: [activity(1)] }), /^xer\/no-calendar: /],
  ["parentheses nested a hundred thousand deep", exportText({ CALENDAR: [{ clndr_id: 1, clndr_name: "Deep", clndr_data: "(0||x()(".repeat(100_000) }], TASK: [activity(1)] }), /^xer\/calendar-data: CALENDAR 1 “Deep”.*deeper than 16/],
  ["parentheses that do not fit", exportText({ CALENDAR: [{ clndr_id: 1, clndr_name: "Bad", clndr_data: "(0||CalendarData()(((((" }], TASK: [activity(1)] }), /^xer\/calendar-data: .*do not fit/],
  ["a working time that ends before it begins", exportText({ CALENDAR: [{ clndr_id: 1, clndr_name: "Bad", clndr_data: FIVE_DAYS.replace("f|12:00", "f|07:00") }], TASK: [activity(1)] }), /^xer\/calendar-data: .*s\|08:00\|f\|07:00/],
  ["an exception in the year 9999", exportText({ CALENDAR: [{ clndr_id: 1, clndr_name: "Bad", clndr_data: FIVE_DAYS.replace("Exceptions()()", "Exceptions()((0||0(d|2958465)()))") }], TASK: [activity(1)] }), /^xer\/calendar-data: .*is no day/],
  ["an assignment to a missing activity", exportText({ TASK: [activity(1)], TASKRSRC: [{ taskrsrc_id: 1, task_id: 9, proj_id: 1 }] }), /^xer\/unknown-activity: TASKRSRC 1/],
  ["an assignment of a missing resource", exportText({ TASK: [activity(1)], TASKRSRC: [{ taskrsrc_id: 1, task_id: 1, proj_id: 1, rsrc_id: 9 }] }), /^xer\/unknown-resource: TASKRSRC 1/],
  ["an empty plan", exportText({}), /^xer\/no-tasks/],
  ["rows with more values than fields", exportText({ TASK: [activity(1)] }).replace(/(%R\t1\t1\t10.*)/, "$1\tmore\tand more"), /^xer\/row-length: Table TASK: 1 row has more values/],
  ["a file that was cut off", exportText({ TASK: [activity(1)] }).replace(/%E\r\n$/, ""), /^xer\/no-end/],
  ["NUL bytes", exportText({ TASK: [activity(1, { task_name: "T\u0000\u0000wo" })] }), /^xer\/stray-character: .*holds 2 control characters/],
  ["lines of no table", exportText({ TASK: [activity(1)] }).replace("%T\tPROJECT", "%X\tstray\r\n%T\tPROJECT"), /^xer\/stray-line: 1 line belongs/],
  ["no dates at all", exportText({ PROJECT: [], TASK: [activity(1)] }), /^xer\/no-start: .*the day of the export/],
];

for (const [name, text, expected] of ODDITIES) {
  test(`${name} is told, and the rest is read`, () => {
    const { project, problems } = readGood(text);
    expect(problems.map(({ code, message }) => `${code}: ${message}`)[0] ?? "none").toMatch(expected);
    for (const { kind, record } of recordsOf(project)) expect(recordSchemas[kind].safeParse(record).error).toBeUndefined();
  });
}

test("a field may hold a line break", () => {
  const { project, problems } = readGood(exportText({ TASK: [activity(1, { task_name: "Two\nlines" }), activity(2)] }, "\n"));
  expect(tasksOf(project).map(({ name, uid }) => [uid, name])).toEqual([[1, "Two lines"], [2, "T2"]]);
  expect(problems).toEqual([]);
});

function refusal(text: string, limits = DEFAULT_READ_LIMITS): string {
  const result = readBytes(bytesOf(text), { limits });
  return result.ok ? "read" : `${result.problem.code}: ${result.problem.message}`;
}

test("a file without tables and one with too many values are refused in one sentence", () => {
  expect(refusal("ERMHDR\t19.12\r\n%E\r\n")).toMatch(/^xer\/no-tables: /);
  expect(refusal("ERMHDR\t\u0001\u0002\u0003")).toMatch(/^xer\/no-tables: /);
  expect(refusal(exportText({ TASK: [activity(1)] }), { ...DEFAULT_READ_LIMITS, maxElements: 20 })).toMatch(/^xer\/too-many-values: By line 4 the file holds more than the limit of 20 values/);
});

test("every beginning of a file is read or refused, never thrown at", () => {
  const text = exportText({ TASK: [activity(1), activity(2)], TASKPRED: [follows(1, 1, 2)] });
  for (let end = 8; end < text.length; end += 7) expect(refusal(text.slice(0, end))).toMatch(/^read$|^xer\/no-tables/);
});

test("fifty thousand activities under one WBS element are read", () => {
  const many = Array.from({ length: 50_000 }, (_, at) => activity(at + 1));
  const links = Array.from({ length: 49_999 }, (_, at) => follows(at + 1, at + 1, at + 2));
  const result = readBytes(new TextEncoder().encode(exportText({ TASK: many, TASKPRED: links })));
  expect(result.ok && result.report).toMatchObject({ tasks: 50_000, links: 49_999 });
});

test("a file with characters changed at random is read or refused, and what is read fits its schemas and goes out again", () => {
  const whole = exportText({
    PROJWBS: [{ wbs_id: 10, proj_id: 1, proj_node_flag: "Y", wbs_name: "Move" }, { wbs_id: 11, proj_id: 1, parent_wbs_id: 10, wbs_name: "A" }, { wbs_id: 12, proj_id: 1, parent_wbs_id: 11, wbs_name: "B" }],
    SCHEDOPTIONS: [{ schedoptions_id: 1, proj_id: 1, sched_retained_logic: "Y" }],
    RSRC: [{ rsrc_id: 5, clndr_id: 1, rsrc_name: "Ann", rsrc_type: "RT_Labor" }],
    RSRCRATE: [{ rsrc_rate_id: 1, rsrc_id: 5, max_qty_per_hr: 1, cost_per_qty: "50.25", start_date: "2026-01-01 00:00" }],
    TASK: [activity(1, { wbs_id: 11, act_start_date: "2026-03-02 08:00" }), activity(2, { wbs_id: 12, cstr_type: "CS_MSO", cstr_date: "2026-03-05 08:00" }), activity(3, { wbs_id: 12, task_type: "TT_LOE" })],
    TASKPRED: [follows(1, 1, 2, { lag_hr_cnt: "8.0" }), follows(2, 2, 3)],
    TASKRSRC: [{ taskrsrc_id: 7, task_id: 1, proj_id: 1, rsrc_id: 5, target_qty: 8, remain_qty: 8, target_qty_per_hr: 1 }],
  });
  const edit = fc.record({ at: fc.nat(whole.length - 1), length: fc.nat(3), by: fc.constantFrom("", "9", "-", "\t", "\n", "(", ")", "|", "%T\t", "\n%R\t", "\u00ff", "99999999999", "é") });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
      const text = edits.reduce((before, { at, length, by }) => before.slice(0, 10 + at) + by + before.slice(10 + at + length), whole);
      const result = readBytes(bytesOf(text));
      if (!result.ok) return;
      for (const { kind, record } of recordsOf(result.project)) expect(recordSchemas[kind].safeParse(record).error).toBeUndefined();
      const again = readBytes(bytesOf(writeXer(result.project).text));
      expect(again.ok && again.project.records.task.size).toBe(result.project.records.task.size);
    }),
    { numRuns: 100, seed: 20260302 },
  );
});
