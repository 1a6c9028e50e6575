/** `npm run bench -- recovery`: ways out of a plan of 500 tasks that is six weeks late, with every option's figures compared with a simulation of its own. */
import { evolve } from "@leadline/engine/change/change.ts";
import { decide } from "@leadline/engine/change/decide.ts";
import { seededIds } from "@leadline/engine/change/id-maker.ts";
import { projectOf, recordsOf, settingsOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import type { Option } from "@leadline/engine/recovery/option.ts";
import { waysOut } from "@leadline/engine/recovery/ways-out.ts";
import { simulate } from "@leadline/engine/risk/simulation.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { MINUTES_PER_DAY, type Minute } from "@leadline/engine/time/minute.ts";
import { teamProject } from "@leadline/testkit/team-generator.ts";
import type { BenchResult } from "./bench-result.ts";
import { timingOf } from "./measure.ts";

const WEEKS_LATE = 6;
const LEAST_KINDS = 6;
const FIRST_MS = 2000;
const ALL_MS = 10_000;
const WISH = { runs: 10_000, seed: 1 };
const ROUNDS = 3;

export function recoveryBenchmarks(): { readonly results: readonly BenchResult[]; readonly notices: readonly string[] } {
  const project = lateProject();
  const promise = settingsOf(project).promisedFinish ?? (0 as Minute);
  const [first, all]: [number[], number[]] = [[], []];
  let options: readonly Option[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const begin = performance.now();
    let firstMs: number | undefined;
    for (const found of waysOut(project, { kind: "finishBy", minute: promise, chance: 0.8 }, WISH)) {
      options = found.options;
      if (options.length > 1) firstMs ??= performance.now() - begin;
    }
    first.push(firstMs ?? Infinity);
    all.push(performance.now() - begin);
  }
  const kinds = new Set(options.map(({ kind }) => kind));
  const wrong = options.filter((option) => !isAsSimulated(project, option, promise));
  const answer = `${kinds.size >= LEAST_KINDS ? `at least ${LEAST_KINDS} kinds` : `${kinds.size} kinds`}, ${wrong.length} wrong figures`;
  const expected = `at least ${LEAST_KINDS} kinds, 0 wrong figures`;
  const name = `ways out of 500 tasks, ${WEEKS_LATE} weeks late, 10,000 runs each`;
  return {
    results: [
      { name: `${name}: the first`, answer, expected, timing: timingOf("first", first), targetMs: FIRST_MS },
      { name: `${name}: all`, answer, expected, timing: timingOf("all", all), targetMs: ALL_MS },
    ],
    notices: [`${options.length} options of ${kinds.size} kinds: ${options.map(({ kind, finish, chance, dominated }) => `${kind} ${Math.round((finish.p80 - (options[0]?.finish.p80 ?? 0)) / MINUTES_PER_DAY)} d, ${Math.round(chance * 100)} %${dominated ? " (dominated)" : ""}`).join("; ")}.`],
  };
}

function isAsSimulated(project: Project, { commands, finish, cost }: Option, target: Minute): boolean {
  const decision = decide(project, commands, { actor: "what-if", at: 0, newId: seededIds("what-if"), schedule: (of) => schedule(of).schedule });
  if ("refusals" in decision) return false;
  const facts = simulate(evolve(project, decision.change), { risks: "with", ...WISH, drivers: "none", target });
  return facts.finish.p50 === finish.p50 && facts.finish.p80 === finish.p80 && facts.cost.p50 === cost.p50 && facts.cost.p80 === cost.p80;
}

/** Twenty people with rates, ranges everywhere, some parts that are no must, some dates, some other ways to do a task, and a promise six weeks before the P80. */
function lateProject(): Project {
  const base = teamProject({ tasks: 500, people: 20, linksPerTask: 1.4, seed: 7 });
  const records = [...recordsOf(base)].map((item, at): KindedRecord => {
    if (item.kind === "resource") return { kind: "resource", record: { ...item.record, standardRateCentsPerHour: 6000 + 500 * (at % 7), group: `Team ${at % 4}` } };
    if (item.kind !== "task" || item.record.durationMinutes === 0) return item;
    const { durationMinutes } = item.record;
    return {
      kind: "task",
      record: {
        ...item.record,
        estimate: { lowMinutes: Math.round(durationMinutes * 0.8), likelyMinutes: durationMinutes, highMinutes: Math.round(durationMinutes * 2) },
        ...(at % 11 === 0 && { need: "could" as const, valuePoints: at % 9 }),
        ...(at % 13 === 0 && { modes: [{ name: "Bought in", supplier: `Supplier ${at % 3}`, durationMinutes: Math.round(durationMinutes * 0.6), extraCents: durationMinutes * 180 }] }),
        ...(at % 17 === 0 && { modes: [{ name: "With a script", durationMinutes: Math.round(durationMinutes * 0.7), extraCents: 200_000 }] }),
      },
    };
  });
  const project = projectOf(records);
  const facts = simulate(project, { risks: "with", ...WISH, drivers: "none" });
  const promisedFinish = (facts.finish.p80 - WEEKS_LATE * 7 * MINUTES_PER_DAY) as Minute;
  return projectOf([...recordsOf(project)].map((item) => (item.kind === "settings" ? { kind: "settings", record: { ...item.record, promisedFinish } } : item)));
}
