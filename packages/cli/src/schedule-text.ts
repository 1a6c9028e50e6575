/** A schedule as text: a table for people, tab-separated lines for grep, an explanation in sentences. */
import type { ScheduleFacts, TaskFacts, WhyFacts } from "./schedule-facts.ts";
import type { Terminal } from "./terminal.ts";
import { tableText } from "./text-table.ts";

const NAME_WIDTH_WITHOUT_SCREEN = 60;
/** Columns that the cells beside the name take up. */
const OTHER_COLUMNS_WIDTH = 66;

/** One line about the project, then one row per task; critical rows are marked `*` and, on a screen, coloured. */
export function scheduleTable(facts: ScheduleFacts, terminal: Terminal): string {
  const { name, start, finish, tasks, critical } = facts.project;
  const nameWidth = terminal.width === undefined ? NAME_WIDTH_WITHOUT_SCREEN : Math.max(16, terminal.width - OTHER_COLUMNS_WIDTH);
  const head = `${name}: ${clock(start)} to ${clock(finish)}, ${tasks} tasks, ${critical} critical\n\n`;
  const rows = facts.tasks.map((task) => rowOf(task, nameWidth));
  const lines = tableText(["UID", "WBS", "Task", "Start", "Finish", "Slack h", ""], rows, ["right", "left", "left", "left", "left", "right", "left"]);
  return head + lines.map((line, index) => `${facts.tasks[index - 1]?.critical ? terminal.emphasize(line) : line}\n`).join("");
}

/** Columns without a head: uid, wbs, start, finish, total slack in minutes, `critical` or `-`, name. */
export function plainLines(facts: ScheduleFacts): string {
  return facts.tasks
    .map((task) => [task.uid, task.wbs, task.start ?? "-", task.finish ?? "-", task.totalSlackMinutes ?? "-", task.critical ? "critical" : "-", oneLine(task.name)].join("\t") + "\n")
    .join("");
}

export function whyLines(why: WhyFacts): string {
  return [why.headline, ...(why.leveling === undefined ? [] : [why.leveling]), ...why.steps.map((step) => `  ${step.sentence}`), ...why.slack].map((line) => `${line}\n`).join("");
}

function rowOf(task: TaskFacts, nameWidth: number): readonly string[] {
  const level = task.wbs.split(".").length - 1;
  const name = shorten(`${"  ".repeat(level)}${oneLine(task.name)}`, nameWidth);
  const slack = task.totalSlackMinutes === null ? "" : String(Math.round((task.totalSlackMinutes / 60) * 10) / 10);
  return [String(task.uid), task.wbs, name, clock(task.start), clock(task.finish), slack, task.critical ? "*" : ""];
}

/** `2026-03-02 08:00`: the seconds are always zero. */
function clock(iso: string | null): string {
  return iso === null ? "" : iso.slice(0, 16).replace("T", " ");
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function shorten(text: string, width: number): string {
  const letters = [...text];
  return letters.length <= width ? text : `${letters.slice(0, width - 1).join("")}…`;
}
