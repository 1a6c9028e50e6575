/** Rules between the fields of a register's record, beyond what its schema says of single fields. */
import type { Refusal } from "../base/problem.ts";
import type { RecordOf } from "../model/records.ts";
import { REGISTERS, registerTitle, type RegisterItem, type RegisterKind } from "../model/registers.ts";
import type { Draft } from "./draft.ts";
import { refusal } from "./names.ts";

/** What is wrong, as the end of a sentence that begins with the record's title; `undefined` where nothing is. */
type Rule<K extends RegisterKind> = (record: RecordOf<K>, draft: Draft) => string | undefined;

const RULES: { readonly [K in RegisterKind]?: Rule<K> } = {
  riskItem: ({ impact: { low, likely, high } }) => (low <= likely && likely <= high ? undefined : `the impact must not fall from low (${low}) over likely (${likely}) to high (${high})`),
};

/** Why a record cannot be kept as it is. */
export function refusedByRule(draft: Draft, item: RegisterItem): Refusal | undefined {
  const problem = judged(item.kind, item.record, draft);
  return problem === undefined ? undefined : refusal("record/invalid", `the ${REGISTERS[item.kind].one} “${registerTitle(item)}” cannot be kept: ${problem}.`);
}

function judged<K extends RegisterKind>(kind: K, record: RecordOf<K>, draft: Draft): string | undefined {
  const rule: Rule<K> | undefined = RULES[kind];
  return rule?.(record, draft);
}
