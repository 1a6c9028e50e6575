/** The plans of the sample portfolio, made from the built-in templates around the day on which they are asked for. */
import { seededIds } from "@leadline/engine/change/id-maker.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { Minute } from "@leadline/engine/time/minute.ts";
import { builtInTemplates } from "@leadline/formats/template/built-in.ts";
import { readTemplate } from "@leadline/formats/template/read.ts";

export interface SamplePlan {
  readonly name: string;
  readonly project: Project;
}

export function samplePlans(seed: string, at: Date): readonly SamplePlan[] {
  const start = (Math.floor(at.getTime() / 86_400_000) * 1440 + 480) as Minute;
  return builtInTemplates().slice(0, 3).flatMap((template, number) => {
    const result = readTemplate(template.text, { newId: seededIds(`${seed}.${number}`), start, name: template.name });
    return result.ok ? [{ name: template.name, project: result.project }] : [];
  });
}
