/** The fuzz on a program in which one text is replaced: with an error in it, or with a way taken that small plans never take. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";

export interface Change {
  readonly what: string;
  /** A file, a text that stands there once, and what is put in its place. */
  readonly file: string;
  readonly right: string;
  readonly wrong: string;
}

/** The file's text with the change in it; throws where the right text does not stand there exactly once. */
export function changed(text: string, { what, file, right, wrong }: Change): string {
  if (text.split(right).length !== 2) throw new Error(`The change “${what}” no longer fits ${file}: its right text stands there ${text.split(right).length - 1} times.`);
  return text.replace(right, () => wrong);
}

/**
 * Runs the fuzz with every link on a summary going through a junction, as only very large ones do; answers its exit code. By
 * Microsoft Project's rules alone and without manual tasks: there junctions are exact (docs/decisions/two-schedulers.md).
 */
export async function fuzzThroughJunctions(root: string, words: readonly string[]): Promise<number> {
  const folder = mkdtempSync(join(root, ".cache", "junctions-"));
  try {
    const outfile = join(folder, "fuzz.mjs");
    await buildFuzz(root, outfile, { what: "few pairs need no junction", file: "packages/engine/src/schedule/summary-links.ts", right: "if (sources.length <= 1 || targets.length <= 1 || sources.length * targets.length <= MOST_DIRECT_ARCS) {", wrong: "if (startsAtStart || sources.length === 0 || targets.length === 0) {" });
    return spawnSync(process.execPath, [outfile, ...words, "--rules", "msProject", "--without", "manual"], { cwd: root, stdio: "inherit" }).status ?? 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Some packages from outside are still CommonJS. */
const REQUIRE = 'import { createRequire as createRequireForBundle } from "node:module"; const require = createRequireForBundle(import.meta.url);';

/** Bundles the fuzz with one text of a file, named from the root, replaced. */
export async function buildFuzz(root: string, outfile: string, change: Change): Promise<void> {
  await build({ absWorkingDir: root, bundle: true, platform: "node", target: "node20.19", format: "esm", entryPoints: [join(root, "tools/fuzz.ts")], outfile, banner: { js: REQUIRE }, external: ["esbuild"], plugins: [withChange(root, change)], logLevel: "warning" });
}

function withChange(root: string, change: Change): Plugin {
  const path = join(root, change.file);
  return {
    name: "change",
    setup(builder) {
      builder.onLoad({ filter: /packages.(kernel|engine).src.+\.ts$/ }, (args) => (args.path === path ? { contents: changed(readFileSync(path, "utf8"), change), loader: "ts" } : undefined));
    },
  };
}
