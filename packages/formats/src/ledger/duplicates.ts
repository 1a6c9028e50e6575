/** Finds postings that are stored already, or that stand twice in a file: the same document, date and amount. */
import type { ActualCost } from "@leadline/engine/model/records.ts";
import type { LedgerPosting } from "./ledger-preview.ts";

/**
 * Each stored posting explains one row, so that two equal lines of an invoice are both found when the file comes a second time.
 * Rows without a document are compared by their text, with what is stored only: equal fees on one day are no mistake.
 */
export function markDuplicates(postings: readonly LedgerPosting[], stored: readonly ActualCost[]): readonly LedgerPosting[] {
  const left = new Map<string, number>();
  for (const record of stored) left.set(keyOf(record), (left.get(keyOf(record)) ?? 0) + 1);
  const seen = new Map<string, number>();
  return postings.map((posting) => {
    const key = keyOf(posting.record);
    const count = left.get(key) ?? 0;
    const before = seen.get(key);
    if (before === undefined) seen.set(key, posting.row);
    if (count > 0) {
      left.set(key, count - 1);
      return { ...posting, duplicateOf: "stored" as const };
    }
    return before === undefined || posting.record.document === undefined ? posting : { ...posting, duplicateOf: before };
  });
}

function keyOf({ document, name, day, amountCents, credit, currency }: Omit<ActualCost, "id">): string {
  return JSON.stringify([document?.trim().toLowerCase() ?? null, document === undefined ? name : null, day, amountCents, credit ?? false, currency ?? null]);
}
