/** Lessons: what happened, what came of it, why, and what to do the next time. */
import { nextCode } from "@leadline/engine/model/changes/next-code.ts";
import type { Project } from "@leadline/engine/model/project.ts";
import type { Lesson } from "@leadline/engine/model/records.ts";
import type { ReactNode } from "react";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { codeColumn, dayColumn, textColumn, titleColumn } from "../../ui/record-columns.ts";
import type { SheetColumn } from "../../ui/edit-sheet.tsx";
import { RecordSheet } from "../../ui/record-sheet.tsx";

const COLUMNS: readonly SheetColumn<Lesson>[] = [
  codeColumn<Lesson>("Code"),
  titleColumn<Lesson>("title", "Lesson", 220),
  textColumn<Lesson>("situation", "What happened", 200),
  textColumn<Lesson>("effect", "What came of it", 200),
  textColumn<Lesson>("cause", "Why", 200),
  textColumn<Lesson>("recommendation", "The next time", 220),
  textColumn<Lesson>("whereApplied", "Where it is applied", 140),
  textColumn<Lesson>("owner", "Owner", 120),
  dayColumn<Lesson>("day", "Noted"),
];

export function LessonsView({ store, project, mayEdit }: { readonly store: ProjectStore; readonly project: Project; readonly mayEdit: boolean }): ReactNode {
  const lessons = [...project.records.lesson.values()].sort((a, b) => a.code.localeCompare(b.code, "en", { numeric: true }));
  return (
    <>
      <p className="ll-muted cg-note">What the next project should know. Note it while it is fresh: at the end nobody remembers why.</p>
      <RecordSheet
        store={store}
        label="Lessons"
        kind="lesson"
        records={lessons}
        columns={COLUMNS}
        mayEdit={mayEdit}
        titleOf={({ code }) => code}
        newColumn="title"
        newLabel="New lesson"
        onNew={(title) => store.run([{ type: "saveRecords", records: [{ kind: "lesson", record: { id: newId(), code: nextCode("L", project.records.lesson.values()), title } }] }])}
      />
    </>
  );
}
