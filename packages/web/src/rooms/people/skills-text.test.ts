/** Facts about skills as text: they read back as the same, and what cannot be read is said. */
import { expect, test } from "vitest";
import { readSkills, skillsText } from "./skills-text.ts";

test("skills with levels read back as the same", () => {
  const read = readSkills("Networks 4; Linux 2");
  expect(read).toEqual({ ok: true, skills: [{ skill: "Networks", level: 4 }, { skill: "Linux", level: 2 }] });
  expect(read.ok && skillsText(read.skills)).toBe("Networks 4; Linux 2");
});

test("a skill without a level is at 2, and a name may hold figures", () => {
  expect(readSkills("802.1X, Python 3 3")).toEqual({ ok: true, skills: [{ skill: "802.1X", level: 2 }, { skill: "Python 3", level: 3 }] });
});

test("a level above 4 and a skill that stands there twice are refused in a sentence", () => {
  expect(readSkills("Linux 5")).toMatchObject({ ok: false, message: expect.stringContaining("levels from 0 to 4") });
  expect(readSkills("Linux 1; linux 2")).toMatchObject({ ok: false, message: "“linux” stands there twice." });
});
