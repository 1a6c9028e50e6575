/** Takes parts out of a zip file without trusting what it says of itself: bytes are counted while they unfold. */
import { Inflate } from "fflate";

export interface ZipLimits {
  readonly maxEntries: number;
  /** All unfolded parts together. */
  readonly maxBytes: number;
  /** How many times larger than the file its parts may unfold; small files may unfold to a megabyte in any case. */
  readonly maxRatio: number;
}

export const ZIP_LIMITS: ZipLimits = { maxEntries: 10_000, maxBytes: 256 * 1024 * 1024, maxRatio: 250 };

/** Why a zip file is not read. */
export type ZipFailure = "no zip" | "encrypted" | "damaged" | "too many parts" | "too large";

export interface ZipFile {
  /** Names of the parts as the directory tells them, in its order; of a name told twice the last counts. */
  readonly names: readonly string[];
  /** The unfolded bytes of a part; undefined where there is none of that name. */
  readonly part: (name: string) => Uint8Array | ZipFailure | undefined;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly size: number;
  readonly headerAt: number;
}

/** Reads the directory only. No part is written anywhere, so that names cannot lead out of a folder. */
export function readZip(bytes: Uint8Array, limits: ZipLimits = ZIP_LIMITS): ZipFile | ZipFailure {
  const entries = readDirectory(bytes, limits);
  if (typeof entries === "string") return entries;
  const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  const most = Math.min(limits.maxBytes, Math.max(4 * 1024 * 1024, bytes.length * limits.maxRatio));
  let unfolded = 0;
  return {
    names: [...byName.values()].map(({ name }) => name),
    part: (name) => {
      const entry = byName.get(name.toLowerCase());
      if (!entry) return undefined;
      const part = unfold(bytes, entry, most - unfolded);
      if (typeof part !== "string") unfolded += part.length;
      return part;
    },
  };
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const END_LENGTH = 22;
const MOST_COMMENT = 65_535;

function readDirectory(bytes: Uint8Array, limits: ZipLimits): Entry[] | ZipFailure {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  if (end === undefined) return "no zip";
  const count = view.getUint16(end + 10, true);
  if (count > limits.maxEntries) return "too many parts";
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY) return "damaged";
    const nameLength = view.getUint16(at + 28, true);
    entries.push({
      name: nameOf(bytes.subarray(at + 46, at + 46 + nameLength)),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      size: view.getUint32(at + 20, true),
      headerAt: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function endOfDirectory(view: DataView): number | undefined {
  const last = view.byteLength - END_LENGTH;
  for (let at = last; at >= 0 && at >= last - MOST_COMMENT; at -= 1) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  return undefined;
}

/** Names of parts are plain letters in every workbook; some programs write the path with backslashes, or from the root. */
function nameOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("").replaceAll("\\", "/").replace(/^\/+/, "");
}

const STORED = 0;
const DEFLATED = 8;

function unfold(bytes: Uint8Array, entry: Entry, most: number): Uint8Array | ZipFailure {
  if ((entry.flags & 1) !== 0) return "encrypted";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.headerAt + 30 > bytes.length || view.getUint32(entry.headerAt, true) !== LOCAL_HEADER) return "damaged";
  const from = entry.headerAt + 30 + view.getUint16(entry.headerAt + 26, true) + view.getUint16(entry.headerAt + 28, true);
  if (from + entry.size > bytes.length) return "damaged";
  const packed = bytes.subarray(from, from + entry.size);
  if (entry.method !== STORED && entry.method !== DEFLATED) return "damaged";
  const part = entry.method === STORED ? (packed.length > most ? "too large" : packed) : inflate(packed, most);
  if (typeof part === "string") return part;
  return crc32(part) === entry.crc ? part : "damaged";
}

/** So little packed data at once cannot unfold to more than 2 MB (deflate packs at most 1032 to 1). */
const PIECE_BYTES = 2048;

function inflate(packed: Uint8Array, most: number): Uint8Array | ZipFailure {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const stream = new Inflate((piece) => {
    pieces.push(piece);
    length += piece.length;
  });
  try {
    for (let at = 0; at < packed.length && length <= most; at += PIECE_BYTES) {
      stream.push(packed.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= packed.length);
    }
  } catch {
    return "damaged";
  }
  return length > most ? "too large" : joined(pieces, length);
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = (rest & 1) === 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
