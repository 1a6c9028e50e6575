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
    const [, named, level] = /^(.*?)(?:\s+(\d+))?$/.exec(part) ?? [];
    const skill = (named ?? "").trim();
    const grade = level === undefined ? USUAL_LEVEL : Number(level);
    if (skill === "" || grade > 4) return { ok: false, message: `“${part}” is no skill. Type names with levels from 0 to 4, such as Networks 4; Linux 2.` };
    if (skills.some((one) => one.skill.toLowerCase() === skill.toLowerCase())) return { ok: false, message: `“${skill}” stands there twice.` };
    skills.push({ skill, level: grade });
  }
  return { ok: true, skills };
}
