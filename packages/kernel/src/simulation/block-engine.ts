/** What runs blocks: the same memory, worked on by vector code or by its twin in plain JavaScript. */
import { memoryOf, type BlockMemory } from "./block-image.ts";
import { placeInstants, runBlock, sumBlock } from "./block-twin.ts";

/** Something that holds a memory and runs blocks in it. */
export interface BlockEngine {
  readonly memory: BlockMemory;
  /** Runs `firstRun` and the `LANES - 1` after it. */
  readonly run: (firstRun: number) => void;
  /** Adds the block to the nodes' sums; asks for the project's length of each lane in the memory. */
  readonly sum: () => void;
  /** Puts the finishes of the reported nodes on the clock's axis. */
  readonly placeInstants: () => void;
}

/** The engine in plain JavaScript. */
export function twinEngine(image: ArrayBuffer): BlockEngine {
  const memory = memoryOf(image.slice(0));
  return { memory, run: (firstRun) => runBlock(memory, firstRun), sum: () => sumBlock(memory), placeInstants: () => placeInstants(memory) };
}
