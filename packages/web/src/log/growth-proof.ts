/** Whether a log has only grown since a signed state of it was seen: signed notes (C2SP) and consistency proofs (RFC 9162), checked in the browser. */

export interface Head {
  readonly origin: string;
  readonly size: number;
  /** Base64. */
  readonly root: string;
}

/** What a signed note says, whoever signed it; nothing where it is no checkpoint. */
export function headOf(note: string): Head | undefined {
  const [origin = "", size = "", root = "", blank] = note.split("\n");
  return /^(0|[1-9]\d{0,14})$/.test(size) && blank === "" ? { origin, size: Number(size), root } : undefined;
}

/** RFC 9162 section 2.1.4.2. `hashes`: the proof that the server gave, base64. */
export async function provesGrowth(older: Head, newer: Head, hashes: readonly string[]): Promise<boolean> {
  if (older.size > newer.size) return false;
  if (older.size === newer.size) return older.root === newer.root;
  if (older.size === 0) return true;
  let [node, last] = [older.size - 1, newer.size - 1];
  while (node % 2 === 1) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  const [first, ...rest] = isPowerOfTwo(older.size) ? [older.root, ...hashes] : hashes;
  if (first === undefined) return false;
  let [small, large] = [bytesOf(first), bytesOf(first)];
  for (const text of rest) {
    if (last === 0) return false;
    const hash = bytesOf(text);
    if (node % 2 === 1 || node === last) {
      [small, large] = [await parentOf(hash, small), await parentOf(hash, large)];
      while (node % 2 === 0 && node > 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else large = await parentOf(large, hash);
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && isEqual(small, bytesOf(older.root)) && isEqual(large, bytesOf(newer.root));
}

/** Whether the key (32 bytes, base64) signed the note. "unknown" where this browser cannot check Ed25519. */
export async function isSignedBy(note: string, publicKey: string): Promise<boolean | "unknown"> {
  const raw = bytesOf(publicKey);
  const key = await crypto.subtle.importKey("raw", raw, "Ed25519", false, ["verify"]).catch(() => undefined);
  if (!key) return "unknown";
  const end = note.lastIndexOf("\n\n");
  const text = note.slice(0, end + 1);
  const name = text.slice(0, text.indexOf("\n"));
  const id = (await sha256(encoded(`${name}\n`), Uint8Array.of(1), raw)).slice(0, 4);
  for (const line of note.slice(end + 2).split("\n")) {
    const [, signer, base64 = ""] = /^— (\S+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
    if (signer !== name) continue;
    const bytes = bytesOf(base64);
    if (isEqual(bytes.slice(0, 4), id) && (await crypto.subtle.verify("Ed25519", key, bytes.slice(4), encoded(text)))) return true;
  }
  return false;
}

type Bytes = Uint8Array<ArrayBuffer>;

function isPowerOfTwo(size: number): boolean {
  return Number.isInteger(Math.log2(size));
}

function parentOf(left: Bytes, right: Bytes): Promise<Bytes> {
  return sha256(Uint8Array.of(1), left, right);
}

async function sha256(...parts: readonly Bytes[]): Promise<Bytes> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", all));
}

function encoded(text: string): Bytes {
  return new Uint8Array(new TextEncoder().encode(text));
}

function bytesOf(base64: string): Bytes {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function isEqual(one: Bytes, other: Bytes): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
