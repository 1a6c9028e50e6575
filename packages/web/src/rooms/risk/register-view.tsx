/** The register: every risk as a row that can be typed into, and a row for the next one. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { RiskItem } from "@leadline/engine/model/records.ts";
import type { ReactNode } from "react";
import { newId } from "../../store/new-id.ts";
import { nextRiskCode } from "../../store/next-risk-code.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { useProjectState } from "../../store/use-project-state.ts";
import { RecordSheet } from "../../ui/record-sheet.tsx";
import { registerColumns, USUAL_IMPACTS } from "./register-columns.ts";

interface RegisterViewProps {
  readonly store: ProjectStore;
  readonly project: Project;
  readonly showsCosts: boolean;
  readonly mayEdit: boolean;
}

export function RegisterView({ store, project, showsCosts, mayEdit }: RegisterViewProps): ReactNode {
  const key = useProjectState(store, (state) => state.key);
  const risks = [...project.records.riskItem.values()].sort((a, b) => a.code.localeCompare(b.code, "en", { numeric: true }) || (a.id < b.id ? -1 : 1));
  const add = (title: string): ReturnType<ProjectStore["run"]> => {
    const record: RiskItem = { id: newId(), code: nextRiskCode(store.getState().project), title, category: "", probability: 0.3, impact: USUAL_IMPACTS.delayDays, taskIds: [], response: "", action: "", trigger: "" };
    return store.run([{ type: "saveRecords", records: [{ kind: "riskItem", record }] }]);
  };
  return (
    <>
      {risks.length === 0 && <p className="rk-empty">What could go wrong, or better than planned? {mayEdit ? "Type the first risk below: the forecast reckons with it at once." : ""}</p>}
      <RecordSheet
        store={store}
        label="Risk register"
        kind="riskItem"
        records={risks}
        columns={registerColumns({ project, key, showsCosts })}
        mayEdit={mayEdit}
        titleOf={({ title }) => title}
        marksOf={({ code }) => ({ "data-risk": code })}
        newLabel="New risk"
        newColumn="title"
        newHint={risks.length === 0 ? "" : "A new risk adds 2 to 15 days with a chance of 30 % until you say otherwise; name the tasks that it hits."}
        onNew={add}
      />
    </>
  );
}
