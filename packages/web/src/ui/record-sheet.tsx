/** A sheet of records of one kind: what is typed is stored at once, and what is deleted can be taken back. */
import type { RegisterKind } from "@leadline/engine/model/registers.ts";
import type { ReactNode } from "react";
import type { EditResult, ProjectStore } from "../store/project-store.ts";
import { refusalText } from "../store/refusal-text.ts";
import { EditSheet, type EditSheetProps, type Fields } from "./edit-sheet.tsx";
import { toast } from "./toast.ts";

interface RecordSheetProps<T> extends Omit<EditSheetProps<T>, "set" | "remove" | "add"> {
  readonly store: ProjectStore;
  readonly kind: RegisterKind;
  /** Stores the next one, or answers a sentence why not. Absent: records are not made here. */
  readonly onNew?: (title: string) => EditResult | string;
}

export function RecordSheet<T extends { readonly id: string }>({ store, kind, onNew, ...sheet }: RecordSheetProps<T>): ReactNode {
  const set = (record: T, fields: Fields): string | undefined => refusalText(store.run([{ type: "updateRecords", records: [{ kind, id: record.id, fields }] }]));
  const remove = (record: T): void => {
    const refused = refusalText(store.run([{ type: "deleteRecords", records: [{ kind, id: record.id }] }]));
    toast(refused ?? `“${sheet.titleOf(record)}” deleted.`, refused === undefined ? { id: `${kind}-deleted`, verb: { label: "Undo", run: () => void store.undo() } } : {});
  };
  const add = (title: string): string | undefined => {
    const made = onNew?.(title);
    return made === undefined || typeof made === "string" ? made : refusalText(made);
  };
  return <EditSheet {...sheet} set={set} remove={remove} {...(onNew && { add })} />;
}
