/** Every record of a plan as the bytes of one answer: each record is put into text once, and each kind until one of it changes. */
import { withoutCosts } from "@leadline/engine/model/cost-fields.ts";
import type { KindedRecord, Project } from "@leadline/engine/model/project.ts";
import { KINDS } from "@leadline/engine/model/kinds.ts";
import type { Kind } from "@leadline/engine/model/records.ts";
import type { Sight } from "../../access/hidden-costs.ts";
import { canonicalJson } from "../../log/canonical-json.ts";

type Records = Project["records"][Kind];

/** Records and their maps never change, so their texts live as long as they do: `evolve` shares what an edit does not touch. */
const texts = new WeakMap<object, string>();
const bytes: Readonly<Record<Shown, WeakMap<Records, Buffer>>> = { everything: new WeakMap(), "no costs": new WeakMap() };

type Shown = Exclude<Sight, "nothing">;

/** The canonical JSON of `{ revision, records }`: equal plans are equal bytes, whether they come from memory or from the database. */
export function recordsAnswer(revision: number, project: Project, shown: Shown): Buffer {
  const kinds = KINDS.map((kind) => bytesOf(kind, project.records[kind], shown)).filter((piece) => piece.length > 0);
  const pieces = kinds.flatMap((piece, at) => (at === 0 ? [piece] : [COMMA, piece]));
  return Buffer.concat([Buffer.from('{"records":['), ...pieces, Buffer.from(`],"revision":${revision}}`)]);
}

const COMMA = Buffer.from(",");

function bytesOf(kind: Kind, records: Records, shown: Shown): Buffer {
  const known = bytes[shown].get(records);
  if (known) return known;
  const ids = [...records.keys()].sort();
  const made = Buffer.from(ids.map((id) => textOf(kind, shownRecord(kind, records.get(id), shown))).join(","));
  bytes[shown].set(records, made);
  return made;
}

function shownRecord(kind: Kind, record: KindedRecord["record"] | undefined, shown: Shown): object {
  if (record === undefined) return {};
  return shown === "everything" ? record : withoutCosts(kind, record);
}

function textOf(kind: Kind, record: object): string {
  const known = texts.get(record) ?? `{"kind":"${kind}","record":${canonicalJson(record)}}`;
  texts.set(record, known);
  return known;
}
