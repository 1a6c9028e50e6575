/** What runs blocks: the same memory, worked on by vector code or by its twin in plain JavaScript. */
import { memoryOf, type BlockMemory } from "./block-image.ts";
import { runBlock } from "./block-twin.ts";

/** Something that holds a memory and runs blocks in it. */
export interface BlockEngine {
  readonly memory: BlockMemory;
  /** Runs `firstRun` and the `LANES - 1` after it. */
  readonly run: (firstRun: number) => void;
}

/** The engine in plain JavaScript. */
export function twinEngine(image: ArrayBuffer): BlockEngine {
  const memory = memoryOf(image.slice(0));
  return { memory, run: (firstRun) => runBlock(memory, firstRun) };
}
