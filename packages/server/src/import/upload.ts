/** Takes an upload to a file on disk piece by piece, so that its size is never a question of memory. */
import { createHash } from "node:crypto";
import { createWriteStream, rmSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { HttpProblem } from "../http/problem-to-status.ts";
import { makeFolder } from "../storage/make-folder.ts";
import { newId } from "../storage/new-id.ts";

export interface Upload {
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 of the content. */
  readonly digest: string;
  remove(): void;
}

export interface UploadLimit {
  readonly maxBytes: number;
  /** What the sender says; 0 where it says nothing. */
  readonly announcedBytes: number;
  /** Says it in the words of what the file was for. */
  readonly tooLarge: (maxBytes: number) => HttpProblem;
}

/** Uploads that a killed server left behind are of no use to anybody. */
export function openUploadFolder(dataFolder: string): string {
  const folder = join(dataFolder, "uploads");
  rmSync(folder, { recursive: true, force: true });
  makeFolder(folder, 0o700);
  return folder;
}

export async function receiveUpload(body: Readable, folder: string, limit: UploadLimit): Promise<Upload> {
  if (limit.announcedBytes > limit.maxBytes) throw limit.tooLarge(limit.maxBytes);
  const path = join(folder, newId());
  const hash = createHash("sha256");
  let bytes = 0;
  const remove = (): void => rmSync(path, { force: true });
  try {
    await pipeline(
      body,
      async function* measured(pieces: AsyncIterable<Buffer>) {
        for await (const piece of pieces) {
          bytes += piece.length;
          if (bytes > limit.maxBytes) throw limit.tooLarge(limit.maxBytes);
          hash.update(piece);
          yield piece;
        }
      },
      createWriteStream(path, { mode: 0o600 }),
    );
  } catch (error) {
    remove();
    throw error;
  }
  return { path, bytes, digest: hash.digest("hex"), remove };
}
