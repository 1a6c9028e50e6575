/** The memory of a block of runs: where everything stands that the twin and the vector code share, word by word. */

/** Runs that are reckoned side by side. Of 32 to 128 the fastest: more fall out of the second cache, fewer repeat the reading of records. */
export const LANES = 64;

/** Places (in words of 32 bits) of the header's entries. All entries but counts are places of sections. */
export const HEAD = { nodes: 0, code: 1, codeEnd: 2, records: 3, terminals: 4, terminalsEnd: 5, project: 6, caps: 7, calendars: 8, fromWall: 9, scratch: 10, critical: 11, constantFinish: 12, live: 13, wantsSlack: 14, constants: 16, behind: 26, sums: 27, minutes: 28, reported: 29, reportedEnd: 30, instants: 31 } as const;
export const HEAD_WORDS = 32;

/** Constants of the vector code's inner loops, as words: mixing factors, the bits of 1 and of 1 - 2^-24, the step between runs, then of 0, 2^23 - 1 and 2^23, a mask of even numbers, and 0.1. */
export const CONSTANTS = [0x7feb352d, 0x846ca68b, 0x3f800000, 0x3f7fffff, Math.imul(4, 0x9e3779b9), 0, 0x4afffffe, 0x4b000000, -2, 0x3dcccccd] as const;

/** Instructions: op, target column, column a, column b, key or first entry, count, then six numbers. Columns are places of their first lane. */
export const STRIDE = 12;
export const OP = {
  /** Target = a share between 0 and 1 drawn with `key`. */
  share: 0,
  /** Target = span (doubled whole ticks) from a triangle at a share drawn with `key`: numbers low, high, split, low and high squares. */
  triangleSpan: 1,
  /** Target = triangle at share a. */
  triangle: 2,
  /** Target = number 0 + number 1 x (table at a x number 2 + number 3, kept within the table). `key`: first entry; `count`: cells. */
  table: 3,
  /** Target = value of the first step whose end lies above a; pairs of end and value from `key` on. */
  steps: 4,
  /** Target = 1 where number 0 <= a < number 1, else 0. */
  between: 5,
  /** Target = b where a is not 0, else number 0. */
  where: 6,
  times: 7,
  plus: 8,
  larger: 9,
  /** Target = a x number 0 + number 1. */
  scale: 10,
  /** Target = a in whole ticks, never negative, doubled. */
  span: 11,
  /** Target = a in whole ticks, doubled. */
  lag: 12,
  /** Target = sum of columns times weights: `count` pairs of column and weight from `key` on. */
  mix: 13,
  /** Target = the doubled span a as a number of ticks. */
  ticks: 14,
  /** Target = span from a table at a share drawn with `key`: number 0 + number 1 x (table that begins at a, `count` cells). */
  tableSpan: 15,
} as const;

/** Node records. */
export const NODE_WORDS = 15;
export const RECORD = { kind: 0, inFrom: 1, inTo: 2, outFrom: 3, outTo: 4, floor: 5, finishFloor: 6, lateCap: 7, cap: 8, span: 9, finish: 10, late: 11, startCeiling: 12, finishCeiling: 13, lateStart: 14 } as const;
export const KIND = {
  /** Its finish stands in the column from the beginning. */
  given: 1,
  /** May take no time: it then keeps the instant, as a milestone does. */
  vanishes: 2,
  /** Under way: what is left of it begins at its floor, whatever its links say. */
  underWay: 4,
  /** Finished, or of another project: nothing can make it critical. */
  spent: 8,
  /** No link in but from finish to start in its own calendar. */
  simple: 16,
  /** A constraint pulls it to its ceilings, whatever its links say. */
  ceiled: 32,
  /** May not start later than `lateStart`. */
  startsBy: 64,
} as const;

/**
 * Links in: finish column and span column of the predecessor, kind, mask, offset, lag column or map.
 * Links out: late column and span column of the successor, kind, nothing, doubled lag, lag column or map.
 */
export const LINK_WORDS = 6;
/** Bits 0 and 1 are the link type (bit 0: ends on the successor's finish, bit 1: begins at the predecessor's start). */
export const LINK_KIND = { toFinish: 1, fromStart: 2, drawnLag: 4, mapped: 8 } as const;

/** A map between the axes of two calendars: doubled cell length, number of the last cell, one over the length in 64 bits, then one word per cell: its image's beginning times four; bit 0: the whole cell falls together on the start of a period; bit 1: but its very beginning does so. Cell 0 lies before the project's start. */
export const MAP = { length: 0, lastCell: 1, entries: 4 } as const;

export const NEVER = -1_000_000_000;
export const ALWAYS = 1_000_000_000;

/** The three ways to look at one memory. */
export interface BlockMemory {
  readonly words: Int32Array;
  readonly numbers: Float32Array;
  readonly sums: Float64Array;
}

export function memoryOf(buffer: ArrayBuffer): BlockMemory {
  return { words: new Int32Array(buffer), numbers: new Float32Array(buffer), sums: new Float64Array(buffer) };
}
