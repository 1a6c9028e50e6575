/** The XML inside a ProjectLibre file is cut out and read; a file without it names the way out. */
import { expect, test } from "vitest";
import { settingsOf } from "@leadline/engine/model/project.ts";
import { countedIds, planText, taskText } from "../mspdi/small-plan.fixture.ts";
import { isPod, readPod } from "./read.ts";

const JAVA = [0xac, 0xed, 0x00, 0x05, 0x74, 0x00, 0x05, 0x31];
const pod = (...texts: string[]): Uint8Array => Uint8Array.from([...JAVA, ...texts.flatMap((text) => [...new TextEncoder().encode(text)])]);
const read = (bytes: Uint8Array) => readPod(bytes, { newId: countedIds(), fileName: "move.pod" });
const XML = planText({ tasks: [taskText(1), taskText(2)] });

test("the XML behind the separator is the plan", () => {
  const bytes = pod("<?xml in a name", "@@@ProjectLibreSeparator_MSXML@@@", XML);
  expect(isPod(bytes)).toBe(true);
  const result = read(bytes);
  expect(result).toMatchObject({ ok: true, report: { format: "pod", tasks: 2 } });
  if (result.ok) expect(settingsOf(result.project).origin).toEqual({ format: "pod", name: "move.pod" });
});

test("without a separator the XML is found by its root element", () => {
  expect(read(pod("\u0001\u0002<?xml version", "…".repeat(300), XML))).toMatchObject({ ok: true, report: { tasks: 2 } });
});

test("a file without XML says how to save one", () => {
  expect(read(pod("nothing but objects"))).toMatchObject({ ok: false, problem: { code: "pod/no-xml", hint: "Maybe open it in ProjectLibre and save it as “Microsoft Project 2010 (*.xml)”, then bring that file." } });
});

test("an XML part that is cut off is refused with its line", () => {
  expect(read(pod("ProjectLibreSeparator_MSXML", XML.slice(0, 300)))).toMatchObject({ ok: false, problem: { code: "xml/truncated", hint: "Maybe save it again from ProjectLibre." } });
});
