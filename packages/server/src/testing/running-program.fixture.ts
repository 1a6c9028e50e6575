/** The built server as a process of its own, as `npm start` runs it. */
import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { inject } from "vitest";
import { freePort } from "../storage/free-port.ts";
import { readPostmaster } from "../storage/postmaster.ts";

export interface ProgramOptions {
  readonly dataFolder: string;
  readonly port?: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly words?: readonly string[];
  /** Number of the operating system user; needs root. */
  readonly uid?: number;
}

export interface Program {
  readonly pid: number;
  /** Resolves with the address, or with how it ended instead. */
  readonly started: Promise<{ readonly address: string } | Ending>;
  readonly ended: Promise<Ending>;
  readonly stderr: () => string;
  readonly stdout: () => string;
  readonly signal: (name: NodeJS.Signals) => void;
}

export interface Ending {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function runProgram({ dataFolder, port = 0, environment = {}, words = [], uid }: ProgramOptions): Program {
  const child = spawn(process.execPath, [join(inject("builtServer"), "main.mjs"), ...words], {
    cwd: "/",
    env: { PATH: process.env["PATH"] ?? "", PORT: String(port), LEADLINE_DATA_DIR: dataFolder, LEADLINE_TEST: "1", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  let [stdout, stderr] = ["", ""];
  const ended = new Promise<Ending>((resolve) => child.on("close", (code) => resolve({ code, stdout, stderr })));
  child.stderr.on("data", (piece: Buffer) => (stderr += piece.toString()));
  const ready = new Promise<{ readonly address: string }>((resolve) => {
    child.stdout.on("data", (piece: Buffer) => {
      stdout += piece.toString();
      const address = /Leadline is ready at (\S+)\n/.exec(stdout)?.[1];
      if (address !== undefined) resolve({ address });
    });
  });
  return { pid: child.pid ?? 0, started: Promise.race([ready, ended]), ended, stdout: () => stdout, stderr: () => stderr, signal: (name) => child.kill(name) };
}

/** The address of a program that must start. */
export async function addressOf(program: Program): Promise<string> {
  const started = await program.started;
  if ("address" in started) return started.address;
  throw new Error(`the server did not start: ${started.stderr}`);
}

/** The one sentence with which a program that cannot start ends. */
export async function refusalOf(program: Program): Promise<string> {
  const started = await program.started;
  if ("address" in started) throw new Error("the server started, though it should not");
  const sentence = /^Leadline cannot start: (.*)\n$/m.exec(started.stderr)?.[1];
  if (started.code !== 1 || sentence === undefined) throw new Error(`ended with ${started.code}: ${started.stderr}`);
  return sentence;
}

export async function stopped(program: Program): Promise<Ending> {
  program.signal("SIGTERM");
  return program.ended;
}

/** Kills the PostgreSQL of a data folder, as the system does when memory runs out. */
export function killPostgres(dataFolder: string): void {
  const postmaster = readPostmaster(join(dataFolder, "postgres/cluster"));
  if (postmaster) process.kill(postmaster.pid, "SIGKILL");
}

export async function anyPort(): Promise<number> {
  return (await freePort("127.0.0.1", 0)) ?? 0;
}

export const isRoot = process.getuid?.() === 0;

/** A small file system of its own, or nothing where this user may not mount one. */
export function mountSmall(folder: string, options: string): (() => void) | undefined {
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], { stdio: "ignore" });
  return mounted.status === 0 ? () => void spawnSync("umount", [folder], { stdio: "ignore" }) : undefined;
}
