/** The ways of one branch: how likely each is, and the tasks on it. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { PlanBranch } from "@leadline/engine/model/records.ts";
import { dayNumberOf } from "@leadline/engine/time/minute.ts";
import type { ReactNode } from "react";
import type { ProjectStore } from "../../store/project-store.ts";
import { refusalText } from "../../store/refusal-text.ts";
import { EditSheet, type SheetColumn } from "../../ui/edit-sheet.tsx";
import { shortDayText } from "../../ui/day-text.ts";
import { percentOf, percentText } from "../../ui/number-text.ts";
import { tasksColumn, titleColumn } from "../../ui/record-columns.ts";
import { toast } from "../../ui/toast.ts";

type Way = PlanBranch["ways"][number];

/** A way has no id of its own: it is told by its place. */
interface WayRow extends Way {
  readonly id: string;
  readonly at: number;
}

interface BranchWaysProps {
  readonly store: ProjectStore;
  readonly project: Project;
  readonly projectKey: string;
  readonly branch: PlanBranch;
  readonly mayEdit: boolean;
}

export function BranchWays({ store, project, projectKey, branch, mayEdit }: BranchWaysProps): ReactNode {
  const { id, name, kind, ways } = branch;
  const keep = (next: readonly Way[]): string | undefined => refusalText(store.run([{ type: "updateRecords", records: [{ kind: "planBranch", id, fields: { ways: next } }] }]));
  const remove = ({ at, name: what }: WayRow): void => {
    const refused = keep(ways.filter((_, place) => place !== at));
    toast(refused ?? `“${what}” deleted.`, refused === undefined ? { id: "way-deleted", verb: { label: "Undo", run: () => void store.undo() } } : {});
  };
  return (
    <section aria-label={`Ways of ${name}`}>
      <h2 className="rk-head">{name}</h2>
      <p className="ll-muted rk-note">{toldOf(branch, project)}</p>
      <EditSheet
        label={`Ways of ${name}`}
        records={ways.map((way, at): WayRow => ({ ...way, id: String(at), at }))}
        columns={columnsOf(kind, project, projectKey)}
        mayEdit={mayEdit}
        titleOf={({ name: what }) => what}
        staysOf={() => ways.length === 1}
        set={({ at }, fields) => keep(ways.map((way, place) => (place === at ? { ...way, ...fields } : way)))}
        remove={remove}
        add={(what) => keep([...ways, { name: what, probability: kind === "date" ? 0 : leftOf(ways), taskIds: [] }])}
        newLabel={`New way of ${name}`}
      />
    </section>
  );
}

/** What no way takes yet. */
function leftOf(ways: readonly Way[]): number {
  return Math.max(0, Math.round((1 - ways.reduce((sum, { probability }) => sum + probability, 0)) * 1e6) / 1e6);
}

function toldOf({ kind, ways, afterTaskId, later }: PlanBranch, project: Project): string {
  const [first, second] = ways.map((way) => `“${way.name}”`);
  if (kind === "date") {
    const task = afterTaskId === undefined ? undefined : project.records.task.get(afterTaskId)?.name;
    return `${first} in runs in which “${task ?? "?"}” finishes later than ${later === undefined ? "?" : shortDayText(dayNumberOf(later))}; ${second ?? "none of this"} in the others.`;
  }
  const left = leftOf(ways);
  return `${ways.map((way) => `“${way.name}” in ${percentText(way.probability * 100)} of the runs`).join(", ")}${left > 0 ? `; none of ${ways.length === 1 ? "it" : "them"} in ${percentText(left * 100)}` : ""}.`;
}

function columnsOf(kind: PlanBranch["kind"], project: Project, key: string): readonly SheetColumn<WayRow>[] {
  const chance: SheetColumn<WayRow> =
    kind === "date"
      ? { id: "probability", label: "Taken", width: 100, className: "ll-figure", textOf: ({ at }) => takenText(at), show: ({ at }) => takenText(at) }
      : {
          id: "probability",
          label: "Chance",
          width: 90,
          isNumber: true,
          textOf: ({ probability }) => percentText(probability * 100),
          keep: (text) => {
            const percent = percentOf(text);
            return percent === undefined ? `A chance lies between 0 and 100 %; “${text}” does not.` : { probability: percent / 100 };
          },
        };
  return [titleColumn<WayRow>("name", "Way", 260), chance, { ...tasksColumn<WayRow>("taskIds", "Tasks", { project, key }), width: 260 }];
}

function takenText(at: number): string {
  return at === 0 ? "if it is late" : "if it is not";
}
