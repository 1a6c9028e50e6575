/** Tests of `leadline evm` and `leadline budget` in one process: outputs by contract, bad input, and no plan without a baseline. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { writeLeadlineJson } from "@leadline/formats/leadline-json/write.ts";
import { readWorkbook } from "@leadline/formats/xlsx/read.ts";
import { dayOf } from "@leadline/engine/time/minute.ts";
import { afterAll, expect, test } from "vitest";
import { budgetVerb, type BudgetVerbOptions } from "./budget-verb.ts";
import { evmVerb, type EvmVerbOptions } from "./evm-verb.ts";
import type { Outcome } from "./exit-code.ts";
import type { Terminal } from "./terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "leadline-money-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Two tasks of a week at 1,000.00 each from Monday 2 March 2026; the first is done for 800.00, the second half done. */
const file = join(folder, "plan.xml");
const task = (uid: number, from: string, to: string, percent: number, actual: string): string =>
  `<Task><UID>${uid}</UID><ID>${uid}</ID><Name>Step ${uid}</Name><OutlineLevel>1</OutlineLevel><Start>${from}T08:00:00</Start><Finish>${to}T17:00:00</Finish><Duration>PT40H0M0S</Duration><FixedCost>100000</FixedCost><PercentComplete>${percent}</PercentComplete>${actual}${uid === 2 ? "<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink>" : ""}<Baseline><Number>0</Number><Start>${from}T08:00:00</Start><Finish>${to}T17:00:00</Finish><Duration>PT40H0M0S</Duration><Cost>100000</Cost></Baseline></Task>`;
writeFileSync(
  file,
  `<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project"><Title>Two steps</Title><CurrencyCode>EUR</CurrencyCode><StartDate>2026-03-02T08:00:00</StartDate><Tasks>${task(1, "2026-03-02", "2026-03-06", 100, "<ActualStart>2026-03-02T08:00:00</ActualStart><ActualFinish>2026-03-06T17:00:00</ActualFinish><ActualDuration>PT40H0M0S</ActualDuration><ActualCost>80000</ActualCost>")}${task(2, "2026-03-09", "2026-03-13", 50, "<ActualStart>2026-03-09T08:00:00</ActualStart><ActualDuration>PT20H0M0S</ActualDuration><ActualCost>60000</ActualCost>")}</Tasks></Project>`,
);

async function run(verb: (terminal: Terminal) => Promise<Outcome<undefined>>): Promise<{ outcome: Outcome<undefined>; out: string; told: string[] }> {
  const [printed, told]: [string[], string[]] = [[], []];
  const outcome = await verb({ print: (text) => void printed.push(text), tell: (text) => void told.push(text), emphasize: (text) => text, width: undefined });
  return { outcome, out: printed.join(""), told };
}
const evm = (options: EvmVerbOptions, path = file) => run((terminal) => evmVerb(path, { runs: "200", ...options }, terminal));
const budget = (options: BudgetVerbOptions, path = file) => run((terminal) => budgetVerb(path, { runs: "200", ...options }, terminal));

test("evm prints the sums, indices, forecasts and times with the rule that was used", async () => {
  const { out, outcome } = await evm({ json: true, statusDate: "2026-03-12" });
  expect(outcome.ok).toBe(true);
  expect(JSON.parse(out)).toMatchObject({
    statusDate: "2026-03-12T17:00:00",
    unit: "minorUnits",
    currency: "EUR",
    rule: "leadline",
    baseline: 0,
    ...{ pv: 180_000, ev: 150_000, ac: 140_000, bac: 200_000, cv: 10_000, sv: -30_000 },
    ...{ cpi: 1.071429, spi: 0.833333, tcpi: 0.833333, es: 7.5, at: 9, pd: 10, period: "workingDay", svT: -1.5, spiT: 0.833333 },
    eac: { atBudget: 190_000, atCpi: 186_667, atCpiAndSpi: 196_000, weighted: 188_837, p50: 190_000, p80: 190_000 },
    tasks: [{ uid: 1, bac: 100_000, pv: 100_000, ev: 100_000, ac: 80_000 }, { uid: 2, bac: 100_000, pv: 80_000, ev: 50_000, ac: 60_000 }],
  });
});

test("evm speaks to people in sentences and to scripts in one line", async () => {
  const { out } = await evm({ statusDate: "2026-03-12" });
  expect(out).toContain("Two steps as of 2026-03-12 17:00, baseline 0");
  expect(out).toContain("EUR 2,000.00  budget at completion");
  expect((await evm({ statusDate: "2026-03-12", plain: true })).out).toBe("200000\t180000\t150000\t140000\t1.071429\t0.833333\t7.5\t0.833333\n");
});

test("evm refuses what is no date, no rule, no baseline, or a date before the start, with one sentence", async () => {
  const refusals = [
    [{ statusDate: "2026-02-31" }, 2, "--status-date 2026-02-31: this is not a date."],
    [{ statusDate: "2026-03-12", rule: "guess" }, 2, "there is no such rule"],
    [{ statusDate: "2026-03-12", baseline: "11" }, 2, "a baseline is a number from 0 to 10"],
    [{ statusDate: "2026-03-12", period: "year" }, 2, "by day, week or month"],
    [{}, 2, "the plan has no status date"],
    [{ statusDate: "2020-01-01" }, 1, "lies before the baseline's start (2026-03-02)"],
  ] as const;
  for (const [options, exitCode, words] of refusals) {
    const { outcome, out } = await evm(options);
    expect(outcome).toMatchObject({ ok: false, exitCode, sentence: expect.stringContaining(words) });
    expect(out).toBe("");
  }
});

test("a plan without that baseline has null indices and says why", async () => {
  const facts = JSON.parse((await evm({ json: true, statusDate: "2026-03-12", baseline: "3" })).out);
  expect(facts).toMatchObject({ pv: 0, ev: 0, bac: 0, cpi: 0, spi: null, es: null, problems: [{ code: "evm/no-baseline" }] });
});

test("budget prints lines, months and a total that agree to the cent, and what half and 8 of 10 runs cost", async () => {
  const facts = JSON.parse((await budget({ json: true })).out);
  expect(facts).toMatchObject({ currency: "EUR", total: 200_000, p50: 190_000, p80: 190_000, actual: 0, enoughProbability: 1, months: [{ month: "2026-03", amount: 200_000, cumulative: 200_000 }], problems: [{ code: "estimate/none" }] });
  const sum = (list: { amount: number }[]): number => list.reduce((all, { amount }) => all + amount, 0);
  expect([sum(facts.lines), sum(facts.months), sum(facts.lines.flatMap((line: { months: { amount: number }[] }) => line.months))]).toEqual([200_000, 200_000, 200_000]);
  expect((await budget({})).out).toContain("Budget: EUR 2,000.00");
  expect((await budget({ plain: true })).out).toBe("1\tother\topex\t100000\n2\tother\topex\t100000\n");
});

test("budget --csv is a table whose rows and columns sum to the total, and no text of it is a formula", async () => {
  const evil = join(folder, "evil.xml");
  writeFileSync(evil, readFileSync(file, "utf8").replace("<Name>Step 1</Name>", '<Name>=HYPERLINK("x"),1</Name>'));
  expect((await budget({ csv: true }, evil)).out).toBe('WBS,Element,Kind,Spending,2026-03,Total EUR\r\n1,"\'=HYPERLINK(""x""),1",other,opex,1000.00,1000.00\r\n2,Step 2,other,opex,1000.00,1000.00\r\n,Total,,,2000.00,2000.00\r\n');
});

test("budget --xlsx writes a workbook of numbers that says the same", async () => {
  const path = join(folder, "budget.xlsx");
  expect((await budget({ xlsx: path })).outcome.ok).toBe(true);
  const read = readWorkbook(readFileSync(path));
  expect(read.ok && read.sheets[0]?.rows.at(-1)?.cells).toEqual([undefined, "Total", undefined, undefined, 2000, 2000]);
  expect((await budget({ xlsx: file })).outcome).toMatchObject({ ok: false, exitCode: 5 });
});

test("records of money travel in our own files: orders, clouds, reserves and a business case whose benefit waits for its task", async () => {
  const start = dayOf(2026, 3, 2);
  const estimate = { lowMinutes: 4800, likelyMinutes: 9600, highMinutes: 48_000 };
  const plan = smallPlan([{ id: "a", durationMinutes: 9600, estimate }, { id: "b", durationMinutes: 480 }], [
    { kind: "purchaseOrder", record: { id: "o", name: "Build", day: start, costType: "contractor", amountCents: 11_000, terms: { type: "fixedPriceIncentive", targetCostCents: 10_000, targetProfitCents: 1000, ceilingCents: 12_500, buyerSharePercent: 80 }, expectedCostCents: 11_000 } },
    { kind: "budgetLine", record: { id: "l", name: "Machines", costType: "cloud", amount: { kind: "cloud", units: 10, hoursPerMonth: 730, ratePerHour: 0.12, discountPercent: 30, months: 2 }, phasing: { kind: "byMonth" } } },
    { kind: "reserve", record: { id: "r", name: "Contingency", kind: "contingency", amountCents: 5000 } },
    { kind: "businessCase", record: { id: "c", name: "Case", discountPercent: 11, day: start, years: 7, countsBudget: false, flows: [{ name: "Price", year: 0, cents: -4_000_000 }] } },
    { kind: "benefit", record: { id: "x", name: "Less downtime", caseId: "c", owner: "Ada", measure: "hours", day: start, afterTaskId: "a", yearlyCents: { low: 900_000, likely: 900_000, high: 900_000 } } },
  ]);
  const json = join(folder, "money.json");
  writeFileSync(json, writeLeadlineJson(plan).text);
  const facts = JSON.parse((await budget({ json: true }, json)).out);
  expect(facts).toMatchObject({ total: 122_640 + 5000, committed: 11_800, contingency: 5000, orders: [{ name: "Build", ordered: 11_800, pointOfTotalAssumption: 11_875 }], cloud: [{ onDemand: 87_600, committed: 61_320, breakEven: 0.7, cheaper: "committed" }] });
  const [found] = facts.businessCases;
  expect(found).toMatchObject({ name: "Case", npv: 240_977 });
  // Half of the runs finish later than planned, and each day takes a day of the benefit.
  expect(found.meanDelayDays).toBeGreaterThan(1);
  expect(found.npvRange.p10).toBeLessThan(found.npvRange.p90);
  expect(found.npvRange.p90).toBeLessThanOrEqual(240_977);
  expect(found.paybackRange.p90).toBeGreaterThan(found.payback);
  const band: { readonly forecastLow: number | null; readonly forecastHigh: number | null }[] = facts.curve;
  for (const [at, { forecastHigh }] of band.entries()) expect(forecastHigh ?? 0).toBeGreaterThanOrEqual(band[at - 1]?.forecastHigh ?? 0);
  expect(band.at(-1)?.forecastHigh).toBeLessThanOrEqual(facts.p80);
});

test("budget refuses a million runs, and a file that is not there", async () => {
  expect((await budget({ runs: "1000000" })).outcome).toMatchObject({ ok: false, exitCode: 2 });
  expect((await budget({}, join(folder, "none.xml"))).outcome).toMatchObject({ ok: false, exitCode: 3 });
});
