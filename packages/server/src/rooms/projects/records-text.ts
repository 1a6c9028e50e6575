/** Every record of a plan as the bytes of one answer: each record is put into text once, and what an edit does not touch is taken over. */
import { withoutCosts } from "@leadline/engine/model/cost-fields.ts";
import type { KindedRecord, Project } from "@leadline/engine/model/project.ts";
import { KINDS } from "@leadline/engine/model/kinds.ts";
import type { Kind } from "@leadline/engine/model/records.ts";
import type { Sight } from "../../access/hidden-costs.ts";
import { canonicalJson } from "@leadline/engine/base/canonical-json.ts";

type AnyRecord = KindedRecord["record"];
type Records = Project["records"][Kind];
type Shown = Exclude<Sight, "nothing">;

/** Some records that follow each other, with a comma between two. */
interface Piece {
  readonly records: readonly AnyRecord[];
  readonly bytes: Buffer;
}

/** Records and their maps never change, so what is made of them lives as long as they do: `evolve` shares what an edit does not touch. */
interface Made {
  readonly kinds: WeakMap<Records, readonly Buffer[]>;
  /** By the first of their records. */
  readonly pieces: WeakMap<AnyRecord, Piece>;
}
const made: Readonly<Record<Shown, Made>> = { everything: { kinds: new WeakMap(), pieces: new WeakMap() }, "no costs": { kinds: new WeakMap(), pieces: new WeakMap() } };

/** The canonical JSON of `{ revision, records }`, in pieces: equal plans are equal bytes, whether they come from memory or from the database. */
export function recordsAnswer(revision: number, project: Project, shown: Shown): readonly Buffer[] {
  const pieces = KINDS.flatMap((kind) => bytesOf(kind, project.records[kind], shown));
  return [BEGIN, ...pieces.flatMap((piece, at) => (at === 0 ? [piece] : [COMMA, piece])), Buffer.from(`],"revision":${revision}}`)];
}

const BEGIN = Buffer.from('{"records":[');
const COMMA = Buffer.from(",");

function bytesOf(kind: Kind, records: Records, shown: Shown): readonly Buffer[] {
  const known = made[shown].kinds.get(records);
  if (known) return known;
  const bytes = groupsOf(kind, records).map((group) => pieceOf(kind, group, shown));
  made[shown].kinds.set(records, bytes);
  return bytes;
}

/** In the order of their ids. Where a piece begins is told by the id alone, so that one record more or less moves no other piece. */
function groupsOf(kind: Kind, records: Records): readonly (readonly AnyRecord[])[] {
  const groups: AnyRecord[][] = [];
  for (const id of sortedIds(kind, records)) {
    const record = records.get(id);
    if (record === undefined) continue;
    const group = groups.at(-1);
    if (!group || beginsPiece(id)) groups.push([record]);
    else group.push(record);
  }
  return groups;
}

/** One in about two hundred. */
function beginsPiece(id: string): boolean {
  let sum = 0;
  for (let at = Math.max(0, id.length - 6); at < id.length; at += 1) sum = (Math.imul(sum, 31) + id.charCodeAt(at)) >>> 0;
  return sum % 200 === 0;
}

function pieceOf(kind: Kind, records: readonly AnyRecord[], shown: Shown): Buffer {
  const [first] = records;
  const known = first && made[shown].pieces.get(first);
  if (known?.records.length === records.length && known.records.every((record, at) => record === records[at])) return known.bytes;
  const bytes = Buffer.from(records.map((record) => `{"kind":"${kind}","record":${textOf(kind, record, shown)}}`).join(","));
  if (first) made[shown].pieces.set(first, { records, bytes });
  return bytes;
}

const texts: Readonly<Record<Shown, WeakMap<AnyRecord, string>>> = { everything: new WeakMap(), "no costs": new WeakMap() };

function textOf(kind: Kind, record: AnyRecord, shown: Shown): string {
  const known = texts[shown].get(record) ?? canonicalJson(shown === "everything" ? record : withoutCosts(kind, record));
  texts[shown].set(record, known);
  return known;
}

interface Order {
  readonly given: readonly string[];
  readonly sorted: readonly string[];
}

/** Orders of large kinds that were asked for last: most edits leave all ids as they are, and sorting costs more than looking. */
const orders = new Map<string, Order>();
const MAX_ORDERS = 30;

function sortedIds(kind: Kind, records: Records): readonly string[] {
  const given = [...records.keys()];
  const key = `${kind} ${given[0] ?? ""}`;
  const known = orders.get(key);
  orders.delete(key);
  const order = known?.given.length === given.length && known.given.every((id, at) => id === given[at]) ? known : { given, sorted: [...given].sort() };
  orders.set(key, order);
  for (const oldest of orders.keys()) if (orders.size > MAX_ORDERS) orders.delete(oldest);
  return order.sorted;
}
