/** Asks the server to look at a ledger of actual costs: columns, questions, totals. Nothing of it is stored here. */
import type { LedgerPreview, LedgerWishes } from "@leadline/formats/ledger/ledger-preview.ts";
import { ask } from "./http.ts";

export async function previewLedger(projectId: string, file: File, wishes: LedgerWishes): Promise<LedgerPreview> {
  const query = new URLSearchParams({ name: file.name, wishes: JSON.stringify(wishes) });
  return ask<LedgerPreview>(`/projects/${projectId}/cost-imports/preview?${query.toString()}`, { method: "POST", body: new Uint8Array(await file.arrayBuffer()) });
}
