/** PostgreSQL refuses to run as root: which operating system user it runs as instead, and what that user can reach. */
import { execFileSync, spawnSync } from "node:child_process";
import { StartFailure } from "../start-failure.ts";

/** The user that PostgreSQL's processes run as; `undefined` = the one that runs us. */
export interface OsUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

export const POSTGRES_USER = "postgres";

/** Nobody but root needs another user. As root, the user is created where it does not exist yet. */
export function userForPostgres(name = POSTGRES_USER): OsUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return findUser(name) ?? createUser(name);
}

function findUser(name: string): OsUser | undefined {
  try {
    const uid = Number(execFileSync("id", ["-u", name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
    const gid = Number(execFileSync("id", ["-g", name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
    return { name, uid, gid };
  } catch {
    return undefined;
  }
}

/** `useradd` is on most Linux systems, `adduser -S` on those with busybox. */
const WAYS_TO_CREATE = [
  (name: string) => ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", name],
  (name: string) => ["adduser", "-S", "-D", "-H", name],
] as const;

function createUser(name: string): OsUser {
  for (const way of WAYS_TO_CREATE) {
    const [command, ...words] = way(name);
    spawnSync(command ?? "", words, { stdio: "ignore" });
    const user = findUser(name);
    if (user) return user;
  }
  throw new StartFailure(
    `Leadline runs as root, which PostgreSQL refuses, and the user “${name}” that it would run as could not be created. Create it (useradd --system ${name}), or start Leadline as another user.`,
  );
}

/** Whether the user can enter the folder and every folder above it. Asks the system, because modes do not tell all. */
export function canEnter(user: OsUser | undefined, folder: string): boolean {
  if (!user) return true;
  const result = spawnSync("/bin/sh", ["-c", 'cd "$1" && test -r .', "sh", folder], { uid: user.uid, gid: user.gid, cwd: "/", stdio: "ignore" });
  return result.status === 0;
}

/** What `spawn` needs to run a program as the user. */
export function runAs(user: OsUser | undefined): { readonly uid?: number; readonly gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {};
}
