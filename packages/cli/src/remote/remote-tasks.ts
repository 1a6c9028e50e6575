/** Tasks of a server's project: read from its records and scheduled here, made and changed by commands. */
import { randomUUID } from "node:crypto";
import { readPlanRecords } from "@leadline/client/plan-records.ts";
import { HttpProblem } from "@leadline/client/http-problem.ts";
import type { Command } from "@leadline/engine/change/command.ts";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { EXIT, failure, success, type Outcome } from "../exit-code.ts";
import { scheduleFacts, uidOf, type TaskFacts } from "../schedule-facts.ts";
import { projectOf, type Action, type Answer, type Ask } from "./remote-kinds.ts";

export const TASK_ACTIONS: Readonly<Record<string, Action>> = {
  list: async ({ client, words }) => {
    const plan = await planOf({ client, words });
    return plan.ok ? success(tasksAnswer(plan.value.tasks, { tasks: plan.value.tasks })) : plan;
  },
  get: async ({ client, words }) => {
    const plan = await planOf({ client, words });
    if (!plan.ok) return plan;
    const found = plan.value.tasks.find(({ uid }) => String(uid) === words[1]);
    return found ? success(tasksAnswer([found], found)) : noTask(words);
  },
  create: async ({ client, words, fields }) => {
    if (fields["name"] === undefined) return failure(EXIT.usage, "A task needs a name: leadline remote tasks create NET name=\"Site survey\" days=3");
    const taskFields = taskFieldsOf(fields);
    if (!taskFields.ok) return taskFields;
    const id = randomUUID();
    return edit({ client, words }, () => ({ type: "insertTasks", tasks: [{ id, fields: taskFields.value }] }), () => id);
  },
  update: async ({ client, words, fields }) => {
    const taskFields = taskFieldsOf(fields);
    if (!taskFields.ok) return taskFields;
    return edit({ client, words }, (id) => ({ type: "updateTasks", tasks: [{ id, fields: taskFields.value }] }), (project) => idOf(project, words[1]));
  },
};

interface Plan {
  readonly projectId: string;
  readonly revision: number;
  readonly project: Project;
  readonly tasks: readonly TaskFacts[];
}

async function planOf({ client, words }: Pick<Ask, "client" | "words">): Promise<Outcome<Plan>> {
  const found = await projectOf(client, words[0]);
  if (!found.ok) return found;
  const { revision, project } = await readPlanRecords(client, found.value.id);
  const { schedule: dates, problems } = schedule(project);
  return success({ projectId: found.value.id, revision, project, tasks: scheduleFacts(project, dates, problems, 0).tasks });
}

/** One command on the plan as it is now, then the task as it stands afterwards. */
async function edit(ask: Pick<Ask, "client" | "words">, commandFor: (id: string) => Command, taskId: (project: Project) => string | undefined): Promise<Outcome<Answer>> {
  const before = await planOf(ask);
  if (!before.ok) return before;
  const id = taskId(before.value.project);
  if (id === undefined) return noTask(ask.words);
  await ask.client("runCommands", { params: { id: before.value.projectId }, body: { revision: before.value.revision, commands: [commandFor(id)] } });
  const after = await planOf(ask);
  if (!after.ok) return after;
  const task = outlineOf(after.value.project).rowOf(id)?.task;
  const facts = task && after.value.tasks.find(({ uid }) => uid === uidOf(task));
  if (!facts) throw new HttpProblem(404, "not-found", "The task was removed by somebody else in this moment.", {});
  return success(tasksAnswer([facts], facts));
}

function idOf(project: Project, uid: string | undefined): string | undefined {
  return outlineOf(project).rows.find(({ task }) => String(uidOf(task)) === uid)?.task.id;
}

const MINUTES_PER_DAY = 480;

function taskFieldsOf({ name, days, percent, notes }: Ask["fields"]): Outcome<{ readonly name?: string; readonly durationMinutes?: number; readonly percentComplete?: number; readonly notes?: string }> {
  const [dayCount, share] = [days, percent].map((text) => (text === undefined ? undefined : Number(text)));
  if (dayCount !== undefined && !(dayCount >= 0 && dayCount < 10_000)) return failure(EXIT.usage, `days=${days} is no number of working days.`);
  if (share !== undefined && !(share >= 0 && share <= 100)) return failure(EXIT.usage, `percent=${percent} is not between 0 and 100.`);
  return success({
    ...(name === undefined ? {} : { name }),
    ...(dayCount === undefined ? {} : { durationMinutes: Math.round(dayCount * MINUTES_PER_DAY) }),
    ...(share === undefined ? {} : { percentComplete: share }),
    ...(notes === undefined ? {} : { notes }),
  });
}

function noTask(words: readonly string[]): Outcome<Answer> {
  return failure(EXIT.notFound, `There is no task ${words[1] ?? "without a number"} in ${words[0] ?? "the project"}. leadline remote tasks list ${words[0] ?? "KEY"} shows their numbers.`);
}

function tasksAnswer(tasks: readonly TaskFacts[], json: unknown): Answer {
  return {
    json,
    head: ["No.", "WBS", "Task", "Start", "Finish", "Slack, minutes"],
    rows: tasks.map(({ uid, wbs, name, start, finish, totalSlackMinutes }) => [String(uid), wbs, name, start ?? "", finish ?? "", String(totalSlackMinutes ?? "")]),
  };
}
