/** Writes a small file so that it survives a power cut: all of it or nothing, and on the disk before anything is built on it. */
import { chownSync, closeSync, fsyncSync, openSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

export interface DurableFileOptions {
  readonly mode: number;
  /** Whom the file belongs to, where it is another than who writes it. */
  readonly owner?: { readonly uid: number; readonly gid: number } | undefined;
}

export function writeDurably(path: string, text: string, { mode, owner }: DurableFileOptions): void {
  const making = `${path}.new`;
  writeFileSync(making, text, { mode, flush: true });
  if (owner) chownSync(making, owner.uid, owner.gid);
  moveDurably(making, path);
}

/** A move counts when the folder that it happened in has reached the disk. */
export function moveDurably(from: string, to: string): void {
  renameSync(from, to);
  // Windows knows no folders to write through; there the move itself is all that can be asked for.
  if (process.platform === "win32") return;
  const folder = openSync(dirname(to), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
