/** Runs a TypeScript tool of this clone: `node tools/run.mjs tools/golden.ts --update`. */
import { spawnSync } from "node:child_process";
import { basename, join } from "node:path";
import { NODE_SETTINGS, outsidePackagesStayOutside } from "./build.mjs";
import { ROOT, setUp, stop } from "./setup.mjs";

const [file, ...rest] = process.argv.slice(2);
if (file === undefined) stop("Say which tool to run, e.g. node tools/run.mjs tools/golden.ts");
setUp();

const program = join(ROOT, ".cache/run", `${basename(file, ".ts")}.mjs`);
const { build } = await import("esbuild");
await build({ ...NODE_SETTINGS, entryPoints: [join(ROOT, file)], outfile: program, plugins: [outsidePackagesStayOutside] }).catch(() => stop(`${file} could not be built; the reasons stand above.`));

const result = spawnSync(process.execPath, ["--enable-source-maps", "--expose-gc", program, ...rest], { cwd: ROOT, stdio: "inherit" });
process.exitCode = result.status ?? 1;
