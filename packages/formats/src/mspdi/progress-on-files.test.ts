/** Progress and durations typed into plans that Microsoft Project wrote: as planned nothing moves, and what is typed is what is shown. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { evolve } from "@leadline/engine/change/change.ts";
import type { TaskFields } from "@leadline/engine/change/command.ts";
import { decide } from "@leadline/engine/change/decide.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { Task } from "@leadline/engine/model/records.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import type { TaskSchedule } from "@leadline/engine/schedule/schedule.ts";
import { readMspdi } from "./read.ts";
import { countedIds } from "./small-plan.fixture.ts";

const DATA = join(process.env["LEADLINE_TEST_DATA"] ?? join(import.meta.dirname, "../../../../../shared/data"), "mspdi");
const isHere = existsSync(DATA);
if (!isHere) console.info(`${DATA} is absent (LEADLINE_TEST_DATA names its folder), so no progress was typed into plans of Microsoft Project.`);

/** At most so many tasks of a plan, spread over it. */
const SAMPLE = 12;

interface Typed {
  readonly task: Task;
  readonly before: TaskSchedule;
  readonly typed: (fields: TaskFields) => TaskSchedule | undefined;
}

/** Leaf tasks of every plan that have a duration and are not finished. */
function* samples(): Generator<Typed & { readonly name: string }> {
  for (const name of readdirSync(DATA).filter((file) => file.endsWith(".xml"))) {
    const read = readMspdi(readFileSync(join(DATA, name)), { fileName: name, newId: countedIds() });
    if (!read.ok) continue;
    const { schedule: planned } = schedule(read.project);
    const open = [...read.project.records.task.values()].filter((task) => task.active && !task.external && task.actualFinish === undefined && task.durationMinutes > 0 && planned.of(task.id)?.isSummary === false);
    const step = Math.max(1, Math.ceil(open.length / SAMPLE));
    for (const task of open.filter((_, at) => at % step === 0)) {
      const before = planned.of(task.id);
      if (before) yield { name: `${name}: ${task.name}`, task, before, typed: (fields) => afterTyping(read.project, task.id, fields) };
    }
  }
}

function afterTyping(project: Project, id: string, fields: TaskFields): TaskSchedule | undefined {
  const decision = decide(project, [{ type: "updateTasks", tasks: [{ id, fields }] }], { actor: "test", at: 0, newId: countedIds(), schedule: (of) => schedule(of).schedule });
  if ("refusals" in decision) throw new Error(decision.refusals[0]?.message);
  return schedule(evolve(project, decision.change)).schedule.of(id);
}

test.runIf(isHere)("progress as planned moves neither start nor finish", () => {
  for (const { name, before, typed } of samples()) {
    for (const percentComplete of [50, 100]) {
      const after = typed({ percentComplete });
      const moved = after ? [after.start - before.start, Math.abs(after.finish - before.finish) <= 2 || isSameEnd(after, before)] : undefined;
      expect(moved, `${name} at ${percentComplete} %`).toEqual([0, true]);
    }
  }
}, 60_000);

/** 08:00 of a working day is the end of the day before: a link to the finish may have put it there. */
function isSameEnd(after: TaskSchedule, before: TaskSchedule): boolean {
  return after.durationMinutes === before.durationMinutes && after.finish < before.finish && before.finish - after.finish <= 15 * 60;
}

test.runIf(isHere)("the duration typed is the duration shown", () => {
  for (const { name, task, typed } of samples()) {
    if (task.actualStart !== undefined) continue;
    const shown = typed({ durationMinutes: 3000 })?.durationMinutes ?? 0;
    expect(Math.abs(shown - 3000) <= 3000 * 0.05, `${name}: ${shown}`).toBe(true);
  }
}, 60_000);
