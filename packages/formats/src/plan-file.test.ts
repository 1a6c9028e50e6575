/** Every plan file finds its reader by what it holds, and what is no plan is refused by name. */
import { expect, test } from "vitest";
import { outlineOf } from "@leadline/engine/model/plan/outline.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import { countedIds, planText, taskText } from "./mspdi/small-plan.fixture.ts";
import { readPlanFile, writePlanFile } from "./plan-file.ts";
import type { ReadLimits } from "./plan-file-types.ts";
import { SMALL_GAN, SMALL_MPX, SMALL_PLANNER, SMALL_SM } from "./small-files.fixture.ts";
import { builtInTemplates } from "./template/built-in.ts";

const MSPDI = planText({ tasks: [taskText(1), taskText(2)] });

function read(name: string, content: string | number[], limits?: ReadLimits) {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : Uint8Array.from(content);
  return readPlanFile(name, bytes, { newId: countedIds(), ...(limits && { limits }) });
}

function project(name: string, content: string): Project {
  const result = read(name, content);
  if (!result.ok) throw new Error(result.problem.message);
  return result.project;
}

/** Code and hint of the refusal, or the format that was read. */
function outcome(name: string, content: string | number[], limits?: ReadLimits): string {
  const result = read(name, content, limits);
  return result.ok ? result.report.format : `${result.problem.code} ${result.problem.hint ?? ""}`.trim();
}

test("the content decides, whatever the name", () => {
  expect(outcome("plan.txt", MSPDI)).toBe("mspdi");
  expect(outcome("plan.xml", `\ufeff  ${MSPDI.replace(/<\?xml.*\?>\s*/, "")}`)).toBe("mspdi");
  expect(outcome("x", writePlanFile("json", project("plan.xml", MSPDI)).text)).toBe("json");
  expect(outcome("x", builtInTemplates()[0]?.text ?? "")).toBe("template");
  expect(outcome("x", SMALL_GAN)).toBe("gan");
  expect(outcome("x.gan", SMALL_PLANNER)).toBe("planner");
  expect(outcome("x.planner", SMALL_PLANNER.replace(/ (?:project-start|mrproject-version)="[^"]*"/g, ""))).toBe("planner");
  expect(outcome("x.txt", SMALL_MPX)).toBe("mpx");
  expect(outcome("x.txt", SMALL_MPX.replaceAll(",", "\t"))).toBe("mpx");
  expect(outcome("x", SMALL_SM)).toBe("psplib");
  expect(outcome("x", '# A comment.\nproject "P" starts 2026-03-02\nA "Survey" 3d\n')).toBe("plan-text");
});

test("the names of tasks survive every format that is written", () => {
  const names = (from: Project): string[] => outlineOf(from).rows.map(({ task }) => task.name);
  const plan = project("plan.xml", MSPDI);
  for (const format of ["mspdi", "json", "plan-text"] as const) expect(names(project("plan", writePlanFile(format, plan).text))).toEqual(names(plan));
});

test("a plan in Microsoft's closed format is told how to become XML", () => {
  expect(outcome("Office move.mpp", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])).toMatch(/^file\/mpp Maybe open the plan in Microsoft Project, choose File, Save As/);
  expect(outcome("renamed.xml", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])).toMatch(/^file\/mpp/);
  expect(outcome("broken.mpp", "garbage")).toMatch(/^file\/mpp/);
});

test("other files are refused by what they are", () => {
  expect(outcome("plan.xml", [])).toBe("file/empty");
  expect(outcome("plan.xlsx", [0x50, 0x4b, 0x03, 0x04, 0, 0])).toMatch(/^xlsx\/truncated/);
  expect(outcome("plan.pdf", "%PDF-1.7")).toMatch(/^file\/pdf/);
  expect(outcome("plan.xml", '<?xml version="1.0"?>\n<APIBusinessObjects xmlns="http://xmlns.oracle.com/Primavera/P6/V8.4/API/BusinessObjects"/>')).toMatch(/^file\/pmxml Maybe export the project from Primavera again/);
  expect(outcome("pom.xml", "<project><modelVersion>4.0.0</modelVersion></project>")).toMatch(/^gan\/not-gan/);
  expect(outcome("plan.xer", "ERMHDR\t22.12\t2026-01-01")).toMatch(/^xer\/no-tables/);
  expect(outcome("letter.txt", "Dear Ann,\n")).toMatch(/^file\/unknown-format/);
  expect(outcome("plan.xml", "Dear Ann,\n")).toMatch(/^file\/unknown-format/);
  expect(outcome("page.xml", "<html><body/></html>")).toMatch(/^mspdi\/not-mspdi/);
  expect(outcome("plan.xml", '<?xml version="1.0" encoding="UTF-7"?><Project/>')).toMatch(/^xml\/encoding/);
  expect(outcome("plan.xml", [0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0])).toMatch(/^xml\/encoding/);
  expect(outcome("plan.json", '{"format":')).toMatch(/^json\//);
});

test("a file over the limit is refused before it is read", () => {
  expect(outcome("plan.xml", MSPDI, { maxBytes: 100, maxDepth: 64, maxElements: 1000 })).toMatch(/^file\/too-large/);
});

test("progress rises from nothing to all", () => {
  const shares: number[] = [];
  const long = planText({ tasks: Array.from({ length: 1000 }, (_, at) => taskText(at + 1)) });
  readPlanFile("plan.xml", new TextEncoder().encode(long), { newId: countedIds(), onProgress: (share) => shares.push(share) });
  expect(shares.length).toBeGreaterThan(2);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
});
