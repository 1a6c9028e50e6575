/** Builds dist/ from the sources: the server, the command line and the web application, each only when its sources changed. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import { oneAtATime } from "./one-at-a-time.mjs";
import { LOCK_FOLDER, ROOT, say, setUp, stop } from "./setup.mjs";

/** @typedef {"server" | "cli" | "web"} Target */

/** What each target is made of. Everything inside the folders counts, but tests. @type {Record<Target, string[]>} */
const SOURCES = {
  server: ["packages/kernel", "packages/engine", "packages/formats", "packages/verifier", "packages/server"],
  cli: ["packages/kernel", "packages/engine", "packages/formats", "packages/verifier", "packages/client", "packages/cli"],
  web: ["packages/kernel", "packages/engine", "packages/formats", "packages/client", "packages/web"],
};
const SHARED_SOURCES = ["package-lock.json", "tools/build.mjs", "tsconfig.base.json"];
/** @type {Target[]} */
export const TARGETS = ["server", "cli", "web"];
const DIST = join(ROOT, "dist");

/** Builds the stale ones of `targets`, or ends the process. @param {Target[]} targets */
export function buildWhatChanged(targets) {
  if (!canBuildWhatChanged(targets)) stop("Leadline: the build failed; the builder's own message stands above.");
}

/** Builds the stale ones of `targets` in a process of its own, so that the builders' memory is given back. @param {Target[]} targets @returns {boolean} */
export function canBuildWhatChanged(targets = TARGETS) {
  if (!targets.some(isStale)) return true;
  return oneAtATime(LOCK_FOLDER, () => {
    const stale = targets.filter(isStale);
    if (stale.length === 0) return true;
    say(`Leadline: building ${stale.join(", ")}…`);
    return spawnSync(process.execPath, [join(ROOT, "tools/build.mjs"), ...stale], { cwd: ROOT, stdio: ["ignore", 2, 2] }).status === 0;
  });
}

/** True when a target was never built, or from other sources than these. @param {Target} target */
export function isStale(target) {
  const stamp = stampOf(target);
  return !existsSync(stamp) || !existsSync(join(DIST, target)) || readFileSync(stamp, "utf8") !== fingerprint(target);
}

/** Makes one target. Made beside its place and then moved, so that a killed build leaves no half of it. @param {Target} target */
async function build(target) {
  const print = fingerprint(target);
  const making = join(DIST, `.making-${target}-${process.pid}`);
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  rmSync(stampOf(target), { force: true });
  try {
    if (target === "web") await makeWeb(making);
    else await makeNode(target, making);
    rmSync(join(DIST, target), { recursive: true, force: true });
    renameSync(making, join(DIST, target));
    writeFileSync(stampOf(target), print);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

/** @param {"server" | "cli"} target @param {string} folder */
async function makeNode(target, folder) {
  const { build: bundle } = await import("esbuild");
  await bundle(nodeBundle(target, folder));
  if (target !== "cli") return;
  await bundle(verifierBundle(folder));
  await bundle(scheduleBundle(folder));
  await keepCompiled(folder);
}

/**
 * The esbuild settings of the two programs for Node. The server leaves the packages from outside where npm put them; the
 * command line takes them in, because few files start faster than three hundred,
 * and loads each verb with what it needs when it is asked for.
 * @param {"server" | "cli"} target @param {string} folder @returns {import("esbuild").BuildOptions}
 */
export function nodeBundle(target, folder) {
  const entries = target === "server" ? { main: "packages/server/src/main.ts", "import-worker": "packages/server/src/import-worker.ts", "forecast-worker": "packages/server/src/forecast-worker.ts", "report-worker": "packages/server/src/report-worker.ts" } : { leadline: "packages/cli/src/start.ts", "simulation-worker": "packages/cli/src/simulation-worker.ts", ...RARE_PARTS };
  return {
    ...NODE_SETTINGS,
    entryPoints: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(ROOT, path)])),
    outdir: folder,
    plugins: target === "server" ? [outsidePackagesStayOutside] : [],
    minifySyntax: target === "cli",
    splitting: target === "cli",
    chunkNames: "[name]-[hash]",
  };
}

/** One short file that runs and can be read without anything else: whoever checks an export need not trust the rest. @param {string} folder @returns {import("esbuild").BuildOptions} */
export function verifierBundle(folder) {
  return { ...NODE_SETTINGS, entryPoints: [join(ROOT, "packages/verifier/src/verify.ts")], outdir: folder, banner: { js: "#!/usr/bin/env node" }, minifySyntax: true, sourcemap: false };
}

/**
 * `leadline schedule` in one file, as a function of what it needs from outside: packages/cli/src/start.ts runs it. ASCII alone, so
 * that it is read without decoding.
 * @param {string} folder @returns {import("esbuild").BuildOptions}
 */
function scheduleBundle(folder) {
  return {
    ...NODE_SETTINGS,
    entryPoints: [join(ROOT, "packages/cli/src/schedule-program.ts")],
    outfile: join(folder, SCHEDULE_TEXT),
    outExtension: {},
    format: "cjs",
    charset: "ascii",
    minifySyntax: true,
    minifyWhitespace: true,
    sourcemap: false,
    plugins: [rarePartsStayOutside],
    banner: { js: "(function (module, require, importBeside) {" },
    footer: { js: "})" },
  };
}

/** What scheduling loads for few files alone: modules of their own beside the program, shared with the other verbs. */
const RARE_PARTS = { "plan-file": "packages/formats/src/plan-file.ts", "why-leveled": "packages/engine/src/leveling/why-leveled.ts" };

/** @type {import("esbuild").Plugin} */
const rarePartsStayOutside = {
  name: "rare-parts-stay-outside",
  setup(builder) {
    builder.onResolve({ filter: /\/(?:plan-file|why-leveled)\.ts$/ }, ({ path, kind }) => (kind === "dynamic-import" ? { path: `./${basename(path, ".ts")}.mjs`, external: true } : undefined));
  },
};

const SCHEDULE_TEXT = "schedule.js.txt";

/** Leaves what V8 compiled of the program while it scheduled a small plan of each common kind. @param {string} folder */
async function keepCompiled(folder) {
  const bundled = readFileSync(join(folder, SCHEDULE_TEXT), "latin1");
  // Code that was kept cannot import by itself (V8 forgets for whom it would): whoever runs it does that for it.
  const text = bundled.replaceAll(/\bimport\(/g, "importBeside(");
  writeFileSync(join(folder, SCHEDULE_TEXT), text, "latin1");
  const script = new Script(text, { filename: join(DIST, "cli", SCHEDULE_TEXT) });
  /** @type {{ exports: { runSchedule?: (words: string[], terminal: object) => Promise<number> } }} */
  const made = { exports: {} };
  script.runInThisContext()(made, createRequire(import.meta.url), undefined);
  const silent = { print() {}, tell() {}, emphasize: String, width: undefined };
  for (const [name, text] of Object.entries(SMALL_PLANS)) {
    const path = join(folder, name);
    writeFileSync(path, text);
    const exitCode = await made.exports.runSchedule?.(["schedule", path, "--json"], silent);
    rmSync(path);
    if (exitCode !== 0) throw new Error(`The built program could not schedule ${name}.`);
  }
  writeFileSync(join(folder, "schedule.code"), script.createCachedData());
}

/** One plan per way through the program that most files take. */
const SMALL_PLANS = {
  "small.plan": `project "Small" starts 2026-01-05
calendar "Standard" Mon-Fri 08:00-12:00 13:00-17:00
T1 "Design" 4d
T2 "Build" 10d after T1
T3 "Try" 5d after T1 SS+2d, T2
T4 "Hand over" 0d after T2, T3
`,
};

/** What every bundle for Node shares; `require` is made because some packages from outside are still CommonJS. @type {import("esbuild").BuildOptions} */
export const NODE_SETTINGS = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: "node",
  target: "node20.19",
  format: "esm",
  outExtension: { ".js": ".mjs" },
  sourcemap: "linked",
  banner: { js: 'import { createRequire as createRequireForBundle } from "node:module"; const require = createRequireForBundle(import.meta.url);' },
  legalComments: "none",
  logLevel: "warning",
};

/** Our own packages are TypeScript and taken in; all others stay in node_modules. @type {import("esbuild").Plugin} */
export const outsidePackagesStayOutside = {
  name: "outside-packages-stay-outside",
  setup(builder) {
    builder.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === "entry-point" || path.startsWith("@leadline/") || /^[A-Za-z]:/.test(path) ? undefined : { path, external: true },
    );
  },
};

/** Always for production: under a test runner NODE_ENV says "test", and React's development build is twice the size. @param {string} folder */
async function makeWeb(folder) {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = "production";
  const { build: bundle, createLogger } = await import("vite");
  const logger = createLogger("warn");
  logger.warn = logger.warnOnce = logger.error = (message) => say(message);
  await bundle({ root: join(ROOT, "packages/web"), customLogger: logger, build: { outDir: folder, emptyOutDir: true } });
  if (before === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = before;
}

/** @param {Target} target */
function stampOf(target) {
  return join(DIST, `.${target}.built-from`);
}

/** Hash over path and content of all sources of a target, and over the V8 that compiled what is kept. @param {Target} target */
function fingerprint(target) {
  const hash = createHash("sha256").update(process.versions.v8);
  for (const path of [...SHARED_SOURCES, ...SOURCES[target].flatMap(filesBelow)]) {
    hash.update(`\0${path}\0`).update(readFileSync(join(ROOT, path)));
  }
  return hash.digest("hex");
}

/** Paths of the files below a folder of the clone, sorted, without tests and installed packages. @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((path) => !path.includes("/node_modules/") && !/\.test\.tsx?$/.test(path))
    .sort();
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  setUp();
  const wanted = TARGETS.filter((target) => process.argv.slice(2).includes(target));
  const stale = wanted.length > 0 ? wanted : TARGETS.filter(isStale);
  for (const target of stale) {
    const begin = performance.now();
    await build(target).catch((error) => stop(`Leadline: ${target} could not be built. ${error.message}`));
    say(`Leadline: built ${target} in ${((performance.now() - begin) / 1000).toFixed(1)} s`);
  }
  if (stale.length === 0) say("Leadline: everything is built from these sources already.");
}
