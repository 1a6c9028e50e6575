/** Texts of a report with live numbers: `#p80` stands for a number of the report, and is frozen when it is published. */
import type { ProvenNumber } from "../status/status-input.ts";
import type { FrozenText } from "./report.ts";

const TOKEN = /#([a-z][a-z0-9]*(?:-[a-z0-9]+)*)/g;

export type Frozen = { readonly frozen: FrozenText } | { readonly unknown: readonly string[] };

/** The text as it is read, or the tokens that are no number of this report. */
export function frozenText(id: string, typed: string, numbers: readonly ProvenNumber[]): Frozen {
  const byId = new Map(numbers.map((number) => [number.id, number]));
  const tokens = [...typed.matchAll(TOKEN)].map(([, token]) => token ?? "");
  const unknown = [...new Set(tokens.filter((token) => !byId.has(token)))];
  if (unknown.length > 0) return { unknown };
  return { frozen: { id, typed, text: typed.replaceAll(TOKEN, (_, token: string) => byId.get(token)?.text ?? ""), tokens } };
}
