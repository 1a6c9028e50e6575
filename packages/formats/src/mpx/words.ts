/** The words that Microsoft Project wrote into MPX files in English, German and French, each with what it means. */
import type { LagUnit, LinkType } from "@leadline/engine/model/plan/link.ts";
import type { ConstraintType } from "@leadline/engine/model/plan/task.ts";
import type { Resource } from "@leadline/engine/model/records.ts";

/** Looked up without regard to case; a word means the same in every language that has it. */
export type Words<T> = ReadonlyMap<string, T>;

function words<T>(lists: readonly (readonly [string, T])[]): Words<T> {
  return new Map(lists.flatMap(([list, meaning]) => list.split("|").map((word): [string, T] => [word.toLowerCase(), meaning])));
}

export const YES_NO: Words<boolean> = words([["Yes|Ja|Oui|1", true], ["No|Nein|Non|0", false]]);

/** What stands for "no date". */
export const NOT_AVAILABLE: ReadonlySet<string> = new Set(["na", "nv", "n/a"]);

export const LINK_TYPES: Words<LinkType> = words<LinkType>([["FS|EA|FD", "FS"], ["SS|AA|DD", "SS"], ["FF|EE", "FF"], ["SF|AE|DF", "SF"]]);

export const CONSTRAINTS: Words<ConstraintType> = words<ConstraintType>([
  ["As Soon As Possible|So früh wie möglich|Dès Que Possible", "ASAP"],
  ["As Late As Possible|So spät wie möglich|Le Plus Tard Possible", "ALAP"],
  ["Must Start On|Muss anfangen am|Muß anfangen am|Doit Commencer Le", "MSO"],
  ["Must Finish On|Muss enden am|Muß enden am|Doit Finir Le", "MFO"],
  ["Start No Earlier Than|Anfang nicht früher als|Début Au Plus Tôt Le", "SNET"],
  ["Start No Later Than|Anfang nicht später als|Début Au Plus Tard Le", "SNLT"],
  ["Finish No Earlier Than|Ende nicht früher als|Fin Au Plus Tôt Le", "FNET"],
  ["Finish No Later Than|Ende nicht später als|Fin Au Plus Tard Le", "FNLT"],
]);

/** Ten steps of priority, as Microsoft Project counted them later from 0 to 1000; 1000 is never levelled. */
export const PRIORITIES: Words<number> = words([
  ["Lowest|Am niedrigsten|Le Plus Bas", 100],
  ["Very Low|Sehr niedrig|Très Bas", 200],
  ["Lower|Niedriger|Plus Bas", 300],
  ["Low|Niedrig|Bas", 400],
  ["Medium|Mittel|Moyen", 500],
  ["High|Hoch|Elevé|Élevé", 600],
  ["Higher|Höher|Plus Elevé|Plus Élevé", 700],
  ["Very High|Sehr hoch|Très Elevé|Très Élevé", 800],
  ["Highest|Am höchsten|Le Plus Elevé|Le Plus Élevé", 900],
  ["Do Not Level|Nicht abgleichen|Ne Pas Niveler", 1000],
]);

export const ACCRUALS: Words<NonNullable<Resource["accrueAt"]>> = words<NonNullable<Resource["accrueAt"]>>([
  ["Start|Anfang|Début", "start"],
  ["End|Ende|Fin", "end"],
  ["Prorated|Anteilig|Proportion", "prorated"],
]);

/** Units behind a number; those of elapsed time run by the clock. A year is told apart by the caller. */
export const UNITS: Words<LagUnit | "y"> = words<LagUnit | "y">([
  ["m|min|mins", "m"], ["h|hr|hrs|std", "h"], ["d|t|j|dy|day|days", "d"], ["w|s|wk|wks", "w"], ["mo|mon|ms", "mo"], ["y|a", "y"], ["%", "%"],
  ["em|fm|me", "em"], ["eh|fh|he", "eh"], ["ed|ft|je", "ed"], ["ew|fw|se", "ew"], ["emo|emon|fmon|mse", "emo"], ["e%|f%", "e%"],
]);

/** Months by their first three letters. */
export const MONTHS: Words<number> = words([
  ["jan", 1], ["feb|fév|fev", 2], ["mar|mär|mrz", 3], ["apr|avr", 4], ["may|mai", 5], ["jun|jui", 6], ["jul", 7], ["aug|aoû|aou", 8], ["sep", 9], ["oct|okt", 10], ["nov", 11], ["dec|dez|déc", 12],
]);
