/** Tar files, so that any computer can look into a backup without Leadline: written piece by piece, read at any place. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import type { Readable } from "node:stream";

export interface TarPart {
  readonly name: string;
  /** Where the content begins in the file. */
  readonly offset: number;
  readonly bytes: number;
  /** SHA-256 of the content, hex. */
  readonly sha256: string;
}

export interface TarWriter {
  /** Adds one file; its size need not be known before. */
  readonly add: (name: string, content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) => Promise<TarPart>;
  /** Ends the archive and sees it onto the disk. */
  readonly finish: () => Promise<void>;
  /** Lets go of an archive that will not be finished. */
  readonly abandon: () => Promise<void>;
}

const BLOCK = 512;

/** Makes the file; fails where it exists already. Readable by its owner alone, because backups hold secrets. */
export async function writeTar(path: string): Promise<TarWriter> {
  const file = await open(path, "wx", 0o600);
  let end = 0;
  const add = async (name: string, content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<TarPart> => {
    const offset = end + BLOCK;
    const hash = createHash("sha256");
    let bytes = 0;
    for await (const piece of content) {
      await writeAll(file, piece, offset + bytes);
      hash.update(piece);
      bytes += piece.length;
    }
    const padding = (BLOCK - (bytes % BLOCK)) % BLOCK;
    if (padding > 0) await writeAll(file, Buffer.alloc(padding), offset + bytes);
    await writeAll(file, header(name, bytes), end);
    end = offset + bytes + padding;
    return { name, offset, bytes, sha256: hash.digest("hex") };
  };
  return {
    add,
    finish: async () => {
      await writeAll(file, Buffer.alloc(2 * BLOCK), end);
      await file.sync();
      await file.close();
    },
    abandon: () => file.close(),
  };
}

/** The parts of a tar file, without their hashes: only headers are read. Throws where it is none, or was cut off. */
export async function listTar(path: string): Promise<readonly Omit<TarPart, "sha256">[]> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const parts: Omit<TarPart, "sha256">[] = [];
    const block = Buffer.alloc(BLOCK);
    for (let at = 0; ; ) {
      const { bytesRead } = await file.read(block, 0, BLOCK, at);
      if (bytesRead < BLOCK) throw new Error("it was cut off before its end");
      if (block.every((byte) => byte === 0)) return parts;
      const bytes = sizeIn(block);
      if (at + BLOCK + bytes > size) throw new Error("it was cut off before its end");
      parts.push({ name: block.toString("utf8", 0, 100).replace(/\0.*$/s, ""), offset: at + BLOCK, bytes });
      at += BLOCK + Math.ceil(bytes / BLOCK) * BLOCK;
    }
  } finally {
    await file.close();
  }
}

export function readPart(path: string, part: Pick<TarPart, "offset" | "bytes">): Readable {
  return part.bytes === 0 ? createReadStream(path, { start: 0, end: -1 }) : createReadStream(path, { start: part.offset, end: part.offset + part.bytes - 1 });
}

/** Copies one part into a file of its own. */
export async function extractPart(path: string, part: Pick<TarPart, "offset" | "bytes">, to: string): Promise<void> {
  const out = createWriteStream(to, { mode: 0o600, flush: true });
  if (part.bytes > 0) for await (const piece of readPart(path, part)) if (!out.write(piece)) await once(out, "drain");
  out.end();
  await once(out, "finish");
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

/** One header after POSIX.1-1988 (ustar); sizes above 8 GB in GNU's base-256 spelling, which every tar of today reads. */
function header(name: string, bytes: number): Buffer {
  if (Buffer.byteLength(name) > 100) throw new Error(`the name ${name} is too long for a tar file`);
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0);
  block.write("0000600\0", 100);
  block.write("0000000\0", 108);
  block.write("0000000\0", 116);
  if (bytes < 8 ** 11) block.write(`${bytes.toString(8).padStart(11, "0")}\0`, 124);
  else {
    block.writeUInt8(0x80, 124);
    block.writeBigUInt64BE(BigInt(bytes), 128);
  }
  block.write("00000000000\0", 136);
  block.write("        0", 148);
  block.write("ustar\u000000", 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return block;
}

function sizeIn(block: Buffer): number {
  if (block.toString("latin1", 257, 262) !== "ustar") throw new Error("it is no tar file");
  if (block.readUInt8(124) === 0x80) return Number(block.readBigUInt64BE(128));
  const size = Number.parseInt(block.toString("latin1", 124, 135), 8);
  if (!Number.isSafeInteger(size)) throw new Error("it is damaged");
  return size;
}
