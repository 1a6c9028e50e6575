/** Worth of flows of money over periods: net present value, rates of return, payback, profitability (domain E). */

/** Flows by period: the first one is today and is not discounted. Whole minor units; cost is negative. */
export type Flows = readonly number[];

/** Sum of CF_t / (1 + r)^t. Example: -40,000 and seven times 9,000 at 11 %: 2,409.77. */
export function netPresentValue(flows: Flows, rate: number): number {
  let [value, factor] = [0, 1];
  for (const flow of flows) {
    value += flow / factor;
    factor *= 1 + rate;
  }
  return value;
}

export type InternalRate =
  | { readonly kind: "one"; readonly rate: number }
  /** The flows never change their sign, or change it so late that no rate balances them. */
  | { readonly kind: "none" }
  /** The sign changes more than once, and more than one rate balances the flows. */
  | { readonly kind: "multiple"; readonly rates: readonly number[] };

/**
 * The rates at which the net present value is 0, by bracketing between -99 % and 10,000 %: each change of sign on a fine
 * grid is halved until the rate is exact to twelve digits. Flows without a change of sign have none (Descartes).
 */
export function internalRate(flows: Flows): InternalRate {
  const changes = signChanges(flows);
  if (changes === 0) return { kind: "none" };
  if (changes === 1) return onlyRate(flows);
  const rates: number[] = [];
  let [low, atLow] = [GRID[0] ?? 0, netPresentValue(flows, GRID[0] ?? 0)];
  for (const high of GRID.slice(1)) {
    const atHigh = netPresentValue(flows, high);
    if (atLow === 0) rates.push(low);
    else if (atLow * atHigh < 0) rates.push(rateBetween(flows, low, high));
    [low, atLow] = [high, atHigh];
  }
  const [rate] = rates;
  if (rate === undefined) return { kind: "none" };
  return rates.length === 1 ? { kind: "one", rate } : { kind: "multiple", rates };
}

/** Flows that change their sign once have one rate at most (Descartes), so that one bracket is enough. */
function onlyRate(flows: Flows): InternalRate {
  const isBracketed = netPresentValue(flows, LOWEST_RATE) * netPresentValue(flows, HIGHEST_RATE) < 0;
  return isBracketed ? { kind: "one", rate: rateBetween(flows, LOWEST_RATE, HIGHEST_RATE) } : { kind: "none" };
}

const LOWEST_RATE = -0.99;
const HIGHEST_RATE = 100;

/** How often flows change their sign; a project has one IRR where it is once. */
export function signChanges(flows: Flows): number {
  const signs = flows.filter((flow) => flow !== 0).map(Math.sign);
  return signs.filter((sign, at) => at > 0 && sign !== signs[at - 1]).length;
}

/** From -99 % on in steps of a tenth percent up to 100 %, then wider ones. */
const GRID: readonly number[] = [
  ...Array.from({ length: 1990 }, (_, step) => -0.99 + step * 0.001),
  ...Array.from({ length: 901 }, (_, step) => 1 + step * 0.01),
  ...Array.from({ length: 901 }, (_, step) => 10 + (step + 1) * 0.1),
];

function rateBetween(flows: Flows, from: number, to: number): number {
  let [low, high] = [from, to];
  const sign = Math.sign(netPresentValue(flows, low));
  for (let step = 0; step < 80; step += 1) {
    const middle = (low + high) / 2;
    if (Math.sign(netPresentValue(flows, middle)) === sign) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * The modified rate: costs financed at one rate, returns reinvested at another:
 * (future value of inflows / present value of outflows)^(1/n) - 1. Null without either.
 */
export function modifiedRate(flows: Flows, { finance, reinvest }: { readonly finance: number; readonly reinvest: number }): number | null {
  const last = flows.length - 1;
  let [paid, returned, discount] = [0, 0, 1];
  for (const flow of flows) {
    if (flow < 0) paid -= flow / discount;
    discount *= 1 + finance;
    returned = returned * (1 + reinvest) + Math.max(0, flow);
  }
  return paid > 0 && returned > 0 && last > 0 ? rootOf(returned / paid, last) - 1 : null;
}

/** The n-th root of a positive number by halving: the same digits in every engine. */
function rootOf(value: number, n: number): number {
  let [low, high] = [0, Math.max(1, value)];
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (powerOf(middle, n) < value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function powerOf(base: number, n: number): number {
  let power = 1;
  for (let at = 0; at < n; at += 1) power *= base;
  return power;
}

/** Periods until the flows have paid themselves back for good, within a period in proportion; null where they never do. */
export function payback(flows: Flows, rate = 0): number | null {
  const sums: number[] = [];
  let [sum, factor] = [0, 1];
  for (const flow of flows) {
    sum += flow / factor;
    factor *= 1 + rate;
    sums.push(sum);
  }
  const lastOwed = sums.findLastIndex((value) => value < 0);
  if (lastOwed < 0) return 0;
  const [owed = 0, next] = [sums[lastOwed], sums[lastOwed + 1]];
  return next === undefined ? null : lastOwed + -owed / (next - owed);
}

export interface Worth {
  readonly npv: number;
  readonly irr: InternalRate;
  readonly mirr: number | null;
  /** 1 + NPV / what is invested on day 0; null where nothing is. */
  readonly profitabilityIndex: number | null;
  /** (Benefit - cost) / cost, undiscounted; null without costs. */
  readonly roi: number | null;
  /** In periods. */
  readonly payback: number | null;
  readonly discountedPayback: number | null;
}

/** Everything at one rate. Example: -40,000 and seven times 9,000 at 11 %: NPV 2,409.77, IRR 12.842 %, MIRR 11.932 %, PI 1.0602, payback 4.444, discounted 6.444, ROI 0.575. */
export function worthOf(flows: Flows, rate: number, { finance = rate, reinvest = rate }: { readonly finance?: number; readonly reinvest?: number } = {}): Worth {
  const npv = netPresentValue(flows, rate);
  const cost = -flows.reduce((sum, flow) => sum + Math.min(0, flow), 0);
  const benefit = flows.reduce((sum, flow) => sum + Math.max(0, flow), 0);
  const invested = -Math.min(0, flows[0] ?? 0);
  return {
    npv,
    irr: internalRate(flows),
    mirr: modifiedRate(flows, { finance, reinvest }),
    profitabilityIndex: invested > 0 ? 1 + npv / invested : null,
    roi: cost > 0 ? (benefit - cost) / cost : null,
    payback: cost > 0 ? payback(flows) : null,
    discountedPayback: cost > 0 ? payback(flows, rate) : null,
  };
}
