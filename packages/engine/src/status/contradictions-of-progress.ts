/** Contradictions between what is reported of tasks and what there is to show: C2, C3, C4, C5, C14. */
import { dayNumberOf, type Minute } from "../time/minute.ts";
import { evidenceByTask } from "./evidence-state.ts";
import { counted, FIT, nameOfTask, taskNames, WHICH, type ContradictionRule, type RuleInput } from "./contradiction-parts.ts";
import { countNumber, dateText, daysNumber, percentNumber } from "./proven-numbers.ts";
import { statusInstant } from "./computed-status.ts";
import { trackedByEvidence } from "./tracker-claims.ts";

/** C2: done, with neither acceptance nor evidence. */
export const doneWithoutEvidence: ContradictionRule = ({ project, leaves, policy, computed }) => {
  const byTask = evidenceByTask(project, policy);
  const accepted = new Set([...project.records.deliverable.values()].flatMap(({ state, taskId }) => (state === "accepted" && taskId !== undefined ? [taskId] : [])));
  const bare = leaves.filter(({ id, percentComplete, durationMinutes }) => percentComplete >= 100 && durationMinutes > 0 && !byTask.has(id) && !accepted.has(id));
  const [first] = bare;
  if (!first) return [];
  return [
    {
      ruleId: "C2",
      subject: "",
      sentence: `${FIT}: ${counted(bare.length, "task is", "tasks are")} reported as done (${taskNames(bare)}), and there is neither an acceptance nor any other evidence. ${WHICH}`,
      numbers: [countNumber("done-without-evidence", "Done without evidence", bare.length, { source: "progress and evidence of the tasks", asOf: computed.asOf })],
      fix: { place: "evidence", taskId: first.id, words: "Add what shows that it is done, or take the progress back." },
    },
  ];
};

const ALMOST = 85;
const LONG = 3;

/** C3: almost done for three reports in a row. */
export const ninetyPercentDone: ContradictionRule = ({ leaves, history, computed }) => {
  const earlier = history.filter(({ tasks }) => tasks !== undefined).slice(1 - LONG);
  if (earlier.length < LONG - 1) return [];
  return leaves.flatMap((task) => {
    const percents = [...earlier.map(({ tasks }) => tasks?.get(task.id)?.percent ?? 0), task.percentComplete];
    if (!percents.every((percent) => percent >= ALMOST && percent < 100)) return [];
    return [
      {
        ruleId: "C3",
        subject: task.id,
        sentence: `${FIT}: “${task.name}” is reported as ${Math.round(task.percentComplete)} % done, and it was at ${percents.slice(0, -1).map((percent) => `${Math.round(percent)} %`).join(" and ")} in the reports before. What is really left? ${WHICH}`,
        numbers: [percentNumber("percent-complete", `Progress of “${task.name}”`, task.percentComplete, { source: "progress of the task", asOf: computed.asOf })],
        fix: { place: "plan" as const, taskId: task.id, words: "Type what is left as remaining duration." },
      },
    ];
  });
};

/** C4: actual dates in the future, or work that should have begun before the data date and did not. */
export const datesBeyondTheDataDate: ContradictionRule = (input) => [...actualsInTheFuture(input), ...notBegun(input)];

function actualsInTheFuture({ leaves, computed: { asOf } }: RuleInput): ReturnType<ContradictionRule> {
  const ahead = leaves.filter(({ actualStart, actualFinish }) => (actualStart ?? asOf) > asOf || (actualFinish ?? asOf) > asOf);
  const [first] = ahead;
  if (!first) return [];
  return [
    {
      ruleId: "C4",
      subject: "future",
      sentence: `${FIT}: the data date is ${dateText(asOf)}, and ${counted(ahead.length, "task has an actual date", "tasks have actual dates")} after it (${taskNames(ahead)}). ${WHICH}`,
      numbers: [countNumber("actuals-ahead", "Actual dates after the data date", ahead.length, { source: "actual dates of the tasks", asOf })],
      fix: { place: "plan", taskId: first.id, words: "Correct the actual dates, or set the data date." },
    },
  ];
}

function notBegun({ project, schedule, leaves, computed: { asOf } }: RuleInput): ReturnType<ContradictionRule> {
  const late = leaves.filter((task) => task.actualStart === undefined && task.percentComplete === 0 && (schedule.of(task.id)?.start ?? asOf) < asOf);
  const [first] = late;
  if (!first) return [];
  return [
    {
      ruleId: "C4",
      subject: "past",
      sentence: `${FIT}: by the plan ${counted(late.length, "task has", "tasks have")} begun before the data date, ${dateText(asOf)} (${taskNames(late)}), and no start is reported. ${WHICH}`,
      numbers: [countNumber("not-begun", "Tasks that should have begun", late.length, { source: "the schedule and the tasks' progress", asOf })],
      fix: { place: "plan", taskId: first.id, words: project.records.task.has(first.id) ? "Report the start, or reschedule uncompleted work after the data date." : "Report the start." },
    },
  ];
}

/** C5: in progress, and nothing of it was seen for longer than one reporting period. */
export const silentProgress: ContradictionRule = ({ project, leaves, policy, computed: { asOf } }) => {
  const byTask = evidenceByTask(project, policy);
  const today = dayNumberOf(asOf);
  const silent = leaves.flatMap((task) => {
    if (task.percentComplete <= 0 || task.percentComplete >= 100) return [];
    const seen = byTask.get(task.id)?.reduce((latest, { day }) => Math.max(latest, day), -Infinity) ?? dayNumberOf(task.actualStart ?? asOf);
    const days = today - seen;
    return days > policy.evidenceDays ? [{ task, days }] : [];
  });
  const [first] = silent.sort((a, b) => b.days - a.days);
  if (!first) return [];
  return [
    {
      ruleId: "C5",
      subject: "",
      sentence: `${FIT}: ${counted(silent.length, "task is", "tasks are")} in progress (${taskNames(silent.map(({ task }) => task))}), and for up to ${first.days} days no hours, changes, tickets or files of it were seen. ${WHICH}`,
      numbers: [daysNumber("silence", `Days without a sign of “${first.task.name}”`, first.days, { source: "evidence of the task", formula: "data date − newest evidence, or start", asOf })],
      fix: { place: "evidence", taskId: first.task.id, words: "Add what was done, or report the task as paused." },
    },
  ];
};

/** C14: the plan says done and the tracker says open, or the other way round. */
export const trackerDisagrees: ContradictionRule = (input) =>
  (input.tracked ?? trackedByEvidence(input.project)).flatMap(({ taskId, reference, state }) => {
    const task = input.project.records.task.get(taskId);
    const isDone = (task?.percentComplete ?? 0) >= 100;
    if (!task || isDone === (state === "closed")) return [];
    const asOf: Minute = statusInstant(input);
    return [
      {
        ruleId: "C14",
        subject: taskId,
        sentence: `${FIT}: the plan says that “${nameOfTask(input.project, taskId)}” is ${isDone ? "done" : `${Math.round(task.percentComplete)} % done`}, and the tracker says that ${reference} is ${state}. ${WHICH}`,
        numbers: [percentNumber("percent-complete", `Progress of “${task.name}”`, task.percentComplete, { source: "progress of the task", asOf })],
        fix: { place: "plan" as const, taskId, words: isDone ? "Close the ticket, or take the progress back." : "Report the task as done, or open the ticket again." },
      },
    ];
  });
