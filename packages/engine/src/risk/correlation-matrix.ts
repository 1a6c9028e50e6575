/** Correlation matrices: whether one can be, the nearest that can, and its triangular root, from which numbers that go together are drawn (domain C4). */

/** Row by row, `size` x `size`, symmetric, 1 on the diagonal. */
export interface CorrelationMatrix {
  readonly size: number;
  readonly entries: Float64Array;
}

/** Pearson's correlation of normal numbers whose ranks correlate by `spearman`: 2 sin(pi rho / 6). */
export function pearsonOf(spearman: number): number {
  return 2 * sineOfSmall((Math.PI * spearman) / 6);
}

/** Taylor's series, exact to 1e-16 for |x| below 0.6. */
function sineOfSmall(x: number): number {
  const square = x * x;
  let sum = 0;
  for (let n = 17; n >= 3; n -= 2) sum = (-square / (n * (n - 1))) * (1 + sum);
  return x * (1 + sum);
}

/** What a pivot may fall short of 0 by rounding alone. */
const ROUNDING = 1e-9;

/**
 * Cholesky's lower triangular root, row by row; undefined where no numbers can correlate like this. Numbers that follow
 * from others (a correlation of 1) are allowed.
 */
export function rootOf({ size, entries }: CorrelationMatrix): Float64Array | undefined {
  const root = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let rest = at(entries, row * size + column);
      for (let k = 0; k < column; k += 1) rest -= at(root, row * size + k) * at(root, column * size + k);
      if (row === column) {
        if (rest < -ROUNDING) return undefined;
        root[row * size + row] = Math.sqrt(Math.max(0, rest));
      } else {
        const pivot = at(root, column * size + column);
        if (pivot > 1e-6) root[row * size + column] = rest / pivot;
        else if (Math.abs(rest) > 1e-5) return undefined;
      }
    }
  }
  return root;
}

/** The smallest eigenvalue that a repaired matrix keeps, so that it has a root. */
const LEAST_EIGENVALUE = 1e-6;

/** The matrix with its negative eigenvalues clipped, rescaled to 1 on the diagonal. */
export function repaired({ size, entries }: CorrelationMatrix): CorrelationMatrix {
  const { values, vectors } = eigen({ size, entries });
  const clipped = values.map((value) => Math.max(LEAST_EIGENVALUE, value));
  const made = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = 0;
      for (let k = 0; k < size; k += 1) sum += at(vectors, row * size + k) * at(clipped, k) * at(vectors, column * size + k);
      made[row * size + column] = made[column * size + row] = sum;
    }
  }
  const scale = Float64Array.from({ length: size }, (_, n) => 1 / Math.sqrt(at(made, n * size + n)));
  const unit = made.map((value, index) => value * at(scale, Math.floor(index / size)) * at(scale, index % size));
  for (let n = 0; n < size; n += 1) unit[n * size + n] = 1;
  return { size, entries: unit };
}

/** Jacobi's rotations: eigenvalues and, column by column, eigenvectors of a symmetric matrix. */
function eigen({ size, entries }: CorrelationMatrix): { readonly values: Float64Array; readonly vectors: Float64Array } {
  const a = entries.slice();
  const vectors = new Float64Array(size * size);
  for (let n = 0; n < size; n += 1) vectors[n * size + n] = 1;
  for (let sweep = 0; sweep < 60; sweep += 1) {
    let beside = 0;
    for (let p = 0; p < size; p += 1) {
      for (let q = p + 1; q < size; q += 1) {
        beside += at(a, p * size + q) * at(a, p * size + q);
        rotate(a, vectors, size, p, q);
      }
    }
    if (beside < 1e-22) break;
  }
  return { values: Float64Array.from({ length: size }, (_, n) => at(a, n * size + n)), vectors };
}

function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const beside = at(a, p * size + q);
  if (Math.abs(beside) < 1e-15) return;
  const theta = (at(a, q * size + q) - at(a, p * size + p)) / (2 * beside);
  const tangent = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (let k = 0; k < size; k += 1) turn(a, k * size + p, k * size + q, cosine, sine);
  for (let k = 0; k < size; k += 1) turn(a, p * size + k, q * size + k, cosine, sine);
  for (let k = 0; k < size; k += 1) turn(vectors, k * size + p, k * size + q, cosine, sine);
}

function turn(numbers: Float64Array, first: number, second: number, cosine: number, sine: number): void {
  const [x, y] = [at(numbers, first), at(numbers, second)];
  numbers[first] = cosine * x - sine * y;
  numbers[second] = sine * x + cosine * y;
}

function at(numbers: Float64Array, index: number): number {
  return numbers[index] ?? 0;
}
