/** Hostile and damaged files of every format are read in part or refused in one sentence, and never hang or throw. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { recordsOf } from "@leadline/engine/model/project.ts";
import { recordSchemas } from "@leadline/engine/model/records.ts";
import { countedIds, EDITABLE_PLAN, planText, taskText } from "./mspdi/small-plan.fixture.ts";
import { readPlanFile } from "./plan-file.ts";
import { DEFAULT_READ_LIMITS, type ReadResult } from "./plan-file-types.ts";
import { SMALL_GAN, SMALL_MPX, SMALL_PLANNER, SMALL_SM } from "./small-files.fixture.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const POD = Uint8Array.from([0xac, 0xed, 0x00, 0x05, ...utf8(`ProjectLibreSeparator_MSXML@@${planText({ tasks: [taskText(1), taskText(2)] })}`)]);
const FILES: readonly (readonly [string, Uint8Array])[] = [
  ["a.gan", utf8(SMALL_GAN)], ["a.planner", utf8(SMALL_PLANNER)], ["a.mpx", utf8(SMALL_MPX)], ["a.sm", utf8(SMALL_SM)], ["a.xml", utf8(EDITABLE_PLAN)], ["a.pod", POD],
];

/** Reads, and holds every record against its schema: what is read can be stored. */
function read(name: string, bytes: Uint8Array): ReadResult {
  const result = readPlanFile(name, bytes, { newId: countedIds(), limits: { ...DEFAULT_READ_LIMITS, maxElements: 100_000 } });
  if (!result.ok) {
    expect(result.problem.message).toMatch(/^[^\n]{10,400}[.!]$/);
    return result;
  }
  for (const { kind, record } of recordsOf(result.project)) {
    const { error } = recordSchemas[kind].safeParse(record);
    if (error) throw new Error(`${name}: ${kind} ${record.id}: ${error.message}`);
  }
  return result;
}

const code = (name: string, text: string): string => {
  const result = read(name, utf8(text));
  return result.ok ? "read" : result.problem.code;
};

test("whole files of every format are read", () => {
  for (const [name, bytes] of FILES) expect(read(name, bytes).ok, name).toBe(true);
});

test("bytes changed, put in, taken out or cut off are read in part or refused in one sentence", () => {
  const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), kind: fc.constantFrom("set", "insert", "drop", "cut", "repeat"), bytes: fc.uint8Array({ minLength: 1, maxLength: 6 }) });
  for (const [name, bytes] of FILES) {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
        let now = bytes;
        for (const { at: share, kind, bytes: given } of edits) {
          const at = Math.floor(share * now.length);
          const [before, after] = [now.subarray(0, at), now.subarray(at)];
          if (kind === "cut") now = before;
          else if (kind === "set") now = Uint8Array.from([...before, ...given, ...after.subarray(given.length)]);
          else if (kind === "insert") now = Uint8Array.from([...before, ...given, ...after]);
          else if (kind === "drop") now = Uint8Array.from([...before, ...after.subarray(given.length * 7)]);
          else now = Uint8Array.from([...before, ...after.subarray(0, 200), ...after]);
        }
        read(name, now);
      }),
      { numRuns: 60 },
    );
  }
});

test("numbers and dates replaced by others are read or told, and fit a plan all the same", () => {
  const values = fc.constantFrom("0", "-1", "1000000000", "999999999999999999", "1e308", "-1e9", "NaN", "", "99999999999999999999999999", "2999-12-31", "1900-01-01", "0001-01-01", "20991399T996199Z", "0000", "1.5", "\u0001", "x".repeat(2000));
  for (const [name, bytes] of FILES.slice(0, 5)) {
    const text = new TextDecoder().decode(bytes);
    const places = [...text.matchAll(/\d[\d-]*(?:T\d{6}Z)?/g)].map(({ index, 0: found }) => ({ index, length: found.length }));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(places.length - 1), values), { minLength: 1, maxLength: 4 }), (changes) => {
        let changed = text;
        for (const [at, value] of changes.toSorted(([a], [b]) => b - a)) {
          const place = places[at];
          if (place) changed = changed.slice(0, place.index) + value + changed.slice(place.index + place.length);
        }
        read(name, utf8(changed));
      }),
      { numRuns: 60 },
    );
  }
});

const DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';

test("document types are refused, whatever they would unfold into", () => {
  expect(code("a.gan", SMALL_GAN.replace("?>", `?>${DOCTYPE}`))).toBe("xml/doctype");
  expect(code("a.planner", SMALL_PLANNER.replace("?>", `?>${DOCTYPE}`))).toBe("xml/doctype");
});

test("elements nested without end and files of endless elements are refused", () => {
  expect(code("a.gan", SMALL_GAN.replace("<tasks>", `<tasks>${'<task id="9" name="x">'.repeat(5000)}`))).toBe("xml/too-deep");
  expect(code("a.gan", SMALL_GAN.replace("<tasks>", `<tasks>${'<task id="9" name="x"/>'.repeat(110_000)}`))).toBe("xml/too-many-elements");
  expect(code("a.mpx", `${SMALL_MPX}${"70,x\n".repeat(60_000)}`)).toBe("mpx/too-many-values");
});

test("files cut off in the middle are refused, or read as far as they go", () => {
  expect(code("a.gan", SMALL_GAN.slice(0, 900))).toBe("xml/truncated");
  expect(code("a.planner", SMALL_PLANNER.slice(0, 900))).toBe("xml/truncated");
  expect(code("a.mpx", SMALL_MPX.slice(0, 700))).toBe("read");
  expect(code("a.sm", SMALL_SM.slice(0, 700))).toBe("psplib/section");
});

test("a huge line and long runs of days cost no more than their length", () => {
  const begin = performance.now();
  expect(code("a.mpx", `${SMALL_MPX}71,"${"x".repeat(3_000_000)}\n`)).toBe("read");
  expect(code("a.mpx", `MPX,${'"'.repeat(1_000_000)}`)).toBe("read");
  expect(code("a.sm", SMALL_SM.replace("projects", `${" 1".repeat(1_000_000)}\nprojects`))).toBe("read");
  const long = Array.from({ length: 3000 }, (_, at) => `<task id="${at + 10}" name="x" start="2026-01-01" duration="199999" complete="100"/>`).join("");
  expect(code("a.gan", SMALL_GAN.replace("<tasks>", `<tasks>${long}`))).toBe("read");
  const free = Array.from({ length: 3000 }, (_, at) => `<vacation start="1900-01-01" end="2999-12-31" resourceid="${at}"/>`).join("");
  expect(code("a.gan", SMALL_GAN.replace("<vacations>", `<vacations>${free}`))).toBe("read");
  expect(performance.now() - begin).toBeLessThan(15_000);
});

test("bytes of no known letters are read as windows-1252 and told", () => {
  const bytes = Uint8Array.from([...utf8(SMALL_GAN)].map((byte, at) => (at === SMALL_GAN.indexOf("Survey") ? 0xe9 : byte)));
  const result = read("a.gan", bytes);
  expect(result.ok && result.problems.map((problem) => problem.code)).toContain("xml/not-utf8");
});
