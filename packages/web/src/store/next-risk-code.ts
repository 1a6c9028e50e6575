/** The code of a project's next risk: R and a number above all that were given. */
import type { Project } from "@leadline/engine/model/project.ts";

export function nextRiskCode(project: Project): string {
  const numbers = [...project.records.riskItem.values()].map(({ code }) => Number(/^R(\d{1,9})$/.exec(code)?.[1] ?? 0));
  return `R${String(Math.max(0, ...numbers) + 1).padStart(2, "0")}`;
}
