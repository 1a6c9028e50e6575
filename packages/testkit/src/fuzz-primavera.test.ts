/** Random projects by Primavera's rules on both schedulers: every field of every task must be the same. */
import { expect, test } from "vitest";
import { primaveraDisagreement } from "./fuzz-primavera.ts";

const SEED = Number(process.env["LEADLINE_FUZZ_SEED"] ?? 20260302);
const FACTOR = Number(process.env["LEADLINE_FUZZ_RUNS"] ?? 1);

test.each([[5, 350], [14, 100]])("plans of up to %i tasks agree by Primavera's rules", (most, plans) => {
  expect(primaveraDisagreement({ seed: SEED, plans: plans * FACTOR, most }) ?? "agreed").toBe("agreed");
}, 60_000);
