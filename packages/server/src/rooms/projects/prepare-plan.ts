/** Turns a whole new plan into what the database takes: pieces of records and log entries, none of them too large. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import { recordsOf, settingsOf, type Project } from "@leadline/engine/model/project.ts";
import { canonicalJson } from "@leadline/engine/base/canonical-json.ts";
import { leafOfAdded, type Cause } from "../../log/log-entry.ts";
import { resourceIds, sealedRecord } from "../../log/sealed-change.ts";
import { startSealing, type SealedText, type Sealing } from "../../log/sealed-text.ts";
import { unstorableText } from "../../log/unstorable-text.ts";
import { scheduleFacts } from "./schedule-facts.ts";

export interface PlanFacts {
  readonly projectId: string;
  readonly at: string;
  readonly actor: string;
  readonly requestKey: string;
  readonly label: string;
  readonly cause: Cause;
}

/** Plain data that can travel between threads. */
export interface PreparedPlan {
  readonly facts: PlanFacts;
  readonly name: string;
  readonly taskCount: number;
  readonly start: number;
  readonly finish: number;
  readonly pieces: readonly PreparedPiece[];
}

export interface PreparedPiece {
  readonly revision: number;
  readonly label: string;
  /** JSON array of `{ kind, id, data }`. */
  readonly rows: string;
  readonly leaf: Uint8Array;
  readonly leafHash: Uint8Array;
  /** What the leaf only binds. */
  readonly texts: readonly SealedText[];
}

export type Preparation = { readonly ok: true; readonly plan: PreparedPlan } | { readonly ok: false; readonly problem: Problem };

/** One entry of the log stays far below what one database value can hold. */
const PIECE_CHARACTERS = 4_000_000;

export function preparePlan(given: Project, facts: PlanFacts): Preparation {
  const project = withoutReports(given);
  const pieces = cut(project);
  const plan = {
    facts,
    name: settingsOf(project).name,
    ...scheduleFacts(project),
    pieces: pieces.map((piece, at) => prepared(piece, facts, { revision: at + 1, of: pieces.length })),
  };
  const wrong = plan.pieces.map((piece) => unstorableText(piece.rows)).find((found) => found !== undefined);
  if (wrong === undefined) return { ok: true, plan };
  return { ok: false, problem: { code: "text/unstorable", message: `A text of the plan holds ${wrong}, which cannot be stored.`, hint: "Maybe save the plan again with the program that wrote it." } };
}

/** A published report is proven by the log in which it was published: a copy, or a file from elsewhere, cannot bring one. */
function withoutReports(project: Project): Project {
  return project.records.statusReport.size === 0 ? project : { records: { ...project.records, statusReport: new Map() } };
}

interface Piece {
  /** Canonical texts, as the log keeps them. */
  readonly added: string[];
  /** The same as rows of the record table. */
  readonly rows: string[];
  readonly sealing: Sealing;
}

function cut(project: Project): Piece[] {
  const pieces: Piece[] = [];
  const resources = resourceIds(recordsOf(project));
  let size = Infinity;
  for (const { kind, record } of recordsOf(project)) {
    const data = canonicalJson(record);
    if (size + data.length > PIECE_CHARACTERS) {
      pieces.push({ added: [], rows: [], sealing: startSealing() });
      size = 0;
    }
    const piece = pieces.at(-1);
    if (!piece) continue;
    const sealed = sealedRecord(piece.sealing, { kind, record }, resources);
    piece.added.push(`{"kind":"${kind}","record":${sealed === record ? data : canonicalJson(sealed)}}`);
    piece.rows.push(`{"kind":"${kind}","id":${JSON.stringify(record.id)},"data":${data}}`);
    size += data.length;
  }
  return pieces;
}

function prepared(piece: Piece, facts: PlanFacts, part: { readonly revision: number; readonly of: number }): PreparedPiece {
  const label = part.of === 1 ? facts.label : `${facts.label} (${part.revision} of ${part.of})`;
  const leaf = leafOfAdded({ ...facts, label, revision: part.revision }, piece.added, piece.sealing);
  return { revision: part.revision, label, rows: `[${piece.rows.join(",")}]`, leaf: leaf.bytes, leafHash: leaf.hash, texts: leaf.texts };
}
