/** Files that other programs wrote come in, with the dates that these programs stored. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { recordsOf, type Project } from "@leadline/engine/model/project.ts";
import { recordSchemas } from "@leadline/engine/model/records.ts";
import { countedIds } from "./mspdi/small-plan.fixture.ts";
import { readPlanFile, writePlanFile } from "./plan-file.ts";

const DATA = process.env["LEADLINE_TEST_DATA"] ?? join(import.meta.dirname, "../../../../shared/data");
const isHere = existsSync(join(DATA, "other-formats"));
if (!isHere) console.info(`${DATA} is absent (LEADLINE_TEST_DATA names it), so no files of other programs were read.`);
const unpacked: string[] = [];
afterAll(() => unpacked.forEach((folder) => rmSync(folder, { recursive: true })));

function filesOf(source: string, ending: RegExp): string[] {
  let folder = join(DATA, source);
  if (source.includes(".tar")) {
    folder = mkdtempSync(join(tmpdir(), "leadline-formats-"));
    unpacked.push(folder);
    execFileSync("tar", ["xf", join(DATA, source), "-C", folder]);
  }
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => ending.test(name)).map((name) => join(folder, name)).sort();
}

function datesOf(project: Project): string[] {
  const computed = schedule(project).schedule;
  return outlineOf(project).rows.map(({ task, wbs }) => `${wbs} ${task.name} ${computed.of(task.id)?.start} ${computed.of(task.id)?.finish}`);
}

/** `tasks` and how many stored dates differ; every record fits its schema, and written in our formats it keeps its dates. */
function facts(path: string): string {
  const result = readPlanFile(basename(path), readFileSync(path), { newId: countedIds() });
  if (!result.ok) return result.problem.code;
  for (const { kind, record } of recordsOf(result.project)) {
    const { error } = recordSchemas[kind].safeParse(record);
    if (error) throw new Error(`${path}: ${kind} ${record.id}: ${error.message}`);
  }
  for (const format of ["mspdi", "json"] as const) {
    const written = readPlanFile("written", new TextEncoder().encode(writePlanFile(format, result.project).text), { newId: countedIds() });
    expect(written.ok && datesOf(written.project), `${path} as ${format}`).toEqual(datesOf(result.project));
  }
  return `${result.report.format} ${result.report.tasks} tasks, ${result.report.differences.length} dates differ`;
}

test.runIf(isHere)("samples of GanttProject, Planner, ProjectLibre and MPX come in with the dates that they store", () => {
  const found = Object.fromEntries(filesOf("other-formats", /\.(?:gan|planner|mpx|pod)$/).map((path) => [basename(path), facts(path)]));
  expect(found).toMatchObject({
    "HouseBuildingSample.gan": "gan 20 tasks, 0 dates differ",
    "ganttproject.gan": "gan 8 tasks, 0 dates differ",
    "ContainerTaskMilestoneDependencies.planner": "planner 7 tasks, 0 dates differ",
    "T1R1FCT2R2.planner": "planner 2 tasks, 0 dates differ",
    "planner-sample.planner": "planner 2 tasks, 0 dates differ",
    "mpxrecurring.mpx": "mpx 27 tasks, 0 dates differ",
    "sample.de.mpx": "mpx 19 tasks, 0 dates differ",
    // Written by OpenProj, without XML.
    "Commercial construction project plan.pod": "pod/no-xml",
    "Microsoft Office Project 2003 deployment.pod": "pod/no-xml",
  });
  expect(Object.values(found).every((fact) => /^(?:gan|planner|mpx|pod) \d+ tasks|^pod\/no-xml$/.test(fact))).toBe(true);
});

test.runIf(isHere)("MPX files of Microsoft Project 98 come in with every date that they store", () => {
  const found = filesOf("mspdi-format/mpxj-mpx-xer-pmxml-planner.tar.xz", /project98\.mpx$/).map((path) => `${basename(path)}: ${facts(path)}`);
  expect(found.length).toBeGreaterThan(8);
  expect(found.filter((fact) => !/, 0 dates differ$/.test(fact))).toEqual([]);
});

test.runIf(isHere)("Primavera's XML names XER as the way", () => {
  for (const path of filesOf("mspdi-format/mpxj-mpx-xer-pmxml-planner.tar.xz", /\.pmxml$/)) expect(facts(path)).toBe("file/pmxml");
});

test.runIf(isHere)("PSPLIB instances come in with their critical path", () => {
  const files = filesOf("psplib/psplib-dev.tar.xz", /\.sm$/);
  const bounds = new Map(readFileSync(join(DATA, "psplib/bounds.csv"), "utf8").split("\n").map((line) => line.split(",")).map(([, name, lower]) => [name, Number(lower)]));
  expect(files.length).toBeGreaterThan(500);
  for (const path of files.filter((_, index) => index % 100 === 0)) {
    const result = readPlanFile(basename(path), readFileSync(path), { newId: countedIds() });
    if (!result.ok) throw new Error(result.problem.message);
    const { start, finish } = schedule(result.project).schedule;
    expect((finish - start) / 1440, path).toBe(bounds.get(basename(path, ".sm")));
  }
}, 60_000);
