/** Files of reports: the same numbers in every format, at most two pages, the report's data found again in each. */
import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { canonicalJson } from "@leadline/engine/base/canonical-json.ts";
import { reportPage } from "@leadline/engine/report/report-page.ts";
import { draftReport } from "@leadline/engine/report/draft.ts";
import { statusInput } from "@leadline/engine/status/status-plan.fixture.ts";
import type { PublishedContent, ReportCosts } from "@leadline/engine/report/report.ts";
import { readReportFile, REPORT_FORMATS, writeReportFile, type ReportFile } from "./report-file.ts";

const { body, costs } = draftReport({ ...statusInput(), reports: [], engine: "1.0.0" });

function contentOf(more: Partial<PublishedContent> = {}): PublishedContent {
  return { ...body, version: 1, publishedAt: 1_773_655_200_000, publishedBy: "Ada Łukasiewicz", texts: [{ id: "summary", typed: "x", text: "Привет | <b>We</b> go (live) by 9 Dec 2026 → “soon”.", tokens: [] }], ...more };
}
function fileOf(content: PublishedContent, money: ReportCosts | undefined = costs): ReportFile {
  return { format: "leadline-report-file/1", writer: 1, audience: "sponsor", content: canonicalJson(content), ...(money && { costs: canonicalJson(money) }), proof: { size: 12, words: "babab dadad fafaf gagag hahah jajaj kakak lalal" } };
}

/** What a viewer would copy: the strings of the content streams, by the map of the fonts. */
function textOfPdf(bytes: Uint8Array): string {
  const file = strFromU8(bytes);
  const map = new Map([...file.matchAll(/<([0-9A-F]{2})> <([0-9A-F]+)>/g)].map(([, code = "", unicode = ""]) => [Number.parseInt(code, 16), String.fromCharCode(...(unicode.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)))]));
  const strings = [...file.matchAll(/\(((?:\\\d{3}|[^\\()])*)\) Tj/g)].map(([, text = ""]) => text.replaceAll(/\\(\d{3})|([\s\S])/g, (_, octal?: string, plain?: string) => map.get(octal === undefined ? (plain ?? "").charCodeAt(0) : Number.parseInt(octal, 8)) ?? ""));
  return strings.join(" ");
}

test.for(REPORT_FORMATS)("%s carries the report, says its numbers, and is the same each time", (format) => {
  const file = fileOf(contentOf());
  const bytes = writeReportFile(file, format);
  expect(readReportFile(bytes)).toEqual({ file, format });
  expect(writeReportFile(file, format)).toEqual(bytes);
  if (format === "json") return;
  const text = format === "pptx" ? Object.values(unzipSync(bytes)).map((part) => strFromU8(part)).join("") : format === "pdf" ? textOfPdf(bytes) : strFromU8(bytes);
  const words = text.replaceAll(/\\(.)/g, "$1").replaceAll(/\s+/g, " ");
  for (const { id, text: number } of [...body.numbers, ...(costs?.numbers ?? [])]) if (["promise", "p80", "p50", "cost-p80"].includes(id)) expect(words, id).toContain(number);
  expect(words).toContain("babab dadad fafaf gagag hahah jajaj kakak lalal");
  if (format === "html") expect(text).toContain("&lt;b&gt;We&lt;/b&gt;");
  if (format === "pdf") expect(words).toContain("Привет | <b>We</b> go (live) by 9 Dec 2026 → “soon”.");
});

test("a team's version tells no money, whatever the report holds", () => {
  const page = reportPage(contentOf(), costs, "team");
  expect(JSON.stringify(page)).not.toMatch(/EUR/);
  expect(JSON.stringify(reportPage(contentOf(), costs, "finance"))).toMatch(/EUR/);
});

test("a report with everything in it still fits on two pages, and says what it leaves out", () => {
  const long = "A rather long sentence about something that happened to somebody somewhere in the project. ";
  const many = <T>(made: (at: number) => T): readonly T[] => Array.from({ length: 40 }, (_, at) => made(at));
  const content = contentOf({ facts: many((at) => ({ text: `${at} ${long}`, source: "list", asOf: body.asOf })), decisions: many((at) => ({ id: String(at), question: long, options: [{ name: "Yes", effect: long }, { name: "No" }], ifNobodyDecides: long })), contradictions: many((at) => ({ ruleId: `C${at}`, subject: String(at), sentence: long, fix: long, answer: { text: long, by: "Ada" } })), signals: many(() => long) });
  const bytes = writeReportFile(fileOf(content), "pdf");
  const text = strFromU8(bytes);
  expect(text.match(/\/Type \/Page /g)).toHaveLength(2);
  expect(text).toMatch(/more parts do not fit on two pages/);
  const words = textOfPdf(bytes).replaceAll(/\s+/g, " ");
  const dates = body.numbers.filter(({ id }) => ["promise", "p50", "p80"].includes(id));
  expect(dates).toHaveLength(3);
  for (const { id, text: number } of dates) expect(words, id).toContain(number);
});

test("a file without its report is told as that", () => {
  expect(readReportFile(new TextEncoder().encode("# Status\n"))).toEqual({ problem: expect.stringContaining("There is no report in this file") });
  expect(readReportFile(new TextEncoder().encode('{"format":"leadline-report-file/1"}'))).toEqual({ problem: expect.stringContaining("cannot be read") });
});
