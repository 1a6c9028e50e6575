/** Budget tables for spreadsheets: LibreOffice, where it is there, finds the same amounts in every grouping, to the cent. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seededIds } from "@leadline/engine/change/id-maker.ts";
import { budgetOf } from "@leadline/engine/cost/budget.ts";
import { groupedCosts, type CostDimension } from "@leadline/engine/cost/cost-groups.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { afterAll, expect, test } from "vitest";
import { builtInTemplates } from "../template/built-in.ts";
import { readTemplate } from "../template/read.ts";
import { moneyCsv, moneyWorkbook, type MoneyTable } from "./money-table.ts";

const GROUPINGS: readonly (readonly CostDimension[])[] = [["phase", "costType"], ["wbs"], ["costType"], ["month"], ["month", "costType"], ["spending", "source"]];

const folder = mkdtempSync(join(tmpdir(), "leadline-tables-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("every grouping of a budget sums to the same cent, in CSV and in the workbook as LibreOffice opens it", { timeout: 120_000 }, (context) => {
  const project = templateProject();
  const { items, totalCents } = budgetOf(project, schedule(project).schedule);
  expect(totalCents).toBeGreaterThan(1_000_000);
  const tables = GROUPINGS.map((by) => tableOf(project, items, by));
  for (const table of tables) expect(centsOf(moneyCsv(table)).at(-1)).toBe(totalCents);
  tables.forEach((table, at) => writeFileSync(join(folder, `budget-${at}.xlsx`), moneyWorkbook("Budget", table)));
  const opened = join(folder, "opened");
  mkdirSync(opened);
  const { error } = spawnSync("soffice", [`-env:UserInstallation=file://${join(folder, "office")}`, "--headless", "--convert-to", "csv", "--outdir", opened, ...tables.map((_, at) => join(folder, `budget-${at}.xlsx`))], { timeout: 110_000 });
  if (error) context.skip("LibreOffice is not here, so it opened nothing (Debian, Ubuntu: apt-get install libreoffice-calc)");
  tables.forEach((table, at) => expect(centsOf(readFileSync(join(opened, `budget-${at}.csv`), "utf8"))).toEqual(table.rows.map(({ cents }) => cents[0])));
});

function templateProject(): Project {
  const [template] = builtInTemplates();
  const read = readTemplate(template?.text ?? "", { newId: seededIds("t") });
  if (!read.ok) throw new Error(read.problem.message);
  return read.project;
}

function tableOf(project: Project, items: Parameters<typeof groupedCosts>[1], by: readonly CostDimension[]): MoneyTable {
  const groups = groupedCosts(project, items, by);
  const total = groups.reduce((sum, { cents }) => sum + cents, 0);
  return { head: [...by, "EUR"], rows: [...groups.map(({ keys, cents }) => ({ texts: keys, cents: [cents] })), { texts: by.map(() => "Total"), cents: [total] }] };
}

/** The amounts of the last column, without the header, in cents. */
function centsOf(csv: string): number[] {
  const lines = csv.trim().split(/\r?\n/).slice(1);
  return lines.map((line) => Math.round(Number(/(-?[\d.]+)$/.exec(line)?.[1]) * 100));
}
