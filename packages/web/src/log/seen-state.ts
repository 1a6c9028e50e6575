/** This browser as a witness: it keeps the last signed state of the workspace's log that it saw, and demands that the log has only grown since. */
import { ask } from "../api/http.ts";
import { headOf, isSignedBy, provesGrowth } from "./growth-proof.ts";

/** What came of it. `seen`: entries of the state that this browser had kept. */
export type Witness =
  | { readonly verdict: "first" | "grown"; readonly seen: number; readonly isSignatureChecked: boolean }
  | { readonly verdict: "contradicted"; readonly sentence: string };

/** What the browser keeps; a later session of the same browser reads it. */
export interface Keeping {
  readonly getItem: (key: string) => string | null;
  readonly setItem: (key: string, value: string) => void;
}

interface Kept {
  readonly note: string;
  readonly publicKey: string;
}

export async function witnessLog(keeping: Keeping): Promise<Witness> {
  const [{ note }, { publicKey }] = await Promise.all([ask<{ note: string }>("/log/checkpoint"), ask<{ publicKey: string }>("/log/key")]);
  const newest = headOf(note);
  const signature = await isSignedBy(note, publicKey);
  if (!newest || signature === false) return contradicted("The state that the server calls signed is not signed with its key.");
  const place = `leadline.seen.${newest.origin}`;
  const kept = readKept(keeping.getItem(place));
  const older = kept && headOf(kept.note);
  if (kept && kept.publicKey !== publicKey) return contradicted("The server signs with another key than when this browser saw it last. If nobody changed LEADLINE_SECRET, ask why.");
  if (older && older.size > newest.size) return contradicted(`This browser has seen a signed state of ${older.size} entries, but now there are ${newest.size}: entries were taken away.`);
  if (older && older.size < newest.size && older.size > 0) {
    const { hashes } = await ask<{ hashes: string[] }>(`/log/consistency?from=${older.size}&to=${newest.size}`);
    if (!(await provesGrowth(older, newest, hashes))) return contradicted(`The first ${older.size} entries are not those that this browser saw signed.`);
  } else if (older && older.size === newest.size && older.root !== newest.root) return contradicted(`The ${older.size} entries are not those that this browser saw signed.`);
  keeping.setItem(place, JSON.stringify({ note, publicKey } satisfies Kept));
  return { verdict: older ? "grown" : "first", seen: older?.size ?? newest.size, isSignatureChecked: signature === true };
}

function contradicted(sentence: string): Witness {
  return { verdict: "contradicted", sentence };
}

/** Whatever else may stand there counts as nothing. */
function readKept(text: string | null): Kept | undefined {
  try {
    const { note, publicKey } = JSON.parse(text ?? "null") as Partial<Kept>;
    return typeof note === "string" && typeof publicKey === "string" ? { note, publicKey } : undefined;
  } catch {
    return undefined;
  }
}
