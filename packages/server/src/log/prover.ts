/** Proofs about long logs: the roots of full blocks never change, so they are computed once and remembered. */
import { ContradictedLog, originOf } from "./checkpoints.ts";
import { BLOCK, consistencyProofIn, HASH_BYTES, inclusionProofIn, rootOver, treeOf, type Blocks } from "./merkle-tree.ts";
import { leafBlocks } from "./queries.ts";
import type { Transaction } from "../storage/database.ts";

export interface Prover {
  /** What one needs beside entry `index` (from 0) to compute the root over the first `size` entries. */
  readonly inclusion: (tx: Transaction, log: string, place: { readonly index: number; readonly size: number }) => Promise<readonly Buffer[]>;
  /** Shows that the first `from` entries are the beginning of the first `to`. */
  readonly consistency: (tx: Transaction, log: string, range: { readonly from: number; readonly to: number }) => Promise<readonly Buffer[]>;
  /** Every log was emptied: only tests do that. */
  readonly forget: () => void;
}

/** 32 bytes for 256 entries each. */
const MOST_LOGS = 500;
/** Blocks that are read and hashed in one go; in between, others are answered. */
const AT_ONCE = 16;

export function openProver(): Prover {
  /** Roots of full blocks by the origin of their log, least recently used first. */
  const known = new Map<string, readonly Buffer[]>();
  const rootsOf = async (tx: Transaction, log: string, size: number): Promise<readonly Buffer[]> => {
    const origin = originOf(tx.workspaceId, log);
    const full = Math.floor(size / BLOCK);
    let roots = known.get(origin) ?? [];
    while (roots.length < full) roots = [...roots, ...(await readRoots(tx, log, { first: roots.length, upTo: Math.min(full, roots.length + AT_ONCE) * BLOCK }))];
    remember(origin, roots);
    const rest = size % BLOCK === 0 ? [] : await readRoots(tx, log, { first: full, upTo: size });
    return [...roots.slice(0, full), ...rest];
  };
  const remember = (origin: string, roots: readonly Buffer[]): void => {
    known.delete(origin);
    known.set(origin, roots);
    for (const oldest of known.keys()) if (known.size > MOST_LOGS) known.delete(oldest);
  };
  const opened = async (tx: Transaction, log: string, index: number, size: number): Promise<Blocks> => {
    const at = Math.floor(index / BLOCK);
    const roots = await rootsOf(tx, log, size);
    const [leaves = []] = at < roots.length ? await readLeaves(tx, log, { first: at, upTo: Math.min(size, (at + 1) * BLOCK) }) : [];
    return { roots, opened: { at, leaves } };
  };
  return {
    inclusion: async (tx, log, { index, size }) => inclusionProofIn(await opened(tx, log, index, size), index),
    consistency: async (tx, log, { from, to }) => (from === 0 || from === to ? [] : consistencyProofIn(await opened(tx, log, from, to), from, to)),
    forget: () => known.clear(),
  };
}

async function readRoots(tx: Transaction, log: string, range: { readonly first: number; readonly upTo: number }): Promise<readonly Buffer[]> {
  return (await readLeaves(tx, log, range)).map(rootOver);
}

/** A log in which entries are missing proves nothing. */
async function readLeaves(tx: Transaction, log: string, range: { readonly first: number; readonly upTo: number }): Promise<readonly (readonly Buffer[])[]> {
  const blocks = await leafBlocks(tx, log, { ...range, size: BLOCK });
  const found = blocks.reduce((sum, { length }) => sum + length, 0);
  if (found !== (range.upTo - range.first * BLOCK) * HASH_BYTES) throw new ContradictedLog(`The log ${originOf(tx.workspaceId, log)} has gaps. Run “leadline verify --database” to see where.`);
  return blocks.map((bytes) => treeOf(0, bytes).edge);
}
