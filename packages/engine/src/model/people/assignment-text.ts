/** The text of a Resources cell, `Engineer[50%]; Anna`: parsed to assignments and written from them. */
import type { Assignment, Resource } from "../records.ts";

/** One resource as the text states it; `resourceName` where the plan has none of that name yet. */
export interface AssignmentItem {
  readonly resourceId?: string;
  readonly resourceName?: string;
  /** 1 = 100 %; of a material the amount. Absent: not said. */
  readonly units?: number;
  /** Hundredths of the currency unit, of a cost resource. */
  readonly costCents?: number;
}

export type ParsedAssignments = { readonly ok: true; readonly assignments: readonly AssignmentItem[] } | { readonly ok: false; readonly message: string };

const MOST_UNITS = 1_000_000;
const MOST_CENTS = 1e13;

/**
 * Reads resources separated by semicolons or commas. Behind a name may stand in brackets the units of a person
 * (`Engineer[50%]`, also `[0.5]`), the amount of a material (`Cable[30 m]`) or the money of a cost (`Travel[500]`). A name
 * that holds separators or brackets stands in quotes, as in plan-text. A name that the plan does not have is a new person or role.
 */
export function parseAssignments(text: string, resources: Iterable<Resource>): ParsedAssignments {
  const byName = namesOf(resources);
  const found: AssignmentItem[] = [];
  const seen = new Set<string>();
  let rest = skipSeparators(text);
  while (rest !== "") {
    const item = readItem(rest, byName);
    if ("message" in item) return { ok: false, message: item.message };
    const key = plainName(item.name);
    if (seen.has(key)) return { ok: false, message: `“${item.name}” stands twice in the list; a resource is assigned to a task once.` };
    seen.add(key);
    found.push(item.assignment);
    rest = skipSeparators(rest.slice(item.length));
  }
  return { ok: true, assignments: found };
}

/** What the cell shows; typing it back means the same. The usual 100 % is left out. Rows without a resource are not shown. */
export function formatAssignments(assignments: Iterable<Assignment>, resourceOf: (id: string) => Resource | undefined): string {
  const items: string[] = [];
  for (const assignment of assignments) {
    const resource = assignment.resourceId === undefined ? undefined : resourceOf(assignment.resourceId);
    if (resource) items.push(`${nameText(resource.name)}${bracketText(assignment, resource)}`);
  }
  return items.join("; ");
}

/** The units of a person where none are said: all that the resource has, at most 100 %. */
export function usualUnits({ maxUnits }: Pick<Resource, "maxUnits">): number {
  return maxUnits > 0 ? Math.min(1, maxUnits) : 1;
}

interface ReadItem {
  readonly name: string;
  readonly assignment: AssignmentItem;
  readonly length: number;
}

type Wrong = { readonly message: string };

const plainName = (name: string): string => name.trim().toLowerCase();

function skipSeparators(text: string): string {
  return text.replace(/^[\s,;]+/, "");
}

/** A name counts letter by letter, or else without regard to case. */
function namesOf(resources: Iterable<Resource>): ReadonlyMap<string, Resource> {
  const names = new Map<string, Resource>();
  for (const resource of resources) {
    if (!names.has(plainName(resource.name))) names.set(plainName(resource.name), resource);
    names.set(`=${resource.name.trim()}`, resource);
  }
  return names;
}

function readItem(text: string, byName: ReadonlyMap<string, Resource>): ReadItem | Wrong {
  const quoted = /^["“”„]((?:[^"“”„]|"")*)["“”]/.exec(text);
  const plain = /^[^,;[\]\n]+/.exec(text);
  const [nameLength, name] = quoted ? [quoted[0].length, (quoted[1] ?? "").replaceAll('""', '"').trim()] : [plain?.[0].length ?? 0, plain?.[0].trim() ?? ""];
  if (name === "") return { message: `A name is missing before “${shown(text)}”. Type one such as Engineer[50%].` };
  const bracket = /^\s*\[([^\]]*)\]/.exec(text.slice(nameLength));
  const length = nameLength + (bracket?.[0].length ?? 0);
  if (!/^\s*(?:[,;\n]|$)/.test(text.slice(length))) return { message: notUnderstood(text) };
  const resource = byName.get(`=${name}`) ?? byName.get(plainName(name));
  const amount = bracket ? amountOf(bracket[1] ?? "", name, resource) : {};
  if ("message" in amount) return amount;
  return { name, length, assignment: { ...(resource ? { resourceId: resource.id } : { resourceName: name }), ...amount } };
}

export type Amount = { readonly units?: number; readonly costCents?: number };
type Counted = Pick<Resource, "type" | "materialLabel">;

/** What stands in brackets behind a name, by the type of the resource; one that is not known yet is a person. */
export function amountOf(text: string, name: string, resource: Counted | undefined): Amount | Wrong {
  switch (resource?.type) {
    case "cost":
      return costOf(text, name);
    case "material":
      return materialOf(text, name, resource);
    default:
      return shareOf(text, name);
  }
}

/** `50%`, `50 %`, `0.5`. */
function shareOf(text: string, name: string): Amount | Wrong {
  const match = /^(\d+(?:[.,]\d+)?|[.,]\d+)\s*(%?)$/.exec(text.trim());
  if (!match) return { message: `“[${text.trim()}]” behind “${name}” is not a share of working time. Type one such as [50%].` };
  const value = Number((match[1] ?? "").replace(",", "."));
  const units = match[2] === "%" ? exactPercent(value) : value;
  if (units <= 0) return { message: `“${name}” needs more than 0 % to do any work. Leave the name out to take the resource off the task.` };
  return units > MOST_UNITS ? { message: `“[${text.trim()}]” behind “${name}” is more than a plan can hold.` } : { units };
}

/** Percent to units without the noise of binary fractions: 7 % = 0.07. */
function exactPercent(percent: number): number {
  return Number((percent / 100).toPrecision(15));
}

/** `30`, `30 m`: an amount, with the material's own unit or none. */
function materialOf(text: string, name: string, resource: Counted): Amount | Wrong {
  const match = /^(\d+(?:[.,]\d+)?|[.,]\d+)([\s\S]*)$/.exec(text.trim());
  const label = resource.materialLabel?.trim() ?? "";
  const typed = match?.[2]?.trim() ?? "";
  if (!match || (typed !== "" && plainName(typed) !== plainName(label))) {
    return { message: `“[${text.trim()}]” behind “${name}” is not an amount of it. Type one such as [30${label === "" ? "" : ` ${label}`}].` };
  }
  const units = Number((match[1] ?? "").replace(",", "."));
  return units > MOST_UNITS ? { message: `“[${text.trim()}]” behind “${name}” is more than a plan can hold.` } : { units };
}

/** `500`, `1,234.50`, `€ 500`, `500 EUR`. The last point or comma parts the cents, unless three digits follow it. */
function costOf(text: string, name: string): Amount | Wrong {
  const match = /^\p{Sc}?\s*(-?\d[\d.,'\s]*)(?:\p{Sc}|[A-Za-z]{3})?$/u.exec(text.trim());
  const costCents = match ? centsOf(match[1] ?? "") : undefined;
  if (costCents === undefined) return { message: `“[${text.trim()}]” behind “${name}” is not an amount of money. Type one such as [500].` };
  return Math.abs(costCents) > MOST_CENTS ? { message: `“[${text.trim()}]” behind “${name}” is more than a plan can hold.` } : { costCents };
}

function centsOf(text: string): number | undefined {
  const digits = text.replace(/['\s]/g, "");
  const parts = /^(-?)([\d.,]*?)(?:[.,](\d{1,2}))?$/.exec(digits);
  if (!parts) return undefined;
  const whole = (parts[2] ?? "").replace(/[.,]/g, "");
  if (whole === "" && parts[3] === undefined) return undefined;
  const cents = Number(whole) * 100 + Number((parts[3] ?? "").padEnd(2, "0"));
  return parts[1] === "-" ? -cents : cents;
}

function nameText(name: string): string {
  const isPlain = name !== "" && name === name.trim() && !/[,;[\]\n"“”„]/.test(name);
  return isPlain ? name : `"${name.replace(/[“”„]/g, '"').replaceAll('"', '""')}"`;
}

function bracketText(assignment: Assignment, resource: Resource): string {
  switch (resource.type) {
    case "work":
      return assignment.units === 1 && usualUnits(resource) === 1 ? "" : `[${decimal(assignment.units * 100)}%]`;
    case "material":
      return `[${decimal(assignment.units)}${resource.materialLabel ? ` ${resource.materialLabel}` : ""}]`;
    case "cost":
      return assignment.costCents === undefined ? "" : `[${moneyText(assignment.costCents)}]`;
  }
}

/** Hundredths of the currency unit as a plain amount: "500", "12.50". */
export function moneyText(cents: number): string {
  return Number.isInteger(cents / 100) ? String(cents / 100) : (cents / 100).toFixed(2);
}

function decimal(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toFixed(value < 1 ? 6 : 2)));
}

function shown(text: string): string {
  return toLength(/^[^,;\n]*/.exec(text)?.[0].trim() ?? "");
}

function toLength(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}

function notUnderstood(text: string): string {
  return `“${shown(text)}” is not understood. Type names separated by semicolons, such as Engineer[50%]; Anna.`;
}
