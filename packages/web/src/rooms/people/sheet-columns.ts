/** The columns of the resource sheet: what each shows of a resource, and what typing into it means. */
import type { Project } from "@leadline/engine/model/project.ts";
import type { Resource } from "@leadline/engine/model/records.ts";
import { centsOf, centsText, unitsOf, unitsText } from "../../ui/number-text.ts";
import { readSkills, skillsText } from "./skills-text.ts";

export type SheetResult = { readonly ok: true; readonly resource: Resource } | { readonly ok: false; readonly message: string };

interface TextColumn {
  readonly kind: "text";
  readonly textOf: (resource: Resource) => string;
  readonly keep: (resource: Resource, text: string) => SheetResult;
}

interface ChoiceColumn {
  readonly kind: "choice";
  readonly valueOf: (resource: Resource) => string;
  readonly choices: (project: Project) => readonly { readonly value: string; readonly label: string }[];
  readonly keep: (resource: Resource, value: string) => SheetResult;
}

interface CheckColumn {
  readonly kind: "check";
  readonly isOn: (resource: Resource) => boolean;
  readonly keep: (resource: Resource, isOn: boolean) => SheetResult;
}

export type SheetColumn = (TextColumn | ChoiceColumn | CheckColumn) & {
  readonly id: string;
  readonly label: string;
  /** Least width, px. */
  readonly width: number;
  readonly isNumber?: true;
  /** Why a resource of this type has no such field. */
  readonly unusedBy?: Partial<Record<Resource["type"], string>>;
};

const ONLY_WORK = { material: "Only people and roles have this.", cost: "Only people and roles have this." } as const;
const NOT_COST = { cost: "The money of a cost stands at each of its tasks." } as const;

export const SHEET_COLUMNS: readonly SheetColumn[] = [
  { id: "name", label: "Name", width: 180, kind: "text", textOf: (resource) => resource.name, keep: keepName },
  {
    id: "type",
    label: "Type",
    width: 92,
    kind: "choice",
    valueOf: (resource) => resource.type,
    choices: () => [
      { value: "work", label: "Work" },
      { value: "material", label: "Material" },
      { value: "cost", label: "Cost" },
    ],
    keep: (resource, value) => kept({ ...resource, type: value === "material" || value === "cost" ? value : "work" }),
  },
  { id: "group", label: "Group", width: 110, kind: "text", textOf: (resource) => resource.group ?? "", keep: (resource, text) => kept(withText(resource, "group", text)) },
  { id: "maxUnits", label: "Max. units", width: 78, isNumber: true, unusedBy: ONLY_WORK, kind: "text", textOf: (resource) => (resource.type === "work" ? unitsText(resource.maxUnits) : ""), keep: keepMaxUnits },
  {
    id: "calendar",
    label: "Calendar",
    width: 130,
    unusedBy: ONLY_WORK,
    kind: "choice",
    valueOf: (resource) => resource.calendarId ?? "",
    choices: (project) => [{ value: "", label: "As the project" }, ...[...project.records.calendar.values()].map(({ id, name }) => ({ value: id, label: name }))],
    keep: (resource, value) => kept(withText(resource, "calendarId", value)),
  },
  { id: "standardRate", label: "Rate / h", width: 76, isNumber: true, unusedBy: NOT_COST, kind: "text", textOf: (resource) => centsText(resource.standardRateCentsPerHour), keep: (resource, text) => keepMoney(resource, "standardRateCentsPerHour", text) },
  { id: "overtimeRate", label: "Overtime / h", width: 88, isNumber: true, unusedBy: ONLY_WORK, kind: "text", textOf: (resource) => centsText(resource.overtimeRateCentsPerHour), keep: (resource, text) => keepMoney(resource, "overtimeRateCentsPerHour", text) },
  { id: "costPerUse", label: "Cost / use", width: 80, isNumber: true, unusedBy: NOT_COST, kind: "text", textOf: (resource) => centsText(resource.costPerUseCents), keep: (resource, text) => keepMoney(resource, "costPerUseCents", text) },
  { id: "unit", label: "Unit", width: 64, unusedBy: { work: "Only material is counted in a unit.", cost: "Only material is counted in a unit." }, kind: "text", textOf: (resource) => resource.materialLabel ?? "", keep: (resource, text) => kept(withText(resource, "materialLabel", text)) },
  { id: "skills", label: "Skills", width: 170, unusedBy: ONLY_WORK, kind: "text", textOf: (resource) => skillsText(resource.skills), keep: keepSkills },
  { id: "generic", label: "Role", width: 48, unusedBy: ONLY_WORK, kind: "check", isOn: (resource) => resource.generic === true, keep: (resource, isOn) => kept(withFlag(resource, "generic", isOn)) },
  { id: "canLevel", label: "Level", width: 48, unusedBy: ONLY_WORK, kind: "check", isOn: (resource) => resource.canLevel !== false, keep: (resource, isOn) => kept(withoutLeveling(resource, isOn)) },
];

function kept(resource: Resource): SheetResult {
  return { ok: true, resource };
}

function keepName(resource: Resource, text: string): SheetResult {
  const name = text.trim();
  if (name === "") return { ok: false, message: "A resource needs a name. Maybe delete the row instead." };
  return name.length > 1000 ? { ok: false, message: `A name can have 1000 characters; this one has ${name.length}.` } : kept({ ...resource, name });
}

function keepMaxUnits(resource: Resource, text: string): SheetResult {
  const maxUnits = unitsOf(text);
  return maxUnits === undefined ? { ok: false, message: `“${text.trim()}” is no percentage. Type units such as 100 % or 250 %.` } : kept({ ...resource, maxUnits });
}

function keepMoney(resource: Resource, field: "standardRateCentsPerHour" | "overtimeRateCentsPerHour" | "costPerUseCents", text: string): SheetResult {
  const { [field]: _old, ...rest } = resource;
  if (text.trim() === "") return kept(rest);
  const cents = centsOf(text);
  return cents === undefined ? { ok: false, message: `“${text.trim()}” is no amount of money. Type a number such as 85 or 85.50.` } : kept({ ...rest, [field]: cents });
}

function keepSkills(resource: Resource, text: string): SheetResult {
  const { skills: _old, ...rest } = resource;
  if (text.trim() === "") return kept(rest);
  const read = readSkills(text);
  return read.ok ? kept({ ...rest, skills: read.skills }) : read;
}

/** An emptied field is absent. */
function withText(resource: Resource, field: "group" | "calendarId" | "materialLabel", text: string): Resource {
  const { [field]: _old, ...rest } = resource;
  return text.trim() === "" ? rest : { ...rest, [field]: text.trim() };
}

function withFlag(resource: Resource, field: "generic", isOn: boolean): Resource {
  const { [field]: _old, ...rest } = resource;
  return isOn ? { ...rest, [field]: true } : rest;
}

function withoutLeveling(resource: Resource, canLevel: boolean): Resource {
  const { canLevel: _old, ...rest } = resource;
  return canLevel ? rest : { ...rest, canLevel: false };
}
