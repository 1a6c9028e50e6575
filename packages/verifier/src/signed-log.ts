/** The tree of RFC 6962 and the signed notes of C2SP, as a verifier needs them. */
import { createPublicKey, hash, verify } from "node:crypto";

function sha256(...parts: readonly Buffer[]): Buffer {
  return hash("sha256", Buffer.concat(parts), "buffer");
}

/** RFC 6962: leaves are hashed after a zero byte, nodes after a one. */
export function leafHash(bytes: Buffer): Buffer {
  return sha256(Buffer.of(0), bytes);
}

/** As `leafHash` of a text's UTF-8, without making its bytes first. */
export function leafHashOfText(text: string): Buffer {
  return hash("sha256", `\0${text}`, "buffer");
}

function nodeHash(left: Buffer, right: Buffer): Buffer {
  return sha256(Buffer.of(1), left, right);
}

/** The right edge of the tree at each of the wanted sizes: roots of complete subtrees, largest first. */
export function edgesAt(hashes: readonly Buffer[], sizes: ReadonlySet<number>): ReadonlyMap<number, readonly Buffer[]> {
  const edges = new Map<number, readonly Buffer[]>([[0, []]]);
  const edge: Buffer[] = [];
  for (const [at, hash] of hashes.entries()) {
    let node = hash;
    for (let left = at; left % 2 === 1; left = (left - 1) / 2) node = nodeHash(edge.pop() ?? node, node);
    edge.push(node);
    if (sizes.has(at + 1)) edges.set(at + 1, [...edge]);
  }
  return edges;
}

export function rootOf(edge: readonly Buffer[]): Buffer {
  return edge.reduceRight<Buffer | undefined>((right, left) => (right ? nodeHash(left, right) : left), undefined) ?? sha256();
}

export interface Head {
  readonly origin: string;
  readonly log: string;
  readonly size: number;
  /** Base64. */
  readonly root: string;
}

/** A C2SP checkpoint; its origin ends with the log that it is of. */
export function headOf(note: string): Head | undefined {
  const [origin = "", size = "", root = "", blank] = note.split("\n");
  return /^(0|[1-9]\d{0,14})$/.test(size) && blank === "" ? { origin, log: origin.slice(origin.lastIndexOf("/") + 1), size: Number(size), root } : undefined;
}

export function isSignedBy(note: string, publicKey: Buffer): boolean {
  if (publicKey.length !== 32) return false;
  const end = note.lastIndexOf("\n\n");
  const text = note.slice(0, end + 1);
  const name = text.slice(0, text.indexOf("\n"));
  const id = sha256(Buffer.from(`${name}\n`), Buffer.of(1), publicKey).subarray(0, 4);
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKey.toString("base64url") }, format: "jwk" });
  return note.slice(end + 2).split("\n").some((line) => {
    const [, signer, base64 = ""] = /^— (\S+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
    const bytes = Buffer.from(base64, "base64");
    return signer === name && bytes.subarray(0, 4).equals(id) && verify(null, Buffer.from(text), key, bytes.subarray(4));
  });
}

/** What a leaf holds in place of a text that can be erased. */
export function commitmentOf(salt: Buffer, text: string): string {
  if (salt.length + text.length * MAX_BYTES > scratch.length) return hash("sha256", Buffer.concat([salt, Buffer.from(text, "utf8")]), "base64");
  const length = salt.copy(scratch) + scratch.write(text, salt.length);
  return hash("sha256", scratch.subarray(0, length), "base64");
}

/** Nearly all texts are short. Hashing them where they are written takes half the time. */
const scratch = Buffer.allocUnsafe(8192);
/** UTF-8 of one UTF-16 unit. */
const MAX_BYTES = 3;

/** The root that an entry's proof leads to (RFC 9162 section 2.1.3.2); nothing where the proof has the wrong length. */
export function rootByPath(leaf: Buffer, index: number, size: number, path: readonly Buffer[]): Buffer | undefined {
  let [node, last, hash] = [index, size - 1, leaf];
  for (const other of path) {
    if (last === 0) return undefined;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(other, hash);
      while (node % 2 === 0 && node > 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else hash = nodeHash(hash, other);
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return index < size && last === 0 ? hash : undefined;
}
