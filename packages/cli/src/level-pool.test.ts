/** `leadline level A B`: plans that share people, the first one undisturbed, the second one waiting. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { levelVerb, type LevelOptions } from "./level-verb.ts";

const folder = mkdtempSync(join(tmpdir(), "leadline-pool-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function plan(name: string, days: number): string {
  const path = join(folder, `${name}.plan`);
  writeFileSync(path, `project "${name}" starts 2026-03-02\nA "${name} work" ${days}d by "Anna"\n`);
  return path;
}

async function level(paths: readonly string[], options: LevelOptions) {
  let printed = "";
  const outcome = await levelVerb(paths, options, { print: (more) => void (printed += more), tell: () => undefined, emphasize: (word) => word, width: undefined });
  return { outcome, printed };
}

test("the plan that is named first keeps its people, the other waits for them", async () => {
  const { printed } = await level([plan("Line", 3), plan("Branch", 2)], { json: true });
  expect(JSON.parse(printed).projects).toMatchObject([
    { name: "Line", moved: [], finishAfter: "2026-03-04T17:00:00" },
    { name: "Branch", moved: [{ byMinutes: 1440, resource: "Anna" }], finishBefore: "2026-03-03T17:00:00", finishAfter: "2026-03-06T17:00:00" },
  ]);
});

test("what several plans cannot have together is refused", async () => {
  const paths = [plan("Line", 3), plan("Branch", 2)];
  expect((await level(paths, { output: "x.xml" })).outcome).toMatchObject({ ok: false, sentence: expect.stringContaining("-o writes one plan") });
  expect((await level(paths, { optimize: "1" })).outcome).toMatchObject({ ok: false, sentence: expect.stringContaining("--optimize searches in one plan") });
  expect((await level([...paths, "j30.sm"], {})).outcome).toMatchObject({ ok: false, sentence: expect.stringContaining("one at a time") });
});
