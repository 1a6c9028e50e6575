/** Short names of what commands do to registers: "Change probability of risk “Switches arrive late”". */
import type { Project } from "../model/project.ts";
import { REGISTERS, registerTitle, type RegisterItem, type RegisterKind } from "../model/registers.ts";
import type { CommandOf } from "./command.ts";
import { fieldLabel } from "./field-labels.ts";

type RegisterCommand = CommandOf<"saveRecords"> | CommandOf<"updateRecords"> | CommandOf<"deleteRecords">;

/** One line, told on the project as it was before. */
export function describeRegister(project: Project, command: RegisterCommand): string {
  if (command.type === "saveRecords") {
    const isNew = command.records.every((item) => !project.records[item.kind].has(item.record.id));
    return `${isNew ? "Add" : "Change"} ${subject(command.records.map((item) => ({ kind: item.kind, title: registerTitle(item) })))}`;
  }
  const named = subject(command.records.map(({ kind, id }) => ({ kind, title: titleIn(project, kind, id) })));
  if (command.type === "deleteRecords") return `Delete ${named}`;
  const fields = [...new Set(command.records.flatMap((one) => Object.keys(one.fields).map((field) => fieldLabel(one.kind, field))))];
  return fields.length === 1 ? `Change ${fields[0]} of ${named}` : `Change ${named}`;
}

/** "risk “Late”", "12 risks", "12 records". */
function subject(records: readonly { readonly kind: RegisterKind; readonly title: string }[]): string {
  const [first] = records;
  if (!first) return "nothing";
  if (records.length === 1) return `${REGISTERS[first.kind].one} “${first.title}”`;
  const isOneKind = records.every(({ kind }) => kind === first.kind);
  return `${records.length} ${isOneKind ? REGISTERS[first.kind].many : "records"}`;
}

function titleIn(project: Project, kind: RegisterKind, id: string): string {
  const record = project.records[kind].get(id);
  return record ? registerTitle({ kind, record } as RegisterItem) : "";
}
