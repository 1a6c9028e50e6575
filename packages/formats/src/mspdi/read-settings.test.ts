/** From which end a plan is scheduled is read from the file. */
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { settingsOf } from "@leadline/engine/model/project.ts";
import { formatIso, minuteOf } from "@leadline/engine/time/minute.ts";
import { expect, test } from "vitest";
import { planText, readGood, taskText } from "./small-plan.fixture.ts";

test("a plan from its finish stands as late as possible, with negative levelling delays at the finish", () => {
  const project = "<ScheduleFromStart>0</ScheduleFromStart><FinishDate>2026-03-13T17:00:00</FinishDate>";
  const alap = "<ConstraintType>1</ConstraintType>";
  const read = readGood(planText({ project, tasks: [taskText(1, alap), taskText(2, `${alap}<LevelingDelay>-14400</LevelingDelay><LevelingDelayFormat>8</LevelingDelayFormat>`)] })).project;
  expect(settingsOf(read)).toMatchObject({ scheduleFrom: "finish", finish: minuteOf(2026, 3, 13, 17) });
  const starts = [...read.records.task.values()].map(({ id }) => formatIso(schedule(read).schedule.of(id)?.start ?? minuteOf(1970, 1, 1)));
  expect(starts).toEqual(["2026-03-13T08:00:00", "2026-03-12T08:00:00"]);
});

test("a plan from its start says nothing of it", () => {
  expect(settingsOf(readGood(planText({ project: "<ScheduleFromStart>1</ScheduleFromStart>", tasks: [taskText(1)] })).project).scheduleFrom).toBeUndefined();
});
