/** Writes a result file whole or not at all: beside its place first, then renamed onto it. */
import { randomBytes } from "node:crypto";
import { realpath, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, basename } from "node:path";
import { fileFailure, success, type Outcome } from "./exit-code.ts";

export async function writeWholeFile(path: string, content: string | Uint8Array): Promise<Outcome<undefined>> {
  const beside = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString("hex")}.part`);
  try {
    await writeFile(beside, content, { flag: "wx" });
    await rename(beside, path);
    return success(undefined);
  } catch (error) {
    await rm(beside, { force: true });
    return fileFailure(path, error);
  }
}

/** True when both paths lead to the same existing file, through links as well. */
export async function isSameFile(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([one, other].map((path) => realpath(path).catch(() => undefined)));
  return first !== undefined && first === second;
}
