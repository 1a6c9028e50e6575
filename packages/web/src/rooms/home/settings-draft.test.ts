/** Facts about the settings dialog's draft: which commands it comes to. */
import { evolve } from "@leadline/engine/change/change.ts";
import { decide } from "@leadline/engine/change/decide.ts";
import { newProject } from "@leadline/engine/model/new-project.ts";
import { settingsOf } from "@leadline/engine/model/project.ts";
import { minuteOf } from "@leadline/engine/time/minute.ts";
import { expect, test } from "vitest";
import { commandsOf, draftOf, weekOf } from "./settings-draft.ts";

const project = newProject({ name: "Branch refresh", start: minuteOf(2026, 3, 2, 8) });
const calendar = [...project.records.calendar.values()][0];
if (!calendar) throw new Error("a new project has a calendar");

test("an untouched draft comes to nothing", () => {
  expect(commandsOf(draftOf(project), project)).toEqual({ ok: true, commands: [] });
});

test("a new start and a working Saturday come to one settings and one calendar command that the plan accepts", () => {
  const draft = draftOf(project);
  const week = weekOf(draft, calendar).map((day, index) => (index === 6 ? { kind: "working" as const, times: "9-12" } : day));
  const result = commandsOf({ ...draft, start: "2026-03-09T09:30", weeks: new Map([[calendar.id, week]]) }, project);
  if (!result.ok) throw new Error(result.sentence);
  expect(result.commands.map((command) => command.type)).toEqual(["saveCalendar", "updateSettings"]);
  const decision = decide(project, result.commands, { actor: "a", at: 0, newId: () => "x" });
  if ("refusals" in decision) throw new Error(decision.refusals[0]?.message);
  const next = evolve(project, decision.change);
  expect(settingsOf(next).start).toBe(minuteOf(2026, 3, 9, 9, 30));
  expect(next.records.calendar.get(calendar.id)?.week[6]).toEqual({ kind: "working", times: [{ from: 540, to: 720 }] });
});

test("working times that cannot be read are told with the calendar's name", () => {
  const draft = draftOf(project);
  const week = weekOf(draft, calendar).map((day) => ({ ...day, times: "mornings" }));
  const result = commandsOf({ ...draft, weeks: new Map([[calendar.id, week]]) }, project);
  expect(result.ok ? "" : result.sentence).toMatch(/^Standard: “mornings”/);
});

test("a start without a time is asked for", () => {
  expect(commandsOf({ ...draftOf(project), start: "" }, project).ok).toBe(false);
});

test("a plan scheduled from its finish needs that finish, and the plan accepts it", () => {
  const draft = { ...draftOf(project), scheduleFrom: "finish" as const };
  expect(commandsOf(draft, project)).toMatchObject({ ok: false, sentence: expect.stringContaining("needs a day and a time") });
  const result = commandsOf({ ...draft, finish: "2026-12-04T17:00" }, project);
  expect(result).toEqual({ ok: true, commands: [{ type: "updateSettings", fields: { scheduleFrom: "finish", finish: minuteOf(2026, 12, 4, 17) } }] });
  expect("change" in decide(project, result.ok ? result.commands : [], { actor: "a", at: 0, newId: () => "x" })).toBe(true);
});
