/** Every XER sample comes in with its problems listed, fits its schemas, and comes back row by row. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { recordsOf, type Project } from "@leadline/engine/model/project.ts";
import { recordSchemas } from "@leadline/engine/model/records.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { minuteOf } from "@leadline/engine/time/minute.ts";
import { bytesOf, countedIds } from "../mspdi/small-plan.fixture.ts";
import { readMspdi } from "../mspdi/read.ts";
import { contentOf, readPlanFile, writePlanFile } from "../plan-file.ts";
import type { ReadResult } from "../plan-file-types.ts";
import { xerTextOf } from "./xer-text.ts";

const DATA = process.env["LEADLINE_TEST_DATA"] ?? join(import.meta.dirname, "../../../../../shared/data");
const isHere = existsSync(join(DATA, "xer"));
if (!isHere) console.info(`${DATA} is absent (LEADLINE_TEST_DATA names it), so no files of Primavera were read and written back.`);
const unpacked: string[] = [];
afterAll(() => unpacked.forEach((folder) => rmSync(folder, { recursive: true })));

function unpack(archive: string): string {
  const folder = mkdtempSync(join(tmpdir(), "leadline-xer-"));
  unpacked.push(folder);
  execFileSync("tar", ["xf", join(DATA, archive), "-C", folder]);
  return folder;
}

const filesBelow = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".xer")).map((name) => join(folder, name)).sort();
const files = isHere ? [...filesBelow(join(DATA, "xer")), ...filesBelow(unpack("mspdi-format/mpxj-mpx-xer-pmxml-planner.tar.xz"))] : [];

function good(result: ReadResult): Extract<ReadResult, { ok: true }> {
  if (!result.ok) throw new Error(result.problem.message);
  return result;
}

const read = (path: string, bytes: Uint8Array): Extract<ReadResult, { ok: true }> => good(readPlanFile(basename(path), bytes, { newId: countedIds() }));
const lines = (text: string): string[] => text.replace(/\r?\n/g, "\n").replace(/\n%E[^]*$/, "").trimEnd().split("\n");
const bytesToSave = (project: Project): Uint8Array => {
  const content = contentOf(writePlanFile("xer", project));
  return typeof content === "string" ? bytesOf(content) : content;
};

for (const path of files) {
  test(`${basename(path)} comes in, fits its schemas and comes back row by row`, () => {
    const bytes = readFileSync(path);
    const first = read(path, bytes);
    for (const { kind, record } of recordsOf(first.project)) expect(recordSchemas[kind].safeParse(record).error).toBeUndefined();
    const { text, losses } = writePlanFile("xer", first.project);
    expect(losses).toEqual([]);
    expect(lines(text)).toEqual(lines(xerTextOf(bytes).text));
    expect([...recordsOf(read(path, bytesToSave(first.project)).project)]).toEqual([...recordsOf(first.project)]);
  });
}

test.runIf(isHere)("every date that Primavera stored is reproduced", () => {
  const differing = files.flatMap((path) => read(path, readFileSync(path)).report.differences.map(({ taskName, field }) => `${basename(path)} ${taskName} ${field}`));
  expect(differing).toEqual([]);
});

test.runIf(isHere)("total and free float are Primavera's", () => {
  const { project, report } = good(readPlanFile("m.xer", readFileSync(join(DATA, "xer/aspose/MultiprojectWithExternal.xer")), { newId: countedIds(), project: "TestProject" }));
  expect(report.differences).toEqual([]);
  const own = [...project.records.task.values()].find(({ external }) => !external);
  const dates = schedule(project).schedule.of(own?.id ?? "");
  // Stored: restart on the data date, 6 October 2023.
  expect(dates?.remainingStart).toBe(minuteOf(2023, 10, 6, 8));
  // Stored: total float 0, free float 1270 hours up to the activity of the other project.
  expect([dates?.totalSlackMinutes, dates?.freeSlackMinutes]).toEqual([0, 1270 * 60]);
});

test.runIf(isHere)("plans of Microsoft Project go out as XER that comes in again", () => {
  const folder = join(DATA, "mspdi");
  const some = readdirSync(folder).filter((name) => /^[AM]_.*\.xml$/.test(name)).slice(0, 6);
  for (const name of some) {
    const { project } = good(readMspdi(readFileSync(join(folder, name)), { newId: countedIds(), fileName: name }));
    const { problems, report } = read("again.xer", bytesToSave(project));
    expect(problems.filter(({ code }) => code.startsWith("xer/") && code !== "xer/empty-wbs")).toEqual([]);
    expect(report.tasks).toBeLessThanOrEqual(project.records.task.size);
    expect(report.tasks).toBeGreaterThanOrEqual([...project.records.task.values()].filter(({ active, external }) => active && !external).length);
  }
});
