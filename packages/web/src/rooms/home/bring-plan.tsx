/** The choice to bring a plan: choose a file, or drop it anywhere on the page. */
import type { ReactNode } from "react";
import { PlanFileDrawing } from "./drawings.tsx";
import { FileButton } from "./file-button.tsx";

export function BringPlan({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }): ReactNode {
  return (
    <section className="ll-card ll-choice ll-choice-drop" aria-labelledby="choice-bring">
      <PlanFileDrawing />
      <h2 id="choice-bring">Bring a plan</h2>
      <p>Drop a Microsoft Project XML file or a table (.xlsx, .csv) anywhere on this page. Plans of Primavera (.xer), GanttProject (.gan), ProjectLibre (.pod), Planner (.planner) and old Microsoft Projects (.mpx) work too, and so do Leadline's own .json, .plan and .yaml files.</p>
      <FileButton onFiles={onFiles}>Choose a file</FileButton>
    </section>
  );
}
