/** Tests of `leadline status`: JSON by contract, sentences for people, one line for scripts, and refusals. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { minuteOf } from "@leadline/engine/time/minute.ts";
import { afterAll, expect, test } from "vitest";
import type { Outcome } from "./exit-code.ts";
import { statusVerb, type StatusVerbOptions } from "./status-verb.ts";

const folder = mkdtempSync(join(tmpdir(), "leadline-status-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, "plan.plan");
writeFileSync(file, 'project "Branch refresh" starts 2026-03-02\nA "Survey" 2/3/6d\nB "Order" 8/10/25d after A\nM "Go-live" 0d after B\n');

async function run(options: StatusVerbOptions): Promise<{ outcome: Outcome<undefined>; out: string }> {
  const printed: string[] = [];
  const outcome = await statusVerb(file, { runs: "500", ...options }, { print: (text) => void printed.push(text), tell: () => undefined, emphasize: (text) => text, width: undefined }, minuteOf(2026, 3, 2, 8));
  return { outcome, out: printed.join("") };
}

test("the status of a plan that has just begun follows from the chance of its promise", async () => {
  const facts = JSON.parse((await run({ json: true, target: "2026-06-30" })).out);
  expect(facts).toMatchObject({ asOf: "2026-03-02T08:00:00", status: "onTrack", areas: { date: { value: "onTrack", chance: 1 }, cost: { value: null }, scope: { value: null } }, evidence: { state: "notNeeded", drivers: [] }, contradictions: [] });
  expect(facts.areas.date.numbers.map(({ id }: { id: string }) => id)).toEqual(["promise", "promise-chance", "p50", "p80", "planned"]);
  const late = JSON.parse((await run({ json: true, target: "2026-03-13" })).out);
  expect(late).toMatchObject({ status: "offTrack", contradictions: [{ id: "C7", fix: { place: "status" }, answer: null }] });
});

test("people read sentences, scripts one line", async () => {
  const { out } = await run({ target: "2026-06-30", statusDate: "2026-03-06" });
  expect(out).toContain("Branch refresh as of 2026-03-06 17:00: On track");
  expect(out).toMatch(/C4 {3}These two do not fit together: by the plan 2 tasks have begun before the data date, 6 Mar 2026/);
  expect((await run({ plain: true, target: "2026-06-30" })).out).toBe("onTrack\tonTrack\t1\t-\t-\t-\t-\n");
});

test("what is no date, or lies before the start, is refused with one sentence", async () => {
  expect((await run({ statusDate: "2026-02-31" })).outcome).toMatchObject({ ok: false, exitCode: 2, sentence: expect.stringContaining("--status-date 2026-02-31: this is not a date") });
  expect((await run({ target: "soon" })).outcome).toMatchObject({ ok: false, exitCode: 2 });
  expect((await run({ statusDate: "2026-02-27" })).outcome).toMatchObject({ ok: false, exitCode: 1, sentence: expect.stringContaining("lies before the project's start") });
});
