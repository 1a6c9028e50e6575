/** The Merkle tree of RFC 6962 over a log: it grows at its right edge, and proves what it holds and that it only grew. */
import { createHash } from "node:crypto";

export interface Tree {
  readonly size: number;
  /** Roots of the complete subtrees, largest first: one for each 1 in the binary size. */
  readonly edge: readonly Buffer[];
}

export const EMPTY_TREE: Tree = { size: 0, edge: [] };

export function grown(tree: Tree, leafHash: Buffer): Tree {
  const edge = [...tree.edge];
  let hash = leafHash;
  for (let left = tree.size; left % 2 === 1; left = (left - 1) / 2) hash = nodeHash(edge.pop() ?? hash, hash);
  return { size: tree.size + 1, edge: [...edge, hash] };
}

/** The tree over leaves in order, made in one go. */
export function treeOver(leafHashes: Iterable<Buffer>): Tree {
  const edge: Buffer[] = [];
  let size = 0;
  for (const leafHash of leafHashes) {
    let hash = leafHash;
    for (let left = size; left % 2 === 1; left = (left - 1) / 2) hash = nodeHash(edge.pop() ?? hash, hash);
    edge.push(hash);
    size += 1;
  }
  return { size, edge };
}

/** RFC 6962 section 2.1: the root of the empty tree is the hash of nothing. */
export function rootOf({ edge }: Tree): Buffer {
  return edge.reduceRight<Buffer | undefined>((right, left) => (right ? nodeHash(left, right) : left), undefined) ?? createHash("sha256").digest();
}

export function nodeHash(left: Buffer, right: Buffer): Buffer {
  return createHash("sha256").update(NODE).update(left).update(right).digest();
}

const NODE = Buffer.of(1);

/** How the database keeps the edge: one hash after the other. */
export function edgeBytes({ edge }: Tree): Buffer {
  return Buffer.concat(edge);
}

export function treeOf(size: number, bytes: Buffer): Tree {
  return { size, edge: Array.from({ length: bytes.length / HASH_BYTES }, (_, at) => bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES)) };
}

export const HASH_BYTES = 32;

/** RFC 6962 section 2.1.1: what one needs beside leaf `index` (from 0) to compute the root over all `leafHashes`. */
export function inclusionProof(leafHashes: readonly Buffer[], index: number): readonly Buffer[] {
  if (leafHashes.length <= 1) return [];
  const half = largestPowerBelow(leafHashes.length);
  const [left, right] = [leafHashes.slice(0, half), leafHashes.slice(half)];
  return index < half ? [...inclusionProof(left, index), rootOver(right)] : [...inclusionProof(right, index - half), rootOver(left)];
}

/** RFC 6962 section 2.1.2: shows that the tree over the first `from` leaves is the beginning of the tree over all. */
export function consistencyProof(leafHashes: readonly Buffer[], from: number): readonly Buffer[] {
  return from === 0 || from === leafHashes.length ? [] : subproof(leafHashes, from, "known");
}

function subproof(leafHashes: readonly Buffer[], from: number, whole: "known" | "unknown"): readonly Buffer[] {
  if (from === leafHashes.length) return whole === "known" ? [] : [rootOver(leafHashes)];
  const half = largestPowerBelow(leafHashes.length);
  const [left, right] = [leafHashes.slice(0, half), leafHashes.slice(half)];
  return from <= half ? [...subproof(left, from, whole), rootOver(right)] : [...subproof(right, from - half, "unknown"), rootOver(left)];
}

/** So many leaves in a row have one root: a power of two, so that the tree over such roots is the tree over the leaves. */
export const BLOCK = 256;

/** A log of which only one block is looked into: enough for any proof about it. */
export interface Blocks {
  /** Of every block; the last one may be shorter. */
  readonly roots: readonly Buffer[];
  readonly opened: { readonly at: number; readonly leaves: readonly Buffer[] };
}

/** As `inclusionProof`, for a leaf of the opened block. */
export function inclusionProofIn({ roots, opened }: Blocks, index: number): readonly Buffer[] {
  return [...inclusionProof(opened.leaves, index - opened.at * BLOCK), ...inclusionProof(roots, opened.at)];
}

/** As `consistencyProof`, where the leaf after the first `from` ones lies in the opened block, or nothing lies after them. */
export function consistencyProofIn({ roots, opened }: Blocks, from: number, size: number): readonly Buffer[] {
  if (from === size) return [];
  return from % BLOCK === 0 ? consistencyProof(roots, from / BLOCK) : blockSubproof(roots, opened, from, "known");
}

/** `roots` ends where the tree ends, or where a neighbour begins whose root is in the proof already. */
function blockSubproof(roots: readonly Buffer[], opened: Blocks["opened"], from: number, whole: "known" | "unknown"): readonly Buffer[] {
  if (roots.length === 1) return subproof(opened.leaves, from - opened.at * BLOCK, whole);
  const half = largestPowerBelow(roots.length);
  const [left, right] = [roots.slice(0, half), roots.slice(half)];
  if (opened.at < half) return [...blockSubproof(left, opened, from, whole), rootOver(right)];
  return [...blockSubproof(right, { ...opened, at: opened.at - half }, from - half * BLOCK, "unknown"), rootOver(left)];
}

export function rootOver(leafHashes: readonly Buffer[]): Buffer {
  return rootOf(treeOver(leafHashes));
}

/** The largest power of two smaller than `count`, which is at least 2. */
function largestPowerBelow(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}
