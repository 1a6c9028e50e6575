/** The room for an agreement follows from both limits. */
import { expect, test } from "vitest";
import { roomText } from "./side-limits.tsx";

test("the most that we pay and the least that they take leave room, or none (EX-D11)", () => {
  expect(roomText({ ours: 10_000, theirs: 8500 }, "EUR")).toBe("Room for an agreement: EUR 85 to EUR 100.");
  expect(roomText({ ours: 8500, theirs: 10_000 }, "EUR")).toContain("No room for an agreement on cost alone");
  expect(roomText({ ours: 8500 }, "EUR")).toContain("Once both are known");
});
