/** The decision log: questions that are open with their date, and what was decided, by whom and why. */
import { nextCode } from "@leadline/engine/model/changes/next-code.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { ProjectDecision } from "@leadline/engine/model/records.ts";
import type { ReactNode } from "react";
import { useNames } from "../../api/use-names.ts";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { Button } from "../../ui/button.tsx";
import { codeColumn, dayColumn, textColumn, titleColumn } from "../../ui/record-columns.ts";
import type { SheetColumn } from "../../ui/edit-sheet.tsx";
import { RecordSheet } from "../../ui/record-sheet.tsx";

interface DecisionsViewProps {
  readonly store: ProjectStore;
  readonly project: Project;
  readonly mayEdit: boolean;
  readonly onRequest: (code: string) => void;
}

export function DecisionsView({ store, project, mayEdit, onRequest }: DecisionsViewProps): ReactNode {
  const nameOf = useNames();
  const decisions = [...project.records.decision.values()].sort((a, b) => isOpen(b) - isOpen(a) || b.code.localeCompare(a.code, "en", { numeric: true }));
  const requestOf = ({ changeRequestId }: ProjectDecision): string | undefined => (changeRequestId === undefined ? undefined : project.records.changeRequest.get(changeRequestId)?.code);
  const columns: readonly SheetColumn<ProjectDecision>[] = [
    codeColumn<ProjectDecision>("Code"),
    titleColumn<ProjectDecision>("question", "Question", 260),
    textColumn<ProjectDecision>("recommendation", "Recommended", 160),
    dayColumn<ProjectDecision>("neededDay", "Needed by"),
    textColumn<ProjectDecision>("ifNobodyDecides", "If nobody decides", 180),
    textColumn<ProjectDecision>("outcome", "Decided", 160),
    textColumn<ProjectDecision>("rationale", "Why", 200),
    { id: "decidedBy", label: "By", width: 120, textOf: ({ decidedBy, actor }) => decidedBy ?? (actor === undefined ? "" : nameOf(actor)), keep: (text) => ({ decidedBy: text.trim() === "" ? null : text.trim() }) },
    dayColumn<ProjectDecision>("day", "On"),
    textColumn<ProjectDecision>("expectedOutcome", "Expected of it", 180),
    dayColumn<ProjectDecision>("reviewDay", "Review"),
    {
      id: "request",
      label: "Change",
      width: 80,
      textOf: (decision) => requestOf(decision) ?? "",
      show: (decision) => {
        const code = requestOf(decision);
        return code === undefined ? <span /> : <Button look="link" onClick={() => onRequest(code)}>{code}</Button>;
      },
    },
  ];
  return (
    <>
      <p className="ll-muted cg-note">What was decided, and what waits for a decision. Verdicts on change requests come here by themselves; type any other question into the last row.</p>
      <RecordSheet
        store={store}
        label="Decision log"
        kind="decision"
        records={decisions}
        columns={columns}
        mayEdit={mayEdit}
        titleOf={({ code }) => code}
        newColumn="question"
        newLabel="New question"
        onNew={(question) => store.run([{ type: "saveRecords", records: [{ kind: "decision", record: { id: newId(), code: nextCode("D", project.records.decision.values()), question } }] }])}
      />
    </>
  );
}

function isOpen({ outcome }: ProjectDecision): number {
  return outcome === undefined ? 1 : 0;
}
