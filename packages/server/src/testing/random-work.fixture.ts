/** Somebody who edits projects at random over HTTP, so that logs hold everything that logs can hold. */
import type { Command } from "@leadline/engine/change/command.ts";
import { mulberry32 } from "@leadline/testkit/network-generator.ts";
import { insertTasks, type TestServer } from "./test-server.fixture.ts";

export interface RandomWork {
  readonly server: Pick<TestServer, "ask">;
  /** Ids of projects; those that random work makes are added. */
  readonly projectIds: string[];
  readonly seed: number;
}

export interface Worker {
  /** Tries so many commands; answers how many were stored. Refused ones are part of life. */
  readonly work: (count: number) => Promise<number>;
}

type Picks = <T>(list: readonly T[]) => T;

export function randomWorker({ server, projectIds, seed }: RandomWork): Worker {
  const random = mulberry32(seed);
  const pick: Picks = (list) => list[Math.floor(random() * list.length)] as never;
  let count = 0;

  async function once(): Promise<boolean> {
    const name = `${seed}-${(count += 1)}`;
    if (projectIds.length === 0 || random() < 0.01) return makeProject(name);
    const id = pick(projectIds);
    const { body: row, status } = await server.ask("GET", `/projects/${id}`);
    if (status !== 200) return (await server.ask("POST", `/projects/${id}/restore`)).status === 200;
    const [revision, dice] = [Number(row.revision), random()];
    const headers = { "if-match": `"${revision}"` };
    if (dice < 0.01) return (await server.ask("DELETE", `/projects/${id}`, { headers })).status === 200;
    if (dice < 0.03) return (await server.ask("PATCH", `/projects/${id}`, { headers, body: pick([{ name: `Renamed ${name}` }, { key: `K${name.replace(/\D/g, "")}`.slice(0, 10) }]) })).status === 200;
    if (dice < 0.05) return (await server.ask("GET", `/projects/${id}/log/checkpoint`)).status === 200;
    return edit(id, revision, name);
  }

  async function makeProject(name: string): Promise<boolean> {
    const { status, body } = await server.ask("POST", "/projects", { body: { name: `Project ${name}`, start: "2026-03-02" } });
    if (status === 201) projectIds.push(String(body.id));
    return status === 201;
  }

  async function edit(id: string, revision: number, name: string): Promise<boolean> {
    const { body } = await server.ask("GET", `/projects/${id}/records`);
    const records = body.records as unknown as readonly { readonly kind: string; readonly record: { readonly id: string } }[];
    const idsOf = (kind: string): readonly string[] => records.filter((item) => item.kind === kind).map(({ record }) => record.id);
    const { status } = await server.ask("POST", `/projects/${id}/commands`, { body: { revision, commands: [commandFor(pick, { tasks: idsOf("task"), resources: idsOf("resource"), name })] } });
    return status === 200;
  }

  return {
    work: async (tries) => {
      let stored = 0;
      for (let at = 0; at < tries; at += 1) if (await once()) stored += 1;
      return stored;
    },
  };
}

const LAG = { lagMinutes: 0, lagPercent: 0, lagUnit: "d" } as const;
/** Plans stay small, so that many of them are tried. */
const MOST_TASKS = 25;

function commandFor(pick: Picks, { tasks, resources, name }: { readonly tasks: readonly string[]; readonly resources: readonly string[]; readonly name: string }): Command {
  const insert = insertTasks([`Task ${name} – “ü”`, `Next ${name}`], `t${name}-`);
  if (tasks.length < 3) return insert;
  const person = { id: pick([...resources, `r${name}`]), name: `Person ${name}`, email: `p${name}@example.com`, initials: "P", type: "work" as const, maxUnits: 1, standardRateCentsPerHour: 9950 };
  const [one, other, resourceId] = [pick(tasks), pick(tasks), resources.length > 0 ? pick(resources) : undefined];
  return pick<Command>([
    { type: "updateTasks", tasks: [{ id: one, fields: { name: `Named ${name}` } }] },
    { type: "updateTasks", tasks: [{ id: one, fields: { durationMinutes: 480 * pick([1, 2, 3, 5]) } }] },
    { type: "updateTasks", tasks: [{ id: one, fields: { notes: `Seen by ${name}`, priority: pick([0, 500, 1000]) } }] },
    { type: "linkTasks", predecessorId: one, successorId: other, linkType: "FS", ...LAG },
    { type: "unlinkTasks", links: [{ predecessorId: one, successorId: other }] },
    { type: "indentTasks", ids: [one] },
    { type: "outdentTasks", ids: [other] },
    { type: "deleteTasks", ids: [one] },
    { type: "updateSettings", fields: { description: `Said ${name}` } },
    { type: "saveResource", resource: person },
    { type: "saveResource", resource: person },
    resourceId === undefined ? insert : { type: "setAssignments", taskId: one, assignments: [{ resourceId, units: 1 }] },
    resourceId === undefined ? insert : { type: "deleteResources", ids: [resourceId] },
    { type: "setBaseline", number: pick([0, 1]) },
    tasks.length < MOST_TASKS ? insert : { type: "deleteTasks", ids: tasks.slice(0, 10) },
  ]);
}
