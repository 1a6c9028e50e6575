/** The steps of an event as a line: what is typed is what is shown, and what cannot be read is said. */
import { newProject } from "@leadline/engine/model/new-project.ts";
import { minuteOf } from "@leadline/engine/time/minute.ts";
import { expect, test } from "vitest";
import { isChain, stepsOfText, stepsText } from "./event-text.ts";

const project = newProject({ name: "Small", start: minuteOf(2026, 3, 2, 8) });

function read(text: string): ReturnType<typeof stepsOfText> {
  let made = 0;
  return stepsOfText(text, project, "Customs hold", () => `s${(made += 1)}`);
}

test("steps follow each other, and read back as they were typed", () => {
  const found = read("Goods held 4d; New papers 2 days; 1w");
  expect(found).toEqual({
    steps: [
      { id: "s1", name: "Goods held", durationMinutes: 1920, afterStepIds: [] },
      { id: "s2", name: "New papers", durationMinutes: 960, afterStepIds: ["s1"] },
      { id: "s3", name: "Customs hold", durationMinutes: 2400, afterStepIds: ["s2"] },
    ],
  });
  if ("steps" in found) expect([isChain(found.steps), stepsText(found.steps, project)]).toEqual([true, "Goods held 4d; New papers 2d; Customs hold 5d"]);
});

test("a step without a length of working time, and no step at all, are told", () => {
  expect(read("Held 4ed")).toHaveProperty("sentence");
  expect(read("Goods held")).toEqual({ sentence: "“Goods held” does not end with how long it takes. Type steps as “Goods held 4d; New papers 2d”." });
  expect(read(" ; ")).toEqual({ sentence: "An event needs a step that takes time, such as “Goods held 4d”." });
});

test("steps side by side are no chain", () => {
  expect(isChain([{ id: "a", name: "A", durationMinutes: 480, afterStepIds: [] }, { id: "b", name: "B", durationMinutes: 480, afterStepIds: [] }])).toBe(false);
});
