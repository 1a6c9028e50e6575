/** What a person can do, as people type it: "Networks 4; Linux 2". */
import type { Resource } from "@leadline/engine/model/records.ts";

type Skills = NonNullable<Resource["skills"]>;
type ReadSkills = { readonly ok: true; readonly skills: Skills } | { readonly ok: false; readonly message: string };

/** Given to a skill without a level. */
const USUAL_LEVEL = 2;

export function skillsText(skills: Resource["skills"]): string {
  return (skills ?? []).map(({ skill, level }) => `${skill} ${level}`).join("; ");
}

/** Levels go from 0 (none) to 4 (expert); a skill without one is at 2. */
export function readSkills(text: string): ReadSkills {
  const skills: Skills = [];
  for (const part of text.split(/[;,]/).map((piece) => piece.trim()).filter((piece) => piece !== "")) {
    const { skill, grade } = skillAndGrade(part);
    if (skill === "" || grade > 4) return { ok: false, message: `“${part}” is no skill. Type names with levels from 0 to 4, such as Networks 4; Linux 2.` };
    if (skills.some((one) => one.skill.toLowerCase() === skill.toLowerCase())) return { ok: false, message: `“${skill}” stands there twice.` };
    skills.push({ skill, level: grade });
  }
  return { ok: true, skills };
}

/** The last word is the level where it is a number: "Python 3 3" is Python 3 at level 3. */
function skillAndGrade(part: string): { readonly skill: string; readonly grade: number } {
  const words = part.split(/\s+/);
  const last = words.at(-1) ?? "";
  return words.length > 1 && /^\d+$/.test(last) ? { skill: part.slice(0, -last.length).trim(), grade: Number(last) } : { skill: part, grade: USUAL_LEVEL };
}
