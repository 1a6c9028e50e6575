/** Random numbers that are found, not followed: each is a function of a seed, a stream and the number of the run. */

/**
 * A number between 0 and 1, ends excluded, in steps of 2^-32. Equal arguments give equal numbers, in any order, on any
 * machine and however the runs are shared out; streams that differ are as good as independent. (Two rounds of a 32-bit
 * integer mix with small bias, after Wellons' lowbias32.)
 */
export function uniformDraw(seed: number, stream: number, run: number): number {
  return ((mix(run ^ mix(stream + Math.imul(seed, 0x9e3779b9))) >>> 0) + 0.5) * 2.3283064365386963e-10;
}

/** The stream of what is drawn for one record and one purpose: the same text gives the same stream for ever (FNV-1a). */
export function streamOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mix(hash) >>> 0;
}

function mix(value: number): number {
  let x = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  x ^= x >>> 16;
  x = Math.imul((x + 0x9e3779b9) ^ (x >>> 15), 0x2c1b3c6d);
  return x ^ (x >>> 16);
}
