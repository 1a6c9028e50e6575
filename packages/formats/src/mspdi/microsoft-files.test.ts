/** Every file that Microsoft Project wrote comes back element by element, as records that fit their schemas. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { evolve } from "@leadline/engine/change/change.ts";
import { decide } from "@leadline/engine/change/decide.ts";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import { recordsOf, type Project } from "@leadline/engine/model/project.ts";
import { recordSchemas } from "@leadline/engine/model/records.ts";
import { DEFAULT_READ_LIMITS } from "../plan-file-types.ts";
import { readXml } from "../xml/read-xml.ts";
import type { XmlElement } from "../xml/xml-element.ts";
import { ELEMENT_ORDER } from "./element-order.ts";
import { CONTAINERS } from "./kept-content.ts";
import { readMspdi } from "./read.ts";
import { countedIds } from "./small-plan.fixture.ts";
import { writeMspdi } from "./write.ts";

const DATA = process.env["LEADLINE_TEST_DATA"] ?? join(import.meta.dirname, "../../../../../shared/data");
const isHere = existsSync(join(DATA, "mspdi"));
if (!isHere) console.info(`${DATA} is absent (LEADLINE_TEST_DATA names it), so no files of Microsoft Project were read and written back.`);
/** Every file where somebody has the time (LEADLINE_TRUST=1), else a part of them. */
const isWhole = process.env["LEADLINE_TRUST"] === "1";
const unpacked: string[] = [];
afterAll(() => unpacked.forEach((folder) => rmSync(folder, { recursive: true })));

function unpack(archive: string): string {
  const folder = mkdtempSync(join(tmpdir(), "leadline-mspdi-"));
  unpacked.push(folder);
  execFileSync("tar", ["xf", join(DATA, archive), "-C", folder]);
  return folder;
}

const filesBelow = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".xml")).map((name) => join(folder, name)).sort();

/** All elements of a file as lines of depth, name and text. */
function outlineOfFile(bytes: Uint8Array): string[] {
  const lines: string[] = [];
  const tell = (element: XmlElement, depth: number): void => {
    const text = element.children.length === 0 && element.text.trim() !== "" ? element.text : "";
    lines.push(`${depth} ${element.name} ${JSON.stringify(element.attributes ?? [])} ${text}`);
    for (const child of element.children) tell(child, depth + 1);
  };
  const outcome = readXml(bytes, { limits: DEFAULT_READ_LIMITS }, {
    root: (name, attributes) => void lines.push(`0 ${name} ${JSON.stringify(attributes)}`),
    isContainer: () => false,
    child: (element) => tell(element, 1),
    entity: () => undefined,
  });
  expect(outcome).not.toHaveProperty("failure");
  return lines;
}

function read(bytes: Uint8Array, fileName: string) {
  const result = readMspdi(bytes, { newId: countedIds(), fileName });
  if (!result.ok) throw new Error(`${fileName}: ${result.problem.message}`);
  return result;
}

function recordLines(project: Project): string[] {
  return [...recordsOf(project)].map((item) => JSON.stringify(item));
}

/** The first line that differs: far quicker than comparing a hundred thousand elements one by one in a matcher. */
function firstDifference(a: readonly string[], b: readonly string[]): string | undefined {
  const at = a.findIndex((line, index) => line !== b[index]);
  if (at < 0) return a.length === b.length ? undefined : `${a.length} and ${b.length} lines`;
  return `line ${at}: ${a[at]} and ${b[at]}`;
}

function comesBack(path: string): void {
  const [bytes, name] = [readFileSync(path), basename(path)];
  const first = read(bytes, name);
  for (const { kind, record } of recordsOf(first.project)) {
    const { error } = recordSchemas[kind].safeParse(record);
    if (error) throw new Error(`${name}: ${kind} ${record.id}: ${error.message}`);
  }
  const written = writeMspdi(first.project);
  const again = new TextEncoder().encode(written.text);
  expect(written.losses, name).toEqual([]);
  expect(firstDifference(outlineOfFile(bytes), outlineOfFile(again)), name).toBeUndefined();
  const second = read(again, name);
  expect(firstDifference(recordLines(first.project), recordLines(second.project)), name).toBeUndefined();
  expect(JSON.stringify(second.report) === JSON.stringify(first.report), name).toBe(true);
}

test.runIf(isHere)("all plans with stored dates come back", () => {
  const files = filesBelow(join(DATA, "mspdi"));
  expect(files.length).toBeGreaterThanOrEqual(35);
  files.forEach(comesBack);
});

test.runIf(isHere)("all files that Project 2002 to 2019 wrote come back", () => {
  const files = filesBelow(unpack("mspdi-format/mpxj-mspdi-native.tar.xz"));
  expect(files.length).toBeGreaterThan(100);
  files.filter((_, index) => isWhole || index % 3 === 0).forEach(comesBack);
});

test.runIf(isHere)("large plans come back", () => {
  const files = filesBelow(unpack("mpsplib/mpsplib-mspdi-dev.tar.xz"));
  expect(files.length).toBeGreaterThanOrEqual(61);
  files.filter((_, index) => index % (isWhole ? 20 : 60) === 0).forEach(comesBack);
});

/** What a new name and a longer duration of every task may change. */
const FOLLOWS = new Set(`
  Name Start Finish FinishDate Duration RemainingDuration ActualDuration DurationFormat Estimated Milestone EarlyStart EarlyFinish LateStart LateFinish
  FreeSlack TotalSlack StartSlack FinishSlack Critical Work RemainingWork RegularWork WorkVariance StartVariance FinishVariance
  PercentComplete PercentWorkComplete ActualFinish Stop Resume ManualStart ManualFinish ManualDuration TimephasedData Units
  OvertimeWork ActualOvertimeWork RemainingOvertimeWork`.trim().split(/\s+/));

test.runIf(isHere)("after a new name and a day more for every task only what follows differs", () => {
  for (const path of filesBelow(join(DATA, "mspdi"))) {
    const [bytes, name] = [readFileSync(path), basename(path)];
    const { project } = read(bytes, name);
    const tasks = outlineOf(project).rows.map(({ task, isSummary }) => ({
      id: task.id,
      fields: { name: `${task.name} +`, ...(!isSummary && !task.external && { durationMinutes: task.durationMinutes + 480 }) },
    }));
    const decision = decide(project, [{ type: "updateTasks", tasks }], { actor: "test", at: 0, newId: countedIds() });
    if ("refusals" in decision) throw new Error(`${name}: ${decision.refusals[0]?.message}`);
    const after = evolve(project, decision.change);
    const written = new TextEncoder().encode(writeMspdi(after).text);
    const names = (file: Uint8Array): string[] => outlineOfFile(file).filter((line) => !inTimephased(line) && !FOLLOWS.has(line.split(" ")[1] ?? ""));
    expect(firstDifference(names(bytes), names(written)), name).toBeUndefined();
    const again = read(written, name).project;
    const told = (from: Project): string[] => outlineOf(from).rows.filter(({ task }) => !task.external).map(({ task, wbs }) => `${wbs} ${task.name} ${task.durationMinutes} ${task.percentComplete}`);
    const leaves = (from: Project): string[] => told(from).filter((_, index) => !outlineOf(from).rows.filter(({ task }) => !task.external)[index]?.isSummary);
    expect(firstDifference(leaves(after), leaves(again)), name).toBeUndefined();
  }
});

/** Elements of day-by-day data stand at depth 4. */
function inTimephased(line: string): boolean {
  return line.startsWith("4 ") && /^4 (?:Type|UID|Start|Finish|Unit|Value) /.test(line);
}

test.runIf(isHere)("our order of elements is that of Microsoft Project's own files", () => {
  const native = filesBelow(unpack("mspdi-format/mpxj-mspdi-native.tar.xz")).filter((path) => /project20(07|1\d)-mspdi/.test(path));
  expect(native.length).toBeGreaterThan(50);
  const wrong = new Set<string>();
  const check = (element: XmlElement): void => {
    const order = ELEMENT_ORDER[element.name];
    const places = order && element.children.map(({ name }) => order.indexOf(name));
    places?.forEach((place, index) => {
      if (place < 0 || place < (places[index - 1] ?? 0)) wrong.add(`${element.name}: ${element.children[index - 1]?.name}, ${element.children[index]?.name}`);
    });
    element.children.forEach(check);
  };
  for (const path of native) {
    const children: XmlElement[] = [];
    readXml(readFileSync(path), { limits: DEFAULT_READ_LIMITS }, { root: () => undefined, isContainer: () => false, child: (element) => children.push(element), entity: () => undefined });
    check({ name: "Project", text: "", children, line: 0 });
  }
  expect([...wrong]).toEqual([]);
  expect(CONTAINERS.every((name) => ELEMENT_ORDER["Project"]?.includes(name))).toBe(true);
});
