/** Durations as people type and read them: `3d`, `1.5w?`, `2/5/9d`, `3ed`. */

/** The units of a duration; `e…` is elapsed (wall-clock) time. Same words as the task record's `durationUnit`. */
export type DurationTextUnit = "m" | "h" | "d" | "w" | "mo" | "em" | "eh" | "ed" | "ew" | "emo";

/** How many minutes a day, week and month of working time hold: options of the project, never of a calendar (domain A1). */
export interface DurationScale {
  readonly minutesPerDay: number;
  readonly minutesPerWeek: number;
  readonly daysPerMonth: number;
}

export interface DurationValue {
  readonly durationMinutes: number;
  readonly durationUnit: DurationTextUnit;
  readonly estimated: boolean;
  readonly estimate?: { readonly lowMinutes: number; readonly likelyMinutes: number; readonly highMinutes: number } | undefined;
}

export type ParsedDuration = ({ readonly ok: true } & DurationValue) | { readonly ok: false; readonly message: string };

/**
 * Reads a duration; a number without unit counts days. `parseDuration("2/5/9d", settings)` = 5 days with a three-point
 * estimate; `parseDuration("3d?", settings)` is estimated. Values are kept to a tenth of a minute.
 */
export function parseDuration(text: string, scale: DurationScale): ParsedDuration {
  const trimmed = text.trim();
  if (trimmed === "") return refused("A duration is missing. Type one such as 3d, 2w or 4h.");
  const estimated = trimmed.endsWith("?");
  const parts = (estimated ? trimmed.slice(0, -1) : trimmed).split(/\/|\.\.+|…/).map((part) => readPart(part.trim()));
  if (parts.length !== 1 && parts.length !== 3) return refused(notADuration(trimmed));
  const sound = parts.filter((part) => part !== undefined);
  if (sound.length !== parts.length) return refused(notADuration(trimmed));
  if (sound.some((part) => part.value < 0)) return refused(`“${trimmed}” is negative; a duration is 0 or more.`);
  return sound.length === 1 ? single(sound, estimated, scale) : threePoint(sound, estimated, trimmed, scale);
}

/**
 * What a cell shows; typing it back means the same. The unit of a three-point estimate stands once, at its end; an
 * estimate whose likely value is no longer the duration stays out of sight.
 */
export function formatDuration(value: DurationValue, scale: DurationScale): string {
  const unit = value.durationUnit;
  const number = (minutes: number): string => formatAmount(minutes, minutesPer(unit, scale));
  const mark = value.estimated ? "?" : "";
  const estimate = value.estimate;
  if (!estimate || estimate.likelyMinutes !== value.durationMinutes) return `${number(value.durationMinutes)}${unit}${mark}`;
  return `${number(estimate.lowMinutes)}/${number(estimate.likelyMinutes)}/${number(estimate.highMinutes)}${unit}${mark}`;
}

/** Minutes in one unit; elapsed months have 30 days (domain A1). */
export function minutesPer(unit: DurationTextUnit, scale: DurationScale): number {
  switch (unit) {
    case "m":
    case "em":
      return 1;
    case "h":
    case "eh":
      return 60;
    case "d":
      return scale.minutesPerDay;
    case "w":
      return scale.minutesPerWeek;
    case "mo":
      return scale.daysPerMonth * scale.minutesPerDay;
    case "ed":
      return 1440;
    case "ew":
      return 10_080;
    case "emo":
      return 43_200;
  }
}

/** The unit that a word names ("days", "hrs", "ewk", "elapsed days"), or `undefined`. */
export function unitOfWord(word: string): DurationTextUnit | undefined {
  const plain = word.trim().toLowerCase().replace(/^elapsed\s*/, "e");
  return WORDS.get(plain);
}

/** Minutes rounded to the tenth that records keep. */
export function toTenth(minutes: number): number {
  return Math.round(minutes * 10) / 10;
}

/** The shortest decimal text that reads back as exactly these minutes (to the tenth). */
export function formatAmount(minutes: number, perUnit: number): string {
  const exact = minutes / perUnit;
  for (let decimals = 0; decimals < 12; decimals += 1) {
    const text = exact.toFixed(decimals);
    if (toTenth(Number(text) * perUnit) === toTenth(minutes)) return text === "-0" ? "0" : text;
  }
  return String(exact);
}

const BASE_WORDS: readonly (readonly [DurationTextUnit, readonly string[]])[] = [
  ["m", ["m", "min", "mins", "minute", "minutes"]],
  ["h", ["h", "hr", "hrs", "hour", "hours"]],
  ["d", ["d", "dy", "dys", "day", "days"]],
  ["w", ["w", "wk", "wks", "week", "weeks"]],
  ["mo", ["mo", "mos", "mon", "mons", "month", "months"]],
];
const ELAPSED: Readonly<Record<string, DurationTextUnit>> = { m: "em", h: "eh", d: "ed", w: "ew", mo: "emo" };
const WORDS = new Map<string, DurationTextUnit>(
  BASE_WORDS.flatMap(([unit, words]) =>
    words.flatMap((word): [string, DurationTextUnit][] => [
      [word, unit],
      [`e${word}`, ELAPSED[unit] ?? unit],
    ]),
  ),
);

/** The longest duration that a record holds, in minutes. */
const LONGEST_MINUTES = 1e9;

interface Part {
  readonly value: number;
  readonly unit: DurationTextUnit | undefined;
}

function readPart(text: string): Part | undefined {
  const match = /^([+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+))\s*([a-z]+(?:\s+[a-z]+)?)?$/i.exec(text.trim());
  if (!match?.[1]) return undefined;
  const unit = match[2] === undefined ? undefined : unitOfWord(match[2]);
  if (match[2] !== undefined && unit === undefined) return undefined;
  return { value: Number(match[1].replace(",", ".")), unit };
}

function single(parts: readonly Part[], estimated: boolean, scale: DurationScale): ParsedDuration {
  const unit = parts[0]?.unit ?? "d";
  const durationMinutes = toTenth((parts[0]?.value ?? 0) * minutesPer(unit, scale));
  if (durationMinutes > LONGEST_MINUTES) return refused(tooLong(scale));
  return { ok: true, durationMinutes, durationUnit: unit, estimated };
}

function threePoint(parts: readonly Part[], estimated: boolean, text: string, scale: DurationScale): ParsedDuration {
  const units = parts.map((part, at) => part.unit ?? parts.slice(at).find((later) => later.unit)?.unit ?? lastUnit(parts.slice(0, at)) ?? "d");
  if (new Set(units.map((unit) => unit.startsWith("e"))).size > 1) {
    return refused(`“${text}” mixes working and elapsed time. Use one of the two for all three values.`);
  }
  const [low = 0, likely = 0, high = 0] = parts.map((part, at) => toTenth(part.value * minutesPer(units[at] ?? "d", scale)));
  if (high > LONGEST_MINUTES) return refused(tooLong(scale));
  if (low > likely || likely > high) {
    return refused(`“${text}” does not rise. Type the lowest, the most likely and the highest value, such as 2/5/9d.`);
  }
  const estimate = { lowMinutes: low, likelyMinutes: likely, highMinutes: high };
  return { ok: true, durationMinutes: likely, durationUnit: units[1] ?? "d", estimated, estimate };
}

function lastUnit(parts: readonly Part[]): DurationTextUnit | undefined {
  return parts.findLast((part) => part.unit)?.unit;
}

function refused(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}

function notADuration(text: string): string {
  return `“${text}” is not a duration. Type one such as 3d, 2w, 4h, 3ed, 3d? or 2/5/9d.`;
}

function tooLong(scale: DurationScale): string {
  return `A duration can be at most ${Math.floor(LONGEST_MINUTES / scale.minutesPerDay)} days.`;
}
