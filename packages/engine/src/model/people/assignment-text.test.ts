/** Tests of the Resources cell's text: people, materials and costs, there and back. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Assignment, Resource } from "../records.ts";
import { formatAssignments, parseAssignments } from "./assignment-text.ts";

const resource = (id: string, name: string, type: Resource["type"] = "work", more: Partial<Resource> = {}): Resource => ({ id, name, type, maxUnits: 1, rank: "V", ...more });
const resources = [resource("e", "Engineer"), resource("a", "Anna"), resource("c", "Cable", "material", { materialLabel: "m" }), resource("t", "Travel", "cost"), resource("x", "Smith, John [ext]")];

const parsed = (text: string): unknown => {
  const result = parseAssignments(text, resources);
  return result.ok ? result.assignments : result.message;
};

test("names with units in brackets are read, case does not matter", () => {
  expect(parsed("Engineer[50%]; anna")).toEqual([{ resourceId: "e", units: 0.5 }, { resourceId: "a" }]);
  expect(parsed("Engineer [7 %], Anna[0.5]")).toEqual([{ resourceId: "e", units: 0.07 }, { resourceId: "a", units: 0.5 }]);
  expect(parsed(" ; ")).toEqual([]);
});

test("a name that the plan does not have is a new resource", () => {
  expect(parsed("Otto[150%]")).toEqual([{ resourceName: "Otto", units: 1.5 }]);
});

test("materials take an amount, costs take money", () => {
  expect(parsed("Cable[30 m]; Travel[€ 1,234.50]")).toEqual([{ resourceId: "c", units: 30 }, { resourceId: "t", costCents: 123_450 }]);
  expect(parsed("Travel[1.234]")).toEqual([{ resourceId: "t", costCents: 123_400 }]);
  expect(parsed("Travel[12,5 EUR]")).toEqual([{ resourceId: "t", costCents: 1250 }]);
});

test("a name with separators stands in quotes", () => {
  expect(parsed('"Smith, John [ext]"[25%]; Anna')).toEqual([{ resourceId: "x", units: 0.25 }, { resourceId: "a" }]);
});

test("what is not understood is said in a sentence", () => {
  expect(parsed("Anna[much]")).toBe("“[much]” behind “Anna” is not a share of working time. Type one such as [50%].");
  expect(parsed("Cable[30 kg]")).toBe("“[30 kg]” behind “Cable” is not an amount of it. Type one such as [30 m].");
  expect(parsed("Travel[lots]")).toBe("“[lots]” behind “Travel” is not an amount of money. Type one such as [500].");
  expect(parsed("Anna; anna")).toBe("“anna” stands twice in the list; a resource is assigned to a task once.");
  expect(parsed("Anna[50%")).toBe("“Anna[50%” is not understood. Type names separated by semicolons, such as Engineer[50%]; Anna.");
  expect(parsed("[50%]")).toBe("A name is missing before “[50%]”. Type one such as Engineer[50%].");
  expect(parsed("Anna[0%]")).toBe("“Anna” needs more than 0 % to do any work. Leave the name out to take the resource off the task.");
});

const assignment = (resourceId: string, units: number, more: Partial<Assignment> = {}): Assignment => ({ id: resourceId, taskId: "t", resourceId, units, workMinutes: 0, actualWorkMinutes: 0, remainingWorkMinutes: 0, delayMinutes: 0, ...more });
const byId = (id: string): Resource | undefined => resources.find((one) => one.id === id);

test("what the cell shows is read back as the same", () => {
  const list = [assignment("e", 0.5), assignment("a", 1), assignment("c", 30), assignment("t", 1, { costCents: 123_450 }), assignment("x", 0.25)];
  const text = formatAssignments(list, byId);
  expect(text).toBe('Engineer[50%]; Anna; Cable[30 m]; Travel[1234.50]; "Smith, John [ext]"[25%]');
  expect(parsed(text)).toEqual([{ resourceId: "e", units: 0.5 }, { resourceId: "a" }, { resourceId: "c", units: 30 }, { resourceId: "t", costCents: 123_450 }, { resourceId: "x", units: 0.25 }]);
});

test("any text is read or refused, and never throws", () => {
  fc.assert(fc.property(fc.string(), (text) => typeof parseAssignments(text, resources).ok === "boolean"));
});
