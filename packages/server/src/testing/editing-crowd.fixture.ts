/** People who edit one plan at once in ways that contradict each other, repeat what was not answered, and remember what was acknowledged. */
import type { Command } from "@leadline/engine/change/command.ts";
import { mulberry32 } from "@leadline/testkit/network-generator.ts";
import type { Acknowledged } from "./plan-judgement.fixture.ts";
import { ask, freshKey, type Asked } from "./test-server.fixture.ts";

export interface CrowdWish {
  readonly people: number;
  readonly milliseconds: number;
  readonly projectId: string;
  /** Servers to ask; they may change places. */
  readonly addresses: () => readonly string[];
  /** The tasks that everybody edits. */
  readonly taskIds: readonly string[];
  /** Every write is sent twice at the same moment. */
  readonly isDoubled?: boolean;
}

export interface CrowdResult {
  readonly acknowledged: readonly Acknowledged[];
  readonly statuses: ReadonlyMap<number, number>;
  /** Requests that were repeated because nobody answered. */
  readonly repeated: number;
  readonly complaints: readonly string[];
}

export async function letEdit(wish: CrowdWish): Promise<CrowdResult> {
  const acknowledged = new Map<string, Acknowledged>();
  const statuses = new Map<number, number>();
  const complaints: string[] = [];
  let repeated = 0;
  const until = Date.now() + wish.milliseconds;

  const remember = (key: string, answer: Asked): void => {
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    if (answer.status !== 200) return;
    const mine = { key, revision: Number(answer.body.revision), change: answer.body.change };
    const before = acknowledged.get(key);
    if (before && JSON.stringify(before) !== JSON.stringify(mine)) complaints.push(`two answers for ${key}`);
    acknowledged.set(key, mine);
  };

  const one = async (seed: number): Promise<void> => {
    const random = mulberry32(seed);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    let revision = 1;
    for (let count = 1; Date.now() < until; count += 1) {
      const key = freshKey();
      const body = { revision, commands: [commandFor(pick, wish.taskIds, `${seed}-${count}`)] };
      const send = (): Promise<Asked | undefined> => ask(pick(wish.addresses()), "POST", `/projects/${wish.projectId}/commands`, { key, body }).catch(() => undefined);
      let answers = await Promise.all(wish.isDoubled ? [send(), send()] : [send()]);
      // Nobody answered, or not yet: the same request again, wherever a server is, until it is known.
      for (let tries = 0; tries < 200 && answers.every((answer) => !answer || answer.status >= 500); tries += 1) {
        repeated += 1;
        await new Promise((resolve) => setTimeout(resolve, 50));
        answers = [await send()];
      }
      for (const answer of answers) if (answer) remember(key, answer);
      const newest = answers.flatMap((answer) => (answer?.status === 200 ? [Number(answer.body.revision)] : []));
      revision = newest[0] ?? (await currentRevision(wish, revision));
    }
  };
  await Promise.all(Array.from({ length: wish.people }, (_, at) => one(at + 1)));
  return { acknowledged: [...acknowledged.values()], statuses, repeated, complaints };
}

async function currentRevision({ addresses, projectId }: CrowdWish, known: number): Promise<number> {
  const [address = ""] = addresses();
  const answer = await ask(address, "GET", `/projects/${projectId}`).catch(() => undefined);
  return answer?.status === 200 ? Number(answer.body.revision) : known;
}

const LAG = { lagMinutes: 0, lagPercent: 0, lagUnit: "d" } as const;

function commandFor(pick: <T>(list: readonly T[]) => T, taskIds: readonly string[], name: string): Command {
  const [one, other] = [pick(taskIds), pick(taskIds)];
  return pick<Command>([
    { type: "linkTasks", predecessorId: one, successorId: other, linkType: "FS", ...LAG },
    { type: "linkTasks", predecessorId: other, successorId: one, linkType: "FS", ...LAG },
    { type: "unlinkTasks", links: [{ predecessorId: one, successorId: other }] },
    { type: "updateTasks", tasks: [{ id: one, fields: { durationMinutes: pick([1, 2, 3, 4]) * 480 } }] },
    { type: "updateTasks", tasks: [{ id: one, fields: { name } }] },
    { type: "insertTasks", tasks: [{ id: name, fields: { name } }] },
  ]);
}
