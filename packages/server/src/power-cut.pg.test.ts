/** The power goes off in the middle of edits, again and again: what was acknowledged is there when the machine is up again. */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readPostmaster } from "./storage/postmaster.ts";
import { familyOf, loopDisk } from "./testing/loop-disk.fixture.ts";
import { addressOf, runProgram, stopped } from "./testing/running-program.fixture.ts";
import { ask } from "./testing/test-server.fixture.ts";
import { reached } from "./testing/trust-report.fixture.ts";

/** LEADLINE_POWER_CUTS=2 makes another number of rounds. */
const ROUNDS = Number(process.env["LEADLINE_POWER_CUTS"] ?? (process.env["LEADLINE_TRUST"] === "1" ? 10 : 0));

test("no acknowledged edit is lost when the power is cut (C30)", { timeout: 600_000 }, async (context) => {
  if (ROUNDS === 0) context.skip("npm run trust -- C30 runs this");
  const disk = loopDisk();
  if (!disk) return context.skip("this user may not mount loop devices");
  const dataFolder = join(disk.folder, "data");
  const acknowledged: string[] = [];
  try {
    let program = runProgram({ dataFolder });
    let address = await addressOf(program);
    const id = String((await ask(address, "POST", "/projects", { body: { name: "Cut off" } })).body.id);
    for (let round = 1; round <= ROUNDS; round += 1) {
      const stop = new AbortController();
      const editing = [1, 2, 3].map((person) => insertUntil(stop.signal, address, id, `r${round}p${person}-`, acknowledged));
      await new Promise((resolve) => setTimeout(resolve, 1000 + ((round * 370) % 1500)));
      writeForControl(disk.folder, round);
      const postmaster = readPostmaster(join(dataFolder, "postgres/cluster"))?.pid ?? 0;
      const known = [...acknowledged];
      disk.cutPower([...familyOf(program.pid), ...familyOf(postmaster)]);
      stop.abort();
      await Promise.all([...editing, program.ended]);
      expect(controlOf(disk.folder, round)).toEqual({ written: "lost", writtenThrough: "kept" });
      program = runProgram({ dataFolder });
      address = await addressOf(program);
      const stored = await taskIds(address, id);
      expect(known.filter((task) => !stored.has(task))).toEqual([]);
    }
    await stopped(program);
    expect(acknowledged.length).toBeGreaterThan(ROUNDS * 10);
    reached("C30", `${ROUNDS} power cuts, ${acknowledged.length} acknowledged changes, 0 lost`);
  } finally {
    disk.remove();
  }
});

/** What no program has written through must not survive: else the cut would be none. */
function writeForControl(folder: string, round: number): void {
  const through = openSync(join(folder, `through-${round}`), "w");
  writeSync(through, "kept");
  fsyncSync(through);
  closeSync(through);
  writeFileSync(join(folder, `cached-${round}`), "x".repeat(100_000));
}

function controlOf(folder: string, round: number): { readonly written: string; readonly writtenThrough: string } {
  const [cached, through] = [join(folder, `cached-${round}`), join(folder, `through-${round}`)];
  const isLost = !existsSync(cached) || statSync(cached).size === 0 || !readFileSync(cached, "utf8").includes("x");
  return { written: isLost ? "lost" : "kept", writtenThrough: existsSync(through) ? readFileSync(through, "utf8") : "lost" };
}

async function taskIds(address: string, id: string): Promise<ReadonlySet<string>> {
  const { records } = (await ask(address, "GET", `/projects/${id}/records`)).body as unknown as { readonly records: readonly { readonly kind: string; readonly record: { readonly id: string } }[] };
  return new Set(records.flatMap(({ kind, record }) => (kind === "task" ? [record.id] : [])));
}

/** Adds tasks one after the other until the power is off. */
async function insertUntil(signal: AbortSignal, address: string, id: string, prefix: string, acknowledged: string[]): Promise<void> {
  const { revision } = (await ask(address, "GET", `/projects/${id}`)).body as unknown as { readonly revision: number };
  for (let number = 1; !signal.aborted; number += 1) {
    const task = `${prefix}${number}`;
    const body = JSON.stringify({ revision, commands: [{ type: "insertTasks", tasks: [{ id: task, fields: { name: task } }] }] });
    const answer = await fetch(`${address}/api/v1/projects/${id}/commands`, { method: "POST", signal, body, headers: { "content-type": "application/json", "idempotency-key": task } }).catch(() => undefined);
    if (answer?.status === 200 && !signal.aborted) acknowledged.push(task);
    await answer?.text().catch(() => undefined);
  }
}
