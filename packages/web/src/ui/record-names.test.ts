/** Tasks and records by their numbers: what is typed is found, what is not there is told, and numbers only grow. */
import { smallPlan } from "@leadline/testkit/small-plan.ts";
import { expect, test } from "vitest";
import { codesOfText, codesText, nextCode, taskOfText, tasksOfText, tasksText } from "./record-names.ts";

const plan = smallPlan([{ id: "a" }, { id: "b" }, { id: "c" }]);
const issues = new Map([["x", { id: "x", code: "I-1" }], ["y", { id: "y", code: "I-12" }]]);

test("tasks are named by key or row, once each", () => {
  expect(tasksOfText("net-2, 3; 2", plan, "NET")).toEqual({ ids: ["b", "c"] });
  expect(tasksText(["b", "gone", "c"], plan, "NET")).toBe("NET-2, NET-3");
  expect(tasksOfText("4", plan, "NET")).toEqual({ sentence: "There is no task “4”. Name tasks by key or row, such as NET-3 or 3, parted by commas." });
  expect(tasksOfText(" ", plan, "NET")).toEqual({ ids: [] });
});

test("one task is one key or row; none is the whole project", () => {
  expect(taskOfText("net-2", plan, "NET")).toBe("b");
  expect(taskOfText(" ", plan, "NET")).toBe(null);
  expect(taskOfText("NET-9", plan, "NET")).toEqual({ sentence: "There is no task “NET-9”. Name it by key or row, such as NET-3 or 3." });
  expect(taskOfText("1, 2", plan, "NET")).toEqual({ sentence: "Name one task by its key or row, such as NET-3 or 3." });
});

test("records are named by their numbers", () => {
  expect(codesOfText("i-12, I-1", issues, "issue")).toEqual({ ids: ["y", "x"] });
  expect(codesText(["y"], issues)).toBe("I-12");
  expect(codesOfText("I-2", issues, "issue")).toEqual({ sentence: "There is no issue “I-2”. Name them by their numbers, parted by commas." });
});

test("the next number is above all that were given, whatever else is written there", () => {
  expect(nextCode("I-", issues.values())).toBe("I-13");
  expect(nextCode("I-", [{ code: "my own" }, { code: "I-x" }])).toBe("I-1");
});
