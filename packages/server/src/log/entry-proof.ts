/** The proof that one entry stands in a signed log, also as a text that other programs read (C2SP tlog-proof). */
import { leafHash } from "./log-entry.ts";

export interface EntryProof {
  /** Base64. */
  readonly leaf: string;
  readonly leafHash: string;
  /** From the leaf's neighbour up to the root's child. */
  readonly hashes: readonly string[];
  readonly text: string;
}

export interface ProvenEntry {
  readonly leaf: Uint8Array;
  /** From the leaf's neighbour up to the root's child. */
  readonly path: readonly Buffer[];
  /** From 0. */
  readonly index: number;
  /** The signed checkpoint. */
  readonly note: string;
}

export function entryProof({ leaf, path: hashes, index, note }: ProvenEntry): EntryProof {
  const path = hashes.map((hash) => hash.toString("base64"));
  const bytes = Buffer.from(leaf).toString("base64");
  // The entry itself travels as "extra": nothing vouches for it but its hash, which the path leads to the root.
  const text = ["c2sp.org/tlog-proof@v1", `extra ${bytes}`, `index ${index}`, ...path, "", note].join("\n");
  return { leaf: bytes, leafHash: leafHash(leaf).toString("base64"), hashes: path, text };
}
