/** Stored dates are read past the importer, and blanking takes away results only. */
import { parseIso } from "@leadline/engine/time/minute.ts";
import { expect, test } from "vitest";
import { storedDates, withoutResults } from "./stored-dates.ts";

const task = (inner: string): string => `<Task>${inner}</Task>`;
const dates = "<Start>2026-03-02T08:00:00</Start><LateStart>2026-03-03T08:00:00</LateStart><TotalSlack>4800</TotalSlack>";
const baseline = "<Baseline><Start>2020-01-01T08:00:00</Start></Baseline>";

test("the project's own row and empty rows are left out", () => {
  expect(storedDates(task("<UID>0</UID>") + task("<UID>3</UID><IsNull>1</IsNull>") + task(`${baseline}<UID>5</UID>${dates}`))).toEqual([
    { key: "5", values: { start: parseIso("2026-03-02T08:00"), lateStart: parseIso("2026-03-03T08:00") } },
  ]);
});

test("results of unstarted automatic tasks are emptied, baselines and inputs stay", () => {
  const before = task(`<UID>5</UID>${baseline}${dates}<ConstraintDate>2026-03-04T08:00:00</ConstraintDate>`);
  expect(withoutResults(before)).toBe(task(`<UID>5</UID>${baseline}<Start></Start><LateStart></LateStart><TotalSlack></TotalSlack><ConstraintDate>2026-03-04T08:00:00</ConstraintDate>`));
});

test.each(["<Manual>1</Manual>", "<ActualStart>2026-03-02T08:00:00</ActualStart>", "<PercentComplete>10</PercentComplete>"])("a task with %s keeps its dates", (mark) => {
  expect(withoutResults(task(mark + dates))).toBe(task(mark + dates));
});
