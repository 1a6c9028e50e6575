/** Ledgers of actual costs: what is asked, what is refused with its row, and that totals are exact. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { actualCostSchema } from "@leadline/engine/model/cost/actual-cost.ts";
import { newProject } from "@leadline/engine/model/new-project.ts";
import { projectOf, recordsOf, type KindedRecord, type Project } from "@leadline/engine/model/project.ts";
import { emptyTask } from "@leadline/engine/model/new-project.ts";
import { formatIsoDay, minuteOf } from "@leadline/engine/time/minute.ts";
import { writeWorkbook } from "../xlsx/write.ts";
import type { LedgerPreview, LedgerWishes } from "./ledger-preview.ts";
import { readLedger } from "./read.ts";

const START = minuteOf(2026, 3, 2, 8);

function project(more: readonly KindedRecord[] = []): Project {
  const tasks = [emptyTask({ id: "a", number: 1, rank: "B", name: "Survey" }), emptyTask({ id: "b", number: 2, rank: "C", name: "Wire" })];
  return projectOf([...recordsOf(newProject({ name: "Office", start: START })), ...tasks.map((record) => ({ kind: "task" as const, record })), ...more]);
}

function preview(text: string | Uint8Array, wishes: LedgerWishes = {}, plan = project()): LedgerPreview {
  const result = readLedger(typeof text === "string" ? new TextEncoder().encode(text) : text, { project: plan, projectKey: "OFF", wishes });
  if (!result.ok) throw new Error(result.problem.message);
  return result.preview;
}

const asked = ({ questions }: LedgerPreview): string[] => questions.map(({ kind }) => kind);
const amounts = ({ postings }: LedgerPreview): number[] => postings.map(({ record }) => (record.credit ? -record.amountCents : record.amountCents));

const CLEAN = "Date,Text,Amount,Cost type,Task,Document\n2026-03-03,Switches,1234.56,Hardware,1,INV-1\n2026-03-04,Consulting,800,Contractor,OFF-2,INV-2\n2026-03-05,Flights,99.99,Travel,Wire,INV-3\n";

test("a clean ledger is ready, with tasks by WBS, key and name, and exact totals", () => {
  const read = preview(CLEAN);
  expect(read).toMatchObject({ isReady: true, questions: [], refusals: [] });
  expect(read.postings.map(({ row, record }) => [row, record.name, formatIsoDay(record.day), record.taskId, record.costType, record.amountCents, record.document])).toEqual([
    [2, "Switches", "2026-03-03", "a", "hardware", 123_456, "INV-1"], [3, "Consulting", "2026-03-04", "b", "contractor", 80_000, "INV-2"], [4, "Flights", "2026-03-05", "b", "travel", 9999, "INV-3"],
  ]);
  expect(read.totals).toEqual([{ currency: "EUR", rows: 3, spentCents: 213_455, refundedCents: 0, netCents: 213_455, byCostType: [{ costType: "hardware", netCents: 123_456 }, { costType: "contractor", netCents: 80_000 }, { costType: "travel", netCents: 9999 }] }]);
  for (const { record } of read.postings) expect(actualCostSchema.safeParse({ id: "x", ...record }).success).toBe(true);
});

test("a workbook says the same as text", () => {
  const rows = [[{ date: minuteOf(2026, 3, 3) }, "Switches", { cents: 123_456 }, "Hardware", "1", "INV-1"]];
  expect(preview(writeWorkbook([{ name: "Notes", head: ["x"], rows: [] }, { name: "Ledger", head: ["Date", "Text", "Amount", "Cost type", "Task", "Document"], rows }]))).toMatchObject({
    isReady: true, sheet: "Ledger", sheets: ["Notes", "Ledger"], postings: [{ row: 2, record: { amountCents: 123_456, taskId: "a" } }],
  });
});

test("31.02. is refused with its row, and nothing can be stored", () => {
  const read = preview("Datum;Buchungstext;Betrag;Kostenart\n28.02.2026;Reise;100,00;Reisekosten\n31.02.2026;Reise;50,00;Reisekosten\n");
  expect(read.refusals).toEqual([{ code: "ledger/row", message: "Row 3 says “31.02.2026” in column A (“Datum”), which is not a date that exists.", line: 3 }]);
  expect(read).toMatchObject({ isReady: false, postings: [] });
  expect(amounts(preview("Datum;Buchungstext;Betrag;Kostenart\n28.02.2026;Reise;100,00;Reisekosten\n31.02.2026;Reise;50,00;Reisekosten\n", { leaveOut: [3] }))).toEqual([10_000]);
});

test("mixed signs are asked about, and read as they are answered", () => {
  const text = "Date,Text,Amount,Cost type\n2026-03-03,A,-100,Cloud\n2026-03-04,B,25.50,Cloud\n";
  const open = preview(text);
  expect(asked(open)).toEqual(["negative"]);
  expect(open.questions[0]).toMatchObject({ message: "1 of 2 amounts are negative, the others positive. Say whether a negative amount is money that came back, or money that was spent.", rows: [2] });
  expect(open).toMatchObject({ isReady: false, postings: [] });
  expect(amounts(preview(text, { negative: "refund" }))).toEqual([-10_000, 2550]);
  expect(amounts(preview(text, { negative: "spent" }))).toEqual([10_000, -2550]);
});

test("debit and credit, or a column of sides, tell the sign", () => {
  expect(amounts(preview("Date,Text,Debit,Credit,Cost type\n2026-03-03,A,100,,Cloud\n2026-03-04,B,,30,Cloud\n2026-03-05,C,-5,0,Cloud\n"))).toEqual([10_000, -3000, -500]);
  expect(amounts(preview("Date,Text,Amount,S/H,Cost type\n2026-03-03,A,100,S,Cloud\n2026-03-04,B,30,H,Cloud\n"))).toEqual([10_000, -3000]);
  expect(preview("Date,Text,Debit,Credit,Cost type\n2026-03-03,A,100,30,Cloud\n").refusals[0]?.message).toBe("Row 2 has both a debit and a credit.");
});

test("unclear dates and decimals are asked before any row is read", () => {
  const text = "Date,Text,Amount,Cost type\n03/04/2026,A,\"1,234\",Cloud\n";
  expect(asked(preview(text))).toEqual(["dates", "decimals"]);
  expect(preview(text, { dates: "dmy", decimals: "comma" }).postings[0]?.record).toMatchObject({ amountCents: 123 });
  expect(formatIsoDay(preview(text, { dates: "mdy", decimals: "point" }).postings[0]?.record.day ?? 0)).toBe("2026-03-04");
});

test("kinds of cost and tasks that are not known are asked about", () => {
  const text = "Date,Text,Amount,Account,Task\n2026-03-03,A,10,4711,Nowhere\n2026-03-04,B,20,,Survey\n";
  const open = preview(text);
  expect(open.questions.map(({ kind, values }) => [kind, values])).toEqual([["costTypes", ["4711"]], ["costType", undefined], ["unknownTasks", ["Nowhere"]]]);
  const read = preview(text, { costTypes: { 4711: "cloud" }, costType: "other", unknownTasks: "project" });
  expect(read.postings.map(({ record }) => [record.costType, record.taskId])).toEqual([["cloud", undefined], ["other", "a"]]);
});

test("what is stored already, or stands twice, is told by document, date and amount", () => {
  const again = `${CLEAN}2026-03-03,Switches again,1234.56,Hardware,1,inv-1\n`;
  expect(preview(again).questions[0]).toMatchObject({ kind: "duplicates", rows: [5] });
  const stored = preview(CLEAN).postings.map(({ record, row }): KindedRecord => ({ kind: "actualCost", record: { id: `p${row}`, ...record } }));
  const second = preview(again, {}, project(stored));
  expect(second.questions[0]?.message).toBe("3 rows are stored already and 1 row stands twice in the file (same document, date and amount). Say whether to leave them out or to keep them.");
  expect(preview(CLEAN, { duplicates: "keep" }, project(stored)).postings).toHaveLength(3);
  expect(preview(CLEAN, { duplicates: "leave out" }, project(stored))).toMatchObject({ isReady: false, refusals: [{ code: "ledger/no-rows" }] });
});

test("currencies by code or sign; one without a rate is refused with its row", () => {
  const rate: KindedRecord = { kind: "currencyRate", record: { id: "r", currency: "USD", day: 0, rateMillionths: 900_000 } };
  const text = "Date,Text,Amount,Cost type\n2026-03-03,A,$ 10.00,Cloud\n2026-03-04,B,€5.50,Cloud\n";
  expect(preview(text).refusals).toMatchObject([{ code: "ledger/currency", message: "Row 2 is in USD, and the project has no rate for USD on 2026-03-03.", line: 2 }]);
  expect(preview(text, {}, project([rate])).totals.map(({ currency, netCents }) => [currency, netCents])).toEqual([["EUR", 550], ["USD", 1000]]);
});

test("a line of totals is checked, not stored; rows of 0 are left out and told", () => {
  const read = preview("Date,Text,Amount,Cost type\n2026-03-03,A,10.10,Cloud\n2026-03-04,Zero,0,Cloud\n,Total,10.10,\n");
  expect(amounts(read)).toEqual([1010]);
  expect(read.notes.map(({ code }) => code)).toEqual(["ledger/zero", "ledger/total-agrees"]);
  expect(preview("Date,Text,Amount,Cost type\n2026-03-03,A,10.10,Cloud\n,Total,11,\n").notes.map(({ message }) => message)).toEqual(["The total in row 3 says 11.00, the rows sum to 10.10."]);
});

test("files that are no ledger are refused, and a missing column is asked for", () => {
  expect(readLedger(new TextEncoder().encode("a,b\n1,2\n"), { project: project() })).toMatchObject({ ok: false, problem: { code: "ledger/no-columns" } });
  expect(asked(preview("When,Text,Amount,Cost type\n2026-03-03,A,1,Cloud\n"))).toEqual(["column"]);
  expect(amounts(preview("When,Text,Amount,Cost type\n2026-03-03,A,1,Cloud\n", { fields: { 0: "date" } }))).toEqual([100]);
});

test("amounts of any ledger sum exactly, whatever the marks", () => {
  const cents = fc.integer({ min: 1, max: 100_000_000 });
  fc.assert(
    fc.property(fc.array(cents, { minLength: 2, maxLength: 40 }), fc.boolean(), (all, isComma) => {
      const written = (value: number): string => {
        const [whole = "", part = ""] = (value / 100).toFixed(2).split(".");
        const grouped = whole.replace(/\B(?=(\d{3})+$)/g, isComma ? "." : ",");
        return `"${grouped}${isComma ? "," : "."}${part}"`;
      };
      const read = preview(`Date,Text,Amount,Cost type\n${all.map((value, at) => `2026-03-03,Row ${at},${written(value)},Cloud\n`).join("")}`);
      expect(read.totals[0]?.netCents).toBe(all.reduce((sum, value) => sum + value, 0));
    }),
    { numRuns: 50 },
  );
});
