/** Tests of the figures of earned value and earned schedule: the worked examples EX-B1, B3, B4 and B5, and every edge rule. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { adherenceOf, earnedScheduleOf } from "./earned-schedule.ts";
import { indicesOf } from "./indices.ts";

test("EX-B1: BAC 100, PV 50, EV 40, AC 45", () => {
  const { eac, ...figures } = indicesOf({ bac: 100, pv: 50, ev: 40, ac: 45, bottomUpEtc: 70 });
  expect([figures.cv, figures.sv, figures.spi]).toEqual([-5, -10, 0.8]);
  expect(figures.cpi).toBeCloseTo(0.8889, 4);
  expect([eac.atBudget, eac.bottomUp]).toEqual([105, 115]);
  expect(eac.atCpi).toBeCloseTo(112.5, 9);
  expect(eac.atCpiAndSpi).toBeCloseTo(129.375, 9);
  expect(eac.weighted).toBeCloseTo(113.878, 3);
  expect(figures.etc).toBeCloseTo(67.5, 9);
  expect(figures.vac).toBeCloseTo(-12.5, 9);
  expect(figures.tcpi).toBeCloseTo(1.0909, 4);
  expect(figures.tcpiEac).toBeCloseTo(0.8889, 4);
  expect([figures.percentPlanned, figures.percentComplete, figures.percentSpent]).toEqual([50, 40, 45]);
});

test("an index without its divisor is null, what is all earned needs nothing more, and a spent budget cannot be kept", () => {
  expect(indicesOf({ bac: 100, pv: 0, ev: 0, ac: 0 })).toMatchObject({ cpi: null, spi: null, eac: { atBudget: 100, atCpi: null, weighted: null }, tcpi: 1 });
  expect(indicesOf({ bac: 100, pv: 100, ev: 100, ac: 130 })).toMatchObject({ etc: 0, vac: -30, tcpi: "impossible", tcpiEac: null, eac: { atBudget: 130, atCpi: 130, atCpiAndSpi: 130, weighted: 130 } });
  expect(indicesOf({ bac: 100, pv: 50, ev: 0, ac: 20 })).toMatchObject({ cpi: 0, eac: { atBudget: 120, atCpi: null } });
  expect(indicesOf({ bac: 0, pv: 0, ev: 0, ac: 0 })).toMatchObject({ cpi: null, spi: null, percentComplete: null, tcpi: null, tcpiEac: null });
});

test("no figure is ever infinite or no number", () => {
  const sum = fc.integer({ min: 0, max: 1e9 });
  fc.assert(
    fc.property(sum, sum, sum, sum, (bac, pv, earned, ac) => {
      const { eac, ...figures } = indicesOf({ bac, pv, ev: Math.min(bac, earned), ac });
      for (const value of [...Object.values(figures), ...Object.values(eac)]) if (typeof value === "number") expect(Number.isFinite(value)).toBe(true);
    }),
  );
});

const MONTHS = [10, 25, 45, 70, 95, 120, 140, 150, 155, 160];

test("EX-B3: earned schedule of a plan that is 1.6 months behind", () => {
  const found = earnedScheduleOf({ planned: MONTHS, ev: 105, at: 7, agreed: 12 });
  expect(found).toMatchObject({ wholePeriods: 5, pd: 10, at: 7 });
  expect(found?.es).toBeCloseTo(5.4, 9);
  expect(found?.svT).toBeCloseTo(-1.6, 9);
  expect(found?.spiT).toBeCloseTo(0.7714, 4);
  expect(indicesOf({ bac: 160, pv: MONTHS[6] ?? 0, ev: 105, ac: 105 }).spi).toBe(0.75);
  expect(found?.ieacT).toBeCloseTo(12.96, 2);
  expect(found?.ieacAsPlanned).toBeCloseTo(11.6, 9);
  expect(found?.tspi).toBeCloseTo(1.533, 3);
  expect(found?.tspiAgreed).toBeCloseTo(0.92, 9);
});

test("EX-B4: at the end SPI says 1.0, earned schedule says what the delay was", () => {
  const planned = Array.from({ length: 10 }, (_, month) => (month + 1) * 100);
  const found = earnedScheduleOf({ planned, ev: 1000, at: 12 });
  expect(found).toMatchObject({ es: 10, svT: -2, tspi: null });
  expect(found?.spiT).toBeCloseTo(0.833, 3);
  const figures = indicesOf({ bac: 1000, pv: 1000, ev: 1000, ac: 1300 });
  expect([figures.sv, figures.spi, figures.cv]).toEqual([0, 1, -300]);
  expect(figures.cpi).toBeCloseTo(0.769, 3);
});

test("where the plan stands still the most periods count, and nothing earned is no period", () => {
  expect(earnedScheduleOf({ planned: [10, 20, 20, 20, 40], ev: 20, at: 3 })?.es).toBe(4);
  expect(earnedScheduleOf({ planned: [10, 20], ev: 0, at: 1 })).toMatchObject({ es: 0, spiT: 0, ieacT: null });
  expect(earnedScheduleOf({ planned: [10, 20], ev: 5, at: 0 })).toMatchObject({ es: 0.5, spiT: null });
  expect(earnedScheduleOf({ planned: [], ev: 5, at: 1 })).toBeUndefined();
});

test("earned schedule never runs backwards as more is earned", () => {
  const steps = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 200 }), (plan, ev, more) => {
      let sum = 0;
      const planned = plan.map((step) => (sum += step));
      const [less, later] = [earnedScheduleOf({ planned, ev, at: 5 }), earnedScheduleOf({ planned, ev: ev + more, at: 5 })];
      expect(later?.es ?? 0).toBeGreaterThanOrEqual((less?.es ?? 0) - 1e-9);
      expect(less?.es ?? 0).toBeLessThanOrEqual(plan.length);
    }),
  );
});

test("EX-B5: how much of the earned value was earned in the planned order", () => {
  const found = adherenceOf([
    { taskId: "A", planned: 40, earned: 40 },
    { taskId: "B", planned: 40, earned: 30 },
    { taskId: "C", planned: 25, earned: 20 },
    { taskId: "D", planned: 0, earned: 15 },
  ]);
  expect(found.p).toBeCloseTo(0.857, 3);
  expect(found.ahead).toEqual([{ taskId: "D", by: 15 }]);
  expect(found.impeded).toEqual([{ taskId: "B", by: -10 }, { taskId: "C", by: -5 }]);
  expect(adherenceOf([]).p).toBeNull();
});
