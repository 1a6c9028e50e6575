/** When a project will really end, from how others stood at the same point and ended: quantile regression on their histories. */
import { FEW_CASES } from "./reference-class.ts";
import { quantile, sorted } from "../statistics.ts";

/** A project at some point of its life. Lengths in days from its start. */
export interface Standing {
  /** The length that was promised at first, and the one that is planned now. */
  readonly firstEstimate: number;
  readonly estimate: number;
  /** Days gone by. */
  readonly elapsed: number;
}

export interface EndedProject extends Standing {
  readonly actual: number;
}

/** Below a week the ratio of a length to its estimate says nothing. */
export const SHORTEST_DAYS = 7;
/** Pulls the slopes towards 0, in shares of the mean distance from the plain quantile: few histories must not make steep lines. */
const RIDGE = 0.15;
const ROUNDS = 150;
/** Residuals below this share of the estimate count alike, so that the rounds settle. */
const LEAST_RESIDUAL = 0.02;

/**
 * The length that a share `share` of such projects do not exceed, as a function of where one stands. What is learned is the
 * ratio of the actual length to the estimate, along two facts that everybody knows at that point: the size of the estimate,
 * and how much of it was there from the beginning (one that has grown before grows again). Koenker and Bassett's quantile
 * regression by weighted least squares; with fewer than 20 histories the plain quantile of the ratios. `shortest`: estimates
 * below count as that long; in the unit of the lengths, which may be hours of effort as well.
 */
export function lengthForecaster(ended: readonly EndedProject[], share: number, shortest = SHORTEST_DAYS): (now: Standing) => number {
  const ratios = ended.map(({ actual, estimate }) => actual / Math.max(shortest, estimate));
  const atLeast = ({ elapsed, estimate }: Standing, ratio: number): number => Math.max(elapsed, ratio * Math.max(shortest, estimate));
  const factsOf = ({ estimate, firstEstimate }: Standing): readonly number[] => [Math.sqrt(Math.max(0, estimate)), firstEstimate / Math.max(shortest, estimate)];
  if (ended.length < FEW_CASES) {
    const plain = quantile(sorted(ratios), share);
    return (now) => atLeast(now, plain);
  }
  const scale = scaleOf(ended.map(factsOf));
  const rows = ended.map((standing) => standardised(factsOf(standing), scale));
  const weights = regressed(rows, ratios, share);
  return (now) => atLeast(now, standardised(factsOf(now), scale).reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0));
}

interface Scale {
  readonly means: readonly number[];
  readonly deviations: readonly number[];
}

function scaleOf(rows: readonly (readonly number[])[]): Scale {
  const columns = rows[0]?.map((_, at) => rows.map((row) => row[at] ?? 0)) ?? [];
  const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length);
  const deviations = columns.map((column, at) => Math.sqrt(column.reduce((sum, value) => sum + (value - (means[at] ?? 0)) * (value - (means[at] ?? 0)), 0) / column.length));
  return { means, deviations };
}

/** With a 1 in front for the constant; what does not vary tells nothing and is 0. */
function standardised(facts: readonly number[], { means, deviations }: Scale): number[] {
  return [1, ...facts.map((value, at) => ((deviations[at] ?? 0) > 1e-9 ? (value - (means[at] ?? 0)) / (deviations[at] ?? 1) : 0))];
}

function regressed(rows: readonly (readonly number[])[], values: readonly number[], share: number): number[] {
  const size = rows[0]?.length ?? 0;
  const plain = quantile(sorted(values), share);
  const distance = values.reduce((sum, value) => sum + Math.abs(value - plain), 0) / values.length;
  const ridge = (RIDGE * values.length) / Math.max(distance, LEAST_RESIDUAL);
  let weights = [plain, ...Array.from({ length: size - 1 }, () => 0)];
  for (let round = 0; round < ROUNDS; round += 1) {
    const matrix = Array.from({ length: size }, () => Array.from({ length: size + 1 }, () => 0));
    rows.forEach((row, at) => {
      const residual = (values[at] ?? 0) - row.reduce((sum, value, column) => sum + value * (weights[column] ?? 0), 0);
      const weight = (residual >= 0 ? share : 1 - share) / Math.max(Math.abs(residual), LEAST_RESIDUAL);
      addOuter(matrix, row, weight, values[at] ?? 0);
    });
    for (let column = 1; column < size; column += 1) raise(matrix, column, ridge);
    weights = solved(matrix);
  }
  return weights;
}

function addOuter(matrix: number[][], row: readonly number[], weight: number, value: number): void {
  row.forEach((a, at) => {
    const line = matrix[at];
    if (!line) return;
    row.forEach((b, other) => (line[other] = (line[other] ?? 0) + weight * a * b));
    line[row.length] = (line[row.length] ?? 0) + weight * a * value;
  });
}

function raise(matrix: number[][], column: number, by: number): void {
  const line = matrix[column];
  if (line) line[column] = (line[column] ?? 0) + by;
}

/** Gauss's elimination; the ridge keeps every pivot above 0. */
function solved(matrix: number[][]): number[] {
  const size = matrix.length;
  for (let pivot = 0; pivot < size; pivot += 1) {
    const line = matrix[pivot] ?? [];
    const divisor = line[pivot] ?? 1;
    for (let at = pivot; at <= size; at += 1) line[at] = (line[at] ?? 0) / divisor;
    matrix.forEach((other, index) => {
      const factor = other[pivot] ?? 0;
      if (index === pivot || factor === 0) return;
      for (let at = pivot; at <= size; at += 1) other[at] = (other[at] ?? 0) - factor * (line[at] ?? 0);
    });
  }
  return matrix.map((line) => line[size] ?? 0);
}
