/**
 * `npm run fuzz`: random plans on the specification scheduler and the fast one, 10,000 by each of the two sets of rules unless
 * `-- --plans N` says otherwise (`-- --rules msProject` or `primavera`: one set alone); `-- --incremental` sequences of edits
 * instead; `-- --without manual,loops` leaves families of features out; `-- --planted` shows that an error in any of the kernel's rules would be found; `-- --junctions` draws the links between
 * summaries as only very large ones are drawn.
 */
import { editDisagreement } from "@leadline/testkit/fuzz-edits.ts";
import { planDisagreement } from "@leadline/testkit/fuzz-plans.ts";
import { primaveraDisagreement } from "@leadline/testkit/fuzz-primavera.ts";
import { FAMILIES, type Family } from "@leadline/testkit/random-parts.ts";
import { fuzzThroughJunctions } from "./fuzz/changed-fuzz.ts";
import { findPlantedErrors } from "./fuzz/planted-errors.ts";

/** Plans between two lines of progress; each batch has a seed of its own. */
const BATCH = 500;

const seed = numberAfter("--seed", 1);
const plans = numberAfter("--plans", 10_000);
if (process.argv.includes("--planted")) process.exitCode = await findPlantedErrors(process.cwd(), plans);
else if (process.argv.includes("--junctions")) process.exitCode = await fuzzThroughJunctions(process.cwd(), process.argv.slice(2).filter((word) => word !== "--junctions"));
else process.exitCode = chosen().some((kind) => !agrees(kind)) ? 1 : 0;

/** One kind of case: what it is called, and what is found in a batch of it. */
interface Kind {
  readonly name: string;
  readonly disagreement: (batch: { readonly seed: number; readonly count: number; readonly most: number }) => string | undefined;
}

function chosen(): readonly Kind[] {
  if (process.argv.includes("--incremental")) return [{ name: "sequences of edits", disagreement: ({ seed: of, count, most }) => editDisagreement({ seed: of, sequences: count, most: Math.min(most, 12) }) }];
  const kinds = {
    msProject: { name: "plans by Microsoft Project's rules", disagreement: ({ seed: of, count, most }) => planDisagreement({ seed: of, plans: count, most, without: families() }) },
    primavera: { name: "plans by Primavera's rules", disagreement: ({ seed: of, count, most }) => primaveraDisagreement({ seed: of, plans: count, most }) },
  } satisfies Record<string, Kind>;
  const at = process.argv.indexOf("--rules");
  if (at < 0) return Object.values(kinds);
  const found = Object.entries(kinds).find(([rules]) => rules === process.argv[at + 1]);
  if (!found) throw new Error("Say whose rules after --rules: msProject or primavera");
  return [found[1]];
}

/** The families of features after `--without`, e.g. `manual,progress`. */
function families(): readonly Family[] {
  const at = process.argv.indexOf("--without");
  return at < 0 ? [] : FAMILIES.filter((family) => process.argv[at + 1]?.split(",").includes(family));
}

function agrees({ name, disagreement }: Kind): boolean {
  for (let done = 0; done < plans; ) {
    const count = Math.min(BATCH, plans - done);
    const ofBatch = seed + Math.floor(done / BATCH);
    const found = disagreement({ seed: ofBatch, count, most: [4, 8, 12, 25][ofBatch % 4] ?? 8 });
    if (found !== undefined) {
      console.log(`No agreement within ${done + count} ${name}:\n${found}`);
      return false;
    }
    done += count;
    if (done % 2000 === 0 || done === plans) console.log(`${done} ${name} agree (seeds ${seed} to ${ofBatch})`);
  }
  return true;
}

function numberAfter(word: string, otherwise: number): number {
  const at = process.argv.indexOf(word);
  const value = at < 0 ? otherwise : Number(process.argv[at + 1]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`Say a whole number after ${word}, e.g. ${word} 1000`);
  return value;
}
