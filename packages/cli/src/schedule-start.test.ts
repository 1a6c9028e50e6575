/** Starting `leadline schedule` loads what it needs and no more: most of its time on a small plan is loading. */
import { join, resolve } from "node:path";
import { build, type Metafile } from "esbuild";
import { expect, test } from "vitest";
import { NODE_SETTINGS, outsidePackagesStayOutside } from "../../../tools/build.mjs";

const ENTRY = "packages/cli/src/schedule-verb.ts";

test("scheduling a foreign plan loads no schemas of records", async () => {
  const { metafile } = await build({
    ...NODE_SETTINGS,
    entryPoints: [join(resolve(import.meta.dirname, "../../.."), ENTRY)],
    outdir: "/nowhere",
    splitting: true,
    sourcemap: false,
    write: false,
    metafile: true,
    plugins: [outsidePackagesStayOutside],
  });
  const { sources, packages } = loadedWith(ENTRY, metafile);
  expect(sources).toContain("packages/engine/src/schedule/compute.ts");
  expect(packages).toContain("saxes");
  expect(packages).not.toContain("zod");
});

/** What stands in the output of `entry` and in all that it loads at once, and the packages from outside that these load. */
function loadedWith(entry: string, { outputs }: Metafile): { readonly sources: readonly string[]; readonly packages: readonly string[] } {
  const found = new Set(Object.keys(outputs).filter((path) => outputs[path]?.entryPoint === entry));
  const packages: string[] = [];
  for (const path of found) {
    for (const { kind, path: next } of outputs[path]?.imports ?? []) {
      if (kind !== "import-statement") continue;
      if (next in outputs) found.add(next);
      else packages.push(next);
    }
  }
  return { sources: [...found].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {})), packages };
}
