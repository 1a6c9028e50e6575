/** The figures of earned value that follow from four sums at one date: variances, indices, forecasts, and what is needed from here on (domain B1). */

/** Whole minor units (or whole minutes, where work is counted instead of money). */
export interface EarnedValueSums {
  readonly bac: number;
  readonly pv: number;
  readonly ev: number;
  readonly ac: number;
  /** What those who do the rest say it still takes. */
  readonly bottomUpEtc?: number;
}

/** Estimates at completion, each with its assumption; null where its index cannot be told. */
export interface EstimatesAtCompletion {
  /** (1) The rest costs what was budgeted for it. */
  readonly atBudget: number;
  /** (2) The rest costs as much more or less than budgeted as what is done. */
  readonly atCpi: number | null;
  /** (3) As (2), and catching up costs money as well. */
  readonly atCpiAndSpi: number | null;
  /** (4) As (2), with a fifth of the weight on the schedule. */
  readonly weighted: number | null;
  /** (5) What those who do it say. */
  readonly bottomUp?: number;
}

export interface EarnedValueIndices {
  readonly cv: number;
  readonly sv: number;
  readonly cpi: number | null;
  readonly spi: number | null;
  /** 0-100; null without a budget. */
  readonly percentPlanned: number | null;
  readonly percentComplete: number | null;
  readonly percentSpent: number | null;
  readonly eac: EstimatesAtCompletion;
  /** For the estimate at the present CPI (2); at budget (1) where that cannot be told. */
  readonly etc: number;
  readonly vac: number;
  /** CPI that the rest needs to end at the budget; "impossible" where the budget is spent. */
  readonly tcpi: number | "impossible" | null;
  /** CPI that the rest needs to end at the estimate (2). */
  readonly tcpiEac: number | null;
}

/**
 * Everything of B1 from BAC, PV, EV and AC. An index without its divisor is null, never infinite; where everything is earned
 * nothing is left to pay. Example: 100, 50, 40, 45: CPI 0.8889, SPI 0.80, EAC 105 / 112.5 / 129.375 / 113.878, TCPI 1.0909.
 */
export function indicesOf(sums: EarnedValueSums): EarnedValueIndices {
  const { bac, pv, ev, ac } = sums;
  const cpi = ratio(ev, ac);
  const spi = ratio(ev, pv);
  const eac = estimatesOf(sums, cpi, spi);
  const likely = eac.atCpi ?? eac.atBudget;
  return {
    cv: ev - ac,
    sv: ev - pv,
    cpi,
    spi,
    percentPlanned: percent(pv, bac),
    percentComplete: percent(ev, bac),
    percentSpent: percent(ac, bac),
    eac,
    etc: likely - ac,
    vac: bac - likely,
    tcpi: ac >= bac ? (bac > 0 || ac > 0 ? "impossible" : null) : (bac - ev) / (bac - ac),
    tcpiEac: likely > ac ? (bac - ev) / (likely - ac) : null,
  };
}

function estimatesOf({ bac, ev, ac, bottomUpEtc }: EarnedValueSums, cpi: number | null, spi: number | null): EstimatesAtCompletion {
  const left = bac - ev;
  const over = (factor: number | null): number | null => (left === 0 ? ac : factor === null || factor === 0 ? null : ac + left / factor);
  return {
    atBudget: ac + left,
    atCpi: over(cpi),
    atCpiAndSpi: over(cpi === null || spi === null ? null : cpi * spi),
    weighted: over(cpi === null || spi === null ? null : 0.8 * cpi + 0.2 * spi),
    ...(bottomUpEtc !== undefined && { bottomUp: ac + bottomUpEtc }),
  };
}

function ratio(value: number, by: number): number | null {
  return by === 0 ? null : value / by;
}

function percent(value: number, of: number): number | null {
  return of === 0 ? null : (value / of) * 100;
}
