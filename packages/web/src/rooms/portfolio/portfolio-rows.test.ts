/** The portfolio's order: the worst first, by chance and by disagreement. */
import { expect, test } from "vitest";
import type { PortfolioProject } from "../../api/forecasts.ts";
import { disagreementOf, findingOf, isConfirmed, sorted } from "./portfolio-rows.ts";

type Kept = NonNullable<PortfolioProject["forecast"]>;
interface Given {
  readonly chance?: number;
  readonly computed?: Kept["status"]["value"];
  readonly call?: "onTrack" | "atRisk" | "offTrack";
  readonly evidence?: Kept["status"]["evidence"];
  readonly finished?: string;
}

const project = (name: string, { chance, computed = "onTrack", call, evidence = "fresh", finished }: Given = {}): PortfolioProject => ({
  projectId: name,
  key: name.toUpperCase(),
  name,
  sample: false,
  revision: 1,
  problem: null,
  drivers: [],
  weeks: [],
  forecast: {
    revision: 1,
    madeAt: "2026-03-02T08:00:00Z",
    asOf: "2026-03-02T08:00:00",
    planned: "2026-04-01T17:00:00",
    finish: null,
    promise: { date: "2026-04-01T17:00:00", chance: chance ?? null },
    finished: finished ?? null,
    percentDone: 0,
    running: [],
    status: { value: computed, areas: {}, evidence, evidenceSentence: "", evidenceDays: null, policyVersion: 1 },
    declared: call ? { call, asOf: "2026-03-02T08:00:00" } : null,
  },
});
const names = (rows: readonly PortfolioProject[]): readonly string[] => rows.map(({ name }) => name);

test("by chance, the least likely promise comes first; what has none and what is done come last", () => {
  const rows = [project("a", { chance: 0.8 }), project("b"), project("c", { chance: 0.1 }), project("d", { chance: 0.05, finished: "2026-03-01T17:00:00" }), { ...project("e"), forecast: null }];
  expect(names(sorted(rows, "chance"))).toEqual(["c", "a", "b", "e", "d"]);
});

test("by disagreement, the widest gap comes first, hopeful calls before gloomy ones", () => {
  const rows = [project("same", { computed: "atRisk", call: "atRisk" }), project("gloomy", { computed: "onTrack", call: "atRisk" }), project("hopeful", { computed: "noEvidence", call: "atRisk" }), project("painted", { computed: "offTrack", call: "onTrack" }), project("silent", { computed: "offTrack" })];
  expect(names(sorted(rows, "disagreement"))).toEqual(["painted", "hopeful", "gloomy", "same", "silent"]);
  expect(rows.map(disagreementOf)).toEqual([0, -1, 1, 3, undefined]);
});

test("the finding counts promises that will probably be missed", () => {
  expect(findingOf([project("a", { chance: 0.2 }), project("b", { chance: 0.9 }), project("c"), project("d", { chance: 0.1, finished: "2026-03-01T17:00:00" })])).toBe("1 of 2 promises is likely to be missed");
  expect(findingOf([project("a", { chance: 0.9 })])).toBe("No promise is likely to be missed");
  expect([findingOf([]), findingOf([project("a")])]).toEqual(["No projects yet", "No promise has a chance yet"]);
});

test("confirmed is what fresh evidence bears out, and what needs none yet", () => {
  expect((["fresh", "notNeeded", "old", "asserted"] as const).map((evidence) => isConfirmed(project("a", { evidence })))).toEqual([true, true, false, false]);
});
