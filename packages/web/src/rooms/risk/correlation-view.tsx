/** Tasks whose durations are long or short together: groups with a number between -1 and 1, and what is really drawn from where all of it cannot hold. */
import { settingsOf, type Project } from "@leadline/engine/model/project.ts";
import type { CorrelationGroup } from "@leadline/engine/model/records.ts";
import { correlationsOf } from "@leadline/engine/risk/correlation.ts";
import { durationOf } from "@leadline/engine/risk/estimates.ts";
import { useMemo, type ReactNode } from "react";
import { newId } from "../../store/new-id.ts";
import type { ProjectStore } from "../../store/project-store.ts";
import { useProjectState } from "../../store/use-project-state.ts";
import type { SheetColumn } from "../../ui/edit-sheet.tsx";
import { Notice } from "../../ui/notice.tsx";
import { choiceColumn, tasksColumn, textColumn, titleColumn } from "../../ui/record-columns.ts";
import { tasksText } from "../../ui/record-names.ts";
import { RecordSheet } from "../../ui/record-sheet.tsx";
import { MatrixTable } from "./matrix-table.tsx";
import { coefficientOf, pairsOfText, pairsText } from "./pairs-text.ts";

interface CorrelationViewProps {
  readonly store: ProjectStore;
  readonly project: Project;
  readonly mayEdit: boolean;
}

export function CorrelationView({ store, project, mayEdit }: CorrelationViewProps): ReactNode {
  const key = useProjectState(store, (state) => state.key);
  const uncertain = useMemo(() => uncertainTasks(project), [project]);
  const { matrices, problems } = useMemo(() => correlationsOf(project, uncertain), [project, uncertain]);
  const groups = [...project.records.correlationGroup.values()].sort((a, b) => a.name.localeCompare(b.name, "en") || (a.id < b.id ? -1 : 1));
  const add = (name: string): ReturnType<ProjectStore["run"]> => store.run([{ type: "saveRecords", records: [{ kind: "correlationGroup", record: { id: newId(), name, taskIds: [], coefficient: 0.5 } }] }]);
  const odd = groups.flatMap((group) => oddities(group, project, { key, uncertain }));
  return (
    <div className="rk-stack">
      <p className="ll-reading rk-note">Do the same people, the same supplier or the same unknown ground make several tasks long at once? Then late tasks come together and the finish spreads wider. 0 is independent, 1 always together, negative one long when the other is short; 0.3 is weak, 0.7 strong. A risk that hits several tasks does this by itself: say it in the register, not here as well.</p>
      {[...problems.map(({ message, hint }) => [message, hint].filter(Boolean).join(" ")), ...odd].map((sentence) => (
        <Notice key={sentence} tone="attention">
          {sentence}
        </Notice>
      ))}
      <RecordSheet
        store={store}
        label="Tasks that go together"
        kind="correlationGroup"
        records={groups}
        columns={columnsOf(project, key)}
        mayEdit={mayEdit}
        titleOf={({ name }) => name}
        newLabel="New group"
        newHint={groups.length === 0 ? "" : "Name the tasks by key or row, parted by commas."}
        onNew={add}
      />
      {matrices.map((matrix) => (
        <MatrixTable key={matrix.groupIds.join(" ")} matrix={matrix} title={matrix.groupIds.flatMap((id) => project.records.correlationGroup.get(id)?.name ?? []).join(" and ")} nameOf={(id) => tasksText([id], project, key)} />
      ))}
    </div>
  );
}

/** Tasks with a range that are not finished: they alone can go together. */
function uncertainTasks(project: Project): ReadonlyMap<string, number> {
  const { estimateEnds } = settingsOf(project);
  const tasks = [...project.records.task.values()].filter((task) => task.active && task.durationMinutes > 0 && task.actualFinish === undefined && durationOf(task, undefined, estimateEnds) !== undefined);
  return new Map(tasks.map(({ id }, place) => [id, place]));
}

/** What a group says without effect, or says twice. */
function oddities({ name, taskIds }: CorrelationGroup, project: Project, { key, uncertain }: { readonly key: string; readonly uncertain: ReadonlyMap<string, number> }): string[] {
  const certain = taskIds.filter((id) => !uncertain.has(id));
  const found: string[] = [];
  if (taskIds.length - certain.length < 2) found.push(`“${name}” has no effect yet: it needs at least two unfinished tasks with ranges such as 2/5/9d${certain.length > 0 ? `, and ${tasksText(certain, project, key)} ${certain.length === 1 ? "has" : "have"} none` : ""}.`);
  else if (certain.length > 0) found.push(`${tasksText(certain, project, key)} of “${name}” ${certain.length === 1 ? "is finished or has no range and takes" : "are finished or have no ranges and take"} no part.`);
  const members = new Set(taskIds);
  for (const { code, title, impact, furtherImpacts = [], taskIds: hit, status } of project.records.riskItem.values()) {
    const moves = [impact, ...furtherImpacts].some(({ kind }) => kind === "durationFactor");
    if (moves && status !== "occurred" && status !== "closed" && hit.filter((id) => members.has(id)).length > 1) found.push(`${code} “${title}” stretches several tasks of “${name}” at once and so makes them go together already. Maybe lower the number, so that it is not counted twice.`);
  }
  return found;
}

function columnsOf(project: Project, key: string): readonly SheetColumn<CorrelationGroup>[] {
  return [
    titleColumn<CorrelationGroup>("name", "Group", 200),
    { ...tasksColumn<CorrelationGroup>("taskIds", "Tasks", { project, key }), width: 220 },
    {
      id: "coefficient",
      label: "Together",
      width: 80,
      isNumber: true,
      textOf: ({ coefficient }) => String(coefficient),
      keep: (text) => {
        const coefficient = coefficientOf(text);
        return coefficient === undefined ? `“${text}” is no correlation; type a number from -1 to 1, such as 0.5.` : { coefficient };
      },
    },
    {
      id: "pairs",
      label: "Pairs that differ",
      width: 220,
      textOf: ({ pairs = [] }) => pairsText(pairs, project, key),
      keep: (text) => {
        const read = pairsOfText(text, project, key);
        return "sentence" in read ? read.sentence : { pairs: read.pairs.length === 0 ? null : read.pairs };
      },
    },
    {
      ...choiceColumn<CorrelationGroup>("measure", "The number is", 170, [
        ["spearman", "of ranks (Spearman)"],
        ["pearson", "of what is drawn (Pearson)"],
      ]),
      textOf: ({ measure = "spearman" }) => measure,
    },
    textColumn<CorrelationGroup>("reason", "Why", 220),
  ];
}
