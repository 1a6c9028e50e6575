/** The tree of RFC 6962: known roots and proofs, and the laws that every size obeys. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { leafHash } from "./log-entry.ts";
import { BLOCK, consistencyProof, consistencyProofIn, edgeBytes, EMPTY_TREE, grown, inclusionProof, inclusionProofIn, nodeHash, rootOf, rootOver, treeOf, treeOver, type Blocks } from "./merkle-tree.ts";

/** The leaves and roots of the reference test of Certificate Transparency (public vectors for RFC 6962). */
const LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"].map((hex) => leafHash(Buffer.from(hex, "hex")));
const ROOTS = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

test("the roots of one to eight leaves are the published ones", () => {
  expect(ROOTS.map((_, at) => rootOf(treeOver(LEAVES.slice(0, at + 1))).toString("hex"))).toEqual(ROOTS);
  expect(rootOf(EMPTY_TREE).toString("hex")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});

test("proofs are the published ones", () => {
  const hex = (hashes: readonly Buffer[]): string[] => hashes.map((hash) => hash.toString("hex"));
  expect(hex(inclusionProof(LEAVES, 0))).toEqual(["96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7", "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"]);
  expect(hex(inclusionProof(LEAVES, 5))).toEqual(["bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"]);
  expect(hex(consistencyProof(LEAVES, 6))).toEqual(["0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"]);
});

const leaves = (count: number): Buffer[] => Array.from({ length: count }, (_, at) => leafHash(Buffer.from(`entry ${at}`)));

test("a tree that grows leaf by leaf, through what a table keeps of it, is the tree over all leaves", () => {
  let tree = EMPTY_TREE;
  for (const [at, leaf] of leaves(130).entries()) {
    tree = grown(treeOf(tree.size, edgeBytes(tree)), leaf);
    expect(rootOf(tree)).toEqual(rootOf(treeOver(leaves(at + 1))));
    expect(tree.edge.length).toBe(at.toString(2).length === 0 ? 0 : [...(at + 1).toString(2)].filter((digit) => digit === "1").length);
  }
});

/** As RFC 9162 section 2.1.3.2 has it for verifiers: another way round than the proof is made. */
function rootByPath(leaf: Buffer, index: number, size: number, path: readonly Buffer[]): Buffer | undefined {
  let [node, last, hash] = [index, size - 1, leaf];
  for (const other of path) {
    if (last === 0) return undefined;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(other, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [node >> 1, last >> 1];
    } else hash = nodeHash(hash, other);
    [node, last] = [node >> 1, last >> 1];
  }
  return last === 0 ? hash : undefined;
}

test("every entry of every tree is led to the root by its proof, and no other entry is", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), fc.nat(), (size, one, two) => {
      const hashes = leaves(size);
      const root = rootOf(treeOver(hashes)).toString("hex");
      const [index, other] = [one % size, two % size];
      const path = inclusionProof(hashes, index);
      expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)) + 1);
      expect(rootByPath(hashes[index] ?? Buffer.of(), index, size, path)?.toString("hex")).toBe(root);
      if (other !== index) expect(rootByPath(hashes[other] ?? Buffer.of(), index, size, path)?.toString("hex")).not.toBe(root);
    }),
    { numRuns: 300 },
  );
});

/** What is known of a log when one block is looked into. */
function blocksOf(hashes: readonly Buffer[], at: number): Blocks {
  const groups = Array.from({ length: Math.ceil(hashes.length / BLOCK) }, (_, block) => hashes.slice(block * BLOCK, (block + 1) * BLOCK));
  return { roots: groups.map(rootOver), opened: { at, leaves: groups[at] ?? [] } };
}

test("a proof that looks into one block alone is the proof over all leaves", () => {
  const all = leaves(6 * BLOCK);
  const edges = [1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 3 * BLOCK + 7, 4 * BLOCK, 5 * BLOCK - 1, 6 * BLOCK];
  fc.assert(
    fc.property(fc.oneof(fc.constantFrom(...edges), fc.integer({ min: 1, max: 6 * BLOCK })), fc.oneof(fc.constantFrom(...edges), fc.nat()), (size, number) => {
      const hashes = all.slice(0, size);
      const [index, from] = [number % size, number % (size + 1)];
      expect(inclusionProofIn(blocksOf(hashes, Math.floor(index / BLOCK)), index)).toEqual(inclusionProof(hashes, index));
      if (from > 0) expect(consistencyProofIn(blocksOf(hashes, Math.floor(from / BLOCK)), from, size)).toEqual(consistencyProof(hashes, from));
    }),
    { numRuns: 60 },
  );
});
