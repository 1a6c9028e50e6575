/** What a table leaves open and somebody has to say before it is read: the order of day and month, and what parts decimals. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import type { ColumnMapping, MappedColumn } from "./column-mapping.ts";

export interface OpenQuestion {
  readonly kind: "dates" | "decimals";
  readonly column: string;
  readonly message: string;
}

/** Mixed dates and numbers are no questions: no answer would fit all of them. */
export function openQuestions<F extends string>({ columns }: ColumnMapping<F>): readonly OpenQuestion[] {
  return columns.flatMap((column) => [...dateQuestion(column), ...numberQuestion(column)]);
}

function dateQuestion<F extends string>(column: MappedColumn<F>): OpenQuestion[] {
  const { dates, letter } = column;
  if (dates?.found !== "unclear" || dates.order !== undefined) return [];
  return [{ kind: "dates", column: letter, message: `${called(column)} holds dates such as ${example(column)}, in which day and month cannot be told apart. Say whether the day comes first or the month.` }];
}

function numberQuestion<F extends string>(column: MappedColumn<F>): OpenQuestion[] {
  const { numbers, letter } = column;
  if (numbers?.found !== "unclear" || numbers.mark !== undefined) return [];
  return [{ kind: "decimals", column: letter, message: `${called(column)} holds numbers such as ${example(column)}, which may be thousands or decimals. Say what parts the decimals: a point or a comma.` }];
}

/** `Column B (“Start”)`. */
export function called({ letter, header }: Pick<MappedColumn<string>, "letter" | "header">): string {
  return header === "" ? `Column ${letter}` : `Column ${letter} (“${header.slice(0, 40)}”)`;
}

function example({ examples }: Pick<MappedColumn<string>, "examples">): string {
  return examples[0] ?? "";
}

/** The questions as the refusal of a reader that cannot ask. */
export function unanswered(questions: readonly OpenQuestion[]): Problem | undefined {
  const [first] = questions;
  if (!first) return undefined;
  const hint = first.kind === "dates" ? "Maybe write the dates as 2026-04-03, or say the order: dates=dmy or dates=mdy." : "Maybe say it: decimals=point or decimals=comma.";
  return { code: `table/unclear-${first.kind}`, message: `${first.message} Nothing was imported.`, hint };
}
