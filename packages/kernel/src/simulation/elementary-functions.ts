/** Exponential, logarithm, normal and beta distribution from sums and products alone, so that every engine gives the same bits. */

const LN2_HIGH = 6.93147180369123816490e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const SQRT_HALF = 0.7071067811865476;
/** 1 / sqrt(2 pi). */
const NORMAL_PEAK = 0.3989422804014327;
const LN_2PI_HALF = 0.9189385332046727;

const word = new DataView(new ArrayBuffer(8));

/** Natural logarithm for x > 0 (relative error below 1e-15); NaN below 0, -Infinity at 0. Series of the inverse hyperbolic tangent. */
export function naturalLog(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  const isTiny = x < 2.2250738585072014e-308;
  word.setFloat64(0, isTiny ? x * 18014398509481984 : x);
  let power = ((word.getUint32(0) >>> 20) & 0x7ff) - 1022 - (isTiny ? 54 : 0);
  word.setUint32(0, (word.getUint32(0) & 0x800fffff) | 0x3fe00000);
  let part = word.getFloat64(0);
  if (part < SQRT_HALF) {
    part *= 2;
    power -= 1;
  }
  const s = (part - 1) / (part + 1);
  const square = s * s;
  let sum = 0;
  for (let odd = 25; odd >= 3; odd -= 2) sum = (sum + 1 / odd) * square;
  return power * LN2_HIGH + (2 * s * sum + power * LN2_LOW + 2 * s);
}

/** e to the power of x (relative error below 1e-15). */
export function exponential(x: number): number {
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.2) return 0;
  if (!(x === x)) return Number.NaN;
  const power = Math.round(x * 1.4426950408889634);
  const rest = x - power * LN2_HIGH - power * LN2_LOW;
  let sum = 1;
  for (let term = 16; term >= 1; term -= 1) sum = 1 + (sum * rest) / term;
  return timesTwoTo(sum, power);
}

function timesTwoTo(value: number, power: number): number {
  if (power > 1022) return timesTwoTo(value * 2, power - 1);
  if (power < -1021) return timesTwoTo(value, power + 200) * 6.223015277861142e-61;
  word.setUint32(0, (power + 1023) << 20);
  word.setUint32(4, 0);
  return value * word.getFloat64(0);
}

/** base to the power of exponent for base > 0. */
export function powerOf(base: number, exponent: number): number {
  return base === 0 ? (exponent === 0 ? 1 : 0) : exponential(exponent * naturalLog(base));
}

export function normalDensity(x: number): number {
  return NORMAL_PEAK * exponential(-0.5 * x * x);
}

/** Share of a standard normal distribution below x (absolute error below 1e-15). Marsaglia's series; the continued fraction in the tails. */
export function normalShare(x: number): number {
  if (x < -5) return normalTail(-x);
  if (x > 5) return 1 - normalTail(x);
  let sum = x;
  let term = x;
  for (let odd = 3; sum + term !== sum || odd < 5; odd += 2) {
    term = (term * x * x) / odd;
    sum += term;
    if (odd > 400) break;
  }
  return 0.5 + sum * normalDensity(x);
}

function normalTail(x: number): number {
  let fraction = x;
  for (let level = 60; level >= 1; level -= 1) fraction = x + level / fraction;
  return normalDensity(x) / fraction;
}

/** The x below which the share `share` of a standard normal distribution lies; infinite at 0 and 1. Wichura 1988, AS 241 (PPND16). */
export function normalQuantile(share: number): number {
  if (share <= 0 || share >= 1) return share === 0 ? Number.NEGATIVE_INFINITY : share === 1 ? Number.POSITIVE_INFINITY : Number.NaN;
  const fromMiddle = share - 0.5;
  if (Math.abs(fromMiddle) <= 0.425) {
    const r = 0.180625 - fromMiddle * fromMiddle;
    return (fromMiddle * polynomial(MIDDLE_UPPER, r)) / polynomial(MIDDLE_LOWER, r);
  }
  const r = Math.sqrt(-naturalLog(fromMiddle < 0 ? share : 1 - share));
  const x = r <= 5 ? polynomial(FLANK_UPPER, r - 1.6) / polynomial(FLANK_LOWER, r - 1.6) : polynomial(TAIL_UPPER, r - 5) / polynomial(TAIL_LOWER, r - 5);
  return fromMiddle < 0 ? -x : x;
}

/** Coefficients from the highest power down. */
function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (const coefficient of coefficients) sum = sum * x + coefficient;
  return sum;
}

const MIDDLE_UPPER = [2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608];
const MIDDLE_LOWER = [5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1];
const FLANK_UPPER = [7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258, 3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734];
const FLANK_LOWER = [1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459, 0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1];
const TAIL_UPPER = [2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093, 0.29656057182848504891, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772];
const TAIL_LOWER = [2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4, 0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1];

/** Natural logarithm of the gamma function for x > 0 (Lanczos, g = 7). */
export function logGamma(x: number): number {
  if (x < 0.5) return logGamma(x + 1) - naturalLog(x);
  const z = x - 1;
  let sum = 0.99999999999980993;
  for (let at = 0; at < LANCZOS.length; at += 1) sum += (LANCZOS[at] ?? 0) / (z + at + 1);
  const t = z + 7.5;
  return LN_2PI_HALF + (z + 0.5) * naturalLog(t) - t + naturalLog(sum);
}

const LANCZOS = [676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7];

/** Share of a beta distribution (alpha, beta > 0) below x: the regularised incomplete beta function, by Lentz's continued fraction. */
export function betaShare(alpha: number, beta: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = exponential(alpha * naturalLog(x) + beta * naturalLog(1 - x) + logGamma(alpha + beta) - logGamma(alpha) - logGamma(beta));
  return x < (alpha + 1) / (alpha + beta + 2) ? (front * betaFraction(alpha, beta, x)) / alpha : 1 - (front * betaFraction(beta, alpha, 1 - x)) / beta;
}

function betaFraction(alpha: number, beta: number, x: number): number {
  const guarded = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / guarded(1 - ((alpha + beta) * x) / (alpha + 1));
  let fraction = d;
  for (let m = 1; m <= 500; m += 1) {
    const even = (m * (beta - m) * x) / ((alpha + 2 * m - 1) * (alpha + 2 * m));
    d = 1 / guarded(1 + even * d);
    c = guarded(1 + even / c);
    fraction *= d * c;
    const odd = (-(alpha + m) * (alpha + beta + m) * x) / ((alpha + 2 * m) * (alpha + 2 * m + 1));
    d = 1 / guarded(1 + odd * d);
    c = guarded(1 + odd / c);
    const step = d * c;
    fraction *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return fraction;
}

/** The x below which the share `share` of a beta distribution lies, by halving: 0-1, to about 1e-16. */
export function betaQuantile(alpha: number, beta: number, share: number): number {
  if (share <= 0) return 0;
  if (share >= 1) return 1;
  let low = 0;
  let high = 1;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (betaShare(alpha, beta, middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
