/** Random numbers that are found, not followed: each is a function of a seed, a stream and the number of the run. */

/**
 * A number between 0 and 1, ends excluded, in steps of 2^-32. Equal arguments give equal numbers, in any order, on any
 * machine and however the runs are shared out; streams that differ are as good as independent.
 */
export function uniformDraw(seed: number, stream: number, run: number): number {
  return ((drawBits(streamKey(seed, stream), run) >>> 0) + 0.5) * 2.3283064365386963e-10;
}

/** What a stream and a seed become before the run comes in: two rounds of mixing, so that near seeds and near streams share nothing. */
export function streamKey(seed: number, stream: number): number {
  return lowBias(lowBias(stream) + Math.imul(seed, GOLDEN)) | 0;
}

/** 32 random bits of a run. The run is spread over all bits first: Weyl's sequence, then Wellons' lowbias32 (public domain). */
export function drawBits(key: number, run: number): number {
  return lowBias(Math.imul(run, GOLDEN) ^ key);
}

/** The stream of what is drawn for one record and one purpose: the same text gives the same stream for ever (FNV-1a, mixed). */
export function streamOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return lowBias(hash) >>> 0;
}

/** 2^32 over the golden ratio. */
export const GOLDEN = 0x9e3779b9;

function lowBias(value: number): number {
  let x = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}
