/**
 * `npm run fuzz`: random plans on the specification scheduler and the fast one, 10,000 unless `-- --plans N` says otherwise;
 * `-- --incremental` sequences of edits instead; `-- --planted` shows that an error in any of the kernel's rules would be found.
 */
import { editDisagreement } from "@leadline/testkit/fuzz-edits.ts";
import { planDisagreement } from "@leadline/testkit/fuzz-plans.ts";
import { findPlantedErrors } from "./fuzz/planted-errors.ts";

/** Plans between two lines of progress; each batch has a seed of its own. */
const BATCH = 500;

const seed = numberAfter("--seed", 1);
const plans = numberAfter("--plans", 10_000);
if (process.argv.includes("--planted")) process.exitCode = await findPlantedErrors(process.cwd(), plans);
else run();

function run(): void {
  const isIncremental = process.argv.includes("--incremental");
  const what = isIncremental ? "sequences of edits" : "plans";
  for (let done = 0; done < plans; ) {
    const count = Math.min(BATCH, plans - done);
    const ofBatch = seed + Math.floor(done / BATCH);
    const most = [4, 8, 12, 25][ofBatch % 4] ?? 8;
    const found = isIncremental ? editDisagreement({ seed: ofBatch, sequences: count, most: Math.min(most, 12) }) : planDisagreement({ seed: ofBatch, plans: count, most });
    if (found !== undefined) {
      console.log(`No agreement within ${done + count} ${what}:\n${found}`);
      process.exitCode = 1;
      return;
    }
    done += count;
    if (done % 2000 === 0 || done === plans) console.log(`${done} ${what} agree (seeds ${seed} to ${ofBatch})`);
  }
}

function numberAfter(word: string, otherwise: number): number {
  const at = process.argv.indexOf(word);
  const value = at < 0 ? otherwise : Number(process.argv[at + 1]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`Say a whole number after ${word}, e.g. ${word} 1000`);
  return value;
}
