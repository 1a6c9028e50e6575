/** Commands on registers (risks, things to buy, …): save, change and delete records of any of them. */
import type { Refusal } from "../base/problem.ts";
import type { KindedRecord } from "../model/project.ts";
import { recordSchemas, type Kind } from "../model/records.ts";
import { namedBy, REGISTERS, REGISTER_KINDS, registerTitle, withoutNamed, type RegisterItem, type RegisterKind } from "../model/registers.ts";
import type { CommandOf } from "./command.ts";
import { all, get, putRecord, removeRecord, type Draft } from "./draft.ts";
import { fieldLabel } from "./field-labels.ts";
import { recordTitle, refusal } from "./names.ts";
import { refusedByRule } from "./register-rules.ts";

/** A record that is there already is replaced. */
export function saveRecords(draft: Draft, { records }: CommandOf<"saveRecords">): readonly Refusal[] {
  for (const item of records) putRecord(draft, item);
  return records.flatMap((item) => refusedName(item) ?? brokenRegisterItem(draft, item) ?? refusedByRule(draft, item) ?? []);
}

/** Sets single fields, so that two people can change different ones at once; `null` clears an optional field. */
export function updateRecords(draft: Draft, { records }: CommandOf<"updateRecords">): readonly Refusal[] {
  return records.flatMap((update) => {
    const now = get(draft, update.kind, update.id);
    if (!now) return [missingRecord(update.kind)];
    const next = readRegisterItem(update.kind, overlaid(now, update.fields));
    if ("problem" in next) return [refusal("record/invalid", `${recordTitle(draft, { kind: update.kind, record: now } as RegisterItem)} stays as it is: ${next.problem}.`)];
    putRecord(draft, next);
    return refusedName(next) ?? brokenRegisterItem(draft, next) ?? refusedByRule(draft, next) ?? [];
  });
}

export function deleteRecords(draft: Draft, { records }: CommandOf<"deleteRecords">): readonly Refusal[] {
  const missing = records.find(({ kind, id }) => !get(draft, kind, id));
  if (missing) return [missingRecord(missing.kind)];
  for (const kind of REGISTER_KINDS) {
    const ids = new Set(records.filter((one) => one.kind === kind).map(({ id }) => id));
    if (ids.size > 0) dropFromRegisters(draft, kind, ids);
    for (const id of ids) removeById(draft, kind, id);
  }
  return [];
}

/** Takes records that go out of every register that names them; what cannot stand without them goes too. */
export function dropFromRegisters(draft: Draft, kind: Kind, gone: ReadonlySet<string>): void {
  for (const holder of holdersOf(kind)) {
    for (const record of [...all(draft, holder)]) {
      const item = { kind: holder, record } as RegisterItem;
      const left = withoutNamed(item, kind, gone);
      if (left === item) continue;
      if (left) putRecord(draft, left);
      else {
        dropFromRegisters(draft, holder, new Set([record.id]));
        removeById(draft, holder, record.id);
      }
    }
  }
}

/** Why a record of a register cannot stand: it names what is not in the plan. */
export function brokenRegisterItem(draft: Draft, item: RegisterItem): Refusal | undefined {
  const lost = namedBy(item).find(({ kind, id }) => !get(draft, kind, id));
  if (!lost) return undefined;
  return refusal("record/missing-reference", `${recordTitle(draft, item)} names ${aKind(lost.kind)} that is not in the plan (${fieldLabel(item.kind, lost.field)}). Maybe somebody has deleted it.`);
}

/** The first record of a register that names one of another kind. */
export function registerNaming(draft: Draft, kind: Kind, id: string): RegisterItem | undefined {
  for (const holder of holdersOf(kind)) {
    for (const record of all(draft, holder)) {
      const item = { kind: holder, record } as RegisterItem;
      if (namedBy(item).some((named) => named.kind === kind && named.id === id)) return item;
    }
  }
  return undefined;
}

function holdersOf(kind: Kind): RegisterKind[] {
  return REGISTER_KINDS.filter((holder) => REGISTERS[holder].references.some((reference) => reference.kind === kind));
}

function removeById(draft: Draft, kind: RegisterKind, id: string): void {
  const record = get(draft, kind, id);
  if (record) removeRecord(draft, { kind, record } as KindedRecord);
}

function refusedName(item: RegisterItem): Refusal | undefined {
  const isNamed = registerTitle(item).trim() !== "";
  return isNamed ? undefined : refusal("record/name-missing", `${aKind(item.kind)} needs a ${fieldLabel(item.kind, REGISTERS[item.kind].titleField)}.`);
}

function missingRecord(kind: RegisterKind): Refusal {
  return refusal("record/missing", `there is no such ${REGISTERS[kind].one} in the plan any more. Maybe somebody has deleted it.`);
}

function aKind(kind: Kind): string {
  const word = REGISTER_KINDS.find((register) => register === kind);
  const noun = word ? REGISTERS[word].one : kind;
  return `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
}

function overlaid(record: object, fields: Readonly<Record<string, unknown>>): object {
  const entries = new Map<string, unknown>(Object.entries(record));
  for (const [field, value] of Object.entries(fields)) {
    if (value === null) entries.delete(field);
    else if (value !== undefined && field !== "id") entries.set(field, value);
  }
  return Object.fromEntries(entries);
}

/** The record if it fits its kind's schema, else the first thing that is wrong with it. */
function readRegisterItem(kind: RegisterKind, record: object): RegisterItem | { readonly problem: string } {
  const parsed = recordSchemas[kind].safeParse(record);
  if (parsed.success) return { kind, record: parsed.data } as RegisterItem;
  const [issue] = parsed.error.issues;
  const field = String(issue?.path[0] ?? "");
  const message = (issue?.message ?? "it does not fit").replace(/^Invalid input: /, "");
  return { problem: field === "" ? message : `${fieldLabel(kind, field)}: ${message}` };
}
