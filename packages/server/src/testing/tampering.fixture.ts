/** What somebody with all rights on the database could do to it, on the lines of an export: each way alters something that was stored. */
import { createHash } from "node:crypto";
import type { Line } from "@leadline/verifier/verification.ts";
import { mulberry32 } from "@leadline/testkit/network-generator.ts";

export interface Tampered {
  readonly way: string;
  readonly lines: readonly Line[];
}

type Row = Record<string, unknown>;
type Picks = <T>(list: readonly T[]) => T;

/** In one random way; the same seed, the same way. */
export function tampered(lines: readonly Line[], seed: number): Tampered {
  const random = mulberry32(seed);
  const pick: Picks = (list) => list[Math.floor(random() * list.length)] as never;
  for (;;) {
    const way = pick(Object.keys(WAYS) as (keyof typeof WAYS)[]);
    const copy = structuredClone(lines) as (Line & Row)[];
    const changed = WAYS[way](copy, pick);
    if (changed !== undefined && JSON.stringify(changed) !== JSON.stringify(lines)) return { way, lines: changed };
  }
}

type Way = (lines: (Line & Row)[], pick: Picks) => (Line & Row)[] | undefined;

const entries = (lines: (Line & Row)[]): (Line & Row)[] => lines.filter(({ type }) => type === "entry");
const rows = (lines: (Line & Row)[], table: string): Row[] => lines.filter((line) => line.type === "row" && line["table"] === table).map((line) => line["row"] as Row);
const ofType = (lines: (Line & Row)[], type: string): (Line & Row)[] => lines.filter((line) => line.type === type);
const hashOf = (leaf: string): string => createHash("sha256").update(Buffer.of(0)).update(leaf).digest("hex");
const flipped = (hex: unknown, pick: Picks): string => {
  const text = String(hex);
  const at = 2 + pick([...Array(text.length - 2).keys()]);
  return `${text.slice(0, at)}${text[at] === "0" ? "1" : "0"}${text.slice(at + 1)}`;
};

/** A character of the leaf becomes another one, also where that is no JSON any more. */
function altered(leaf: string, pick: Picks): string {
  const at = pick([...Array(leaf.length).keys()]);
  return `${leaf.slice(0, at)}${leaf[at] === "7" ? "8" : "7"}${leaf.slice(at + 1)}`;
}

/** Whoever alters an entry well makes its hash and its row fit. */
function fitting(entry: Line & Row): void {
  entry["leafHash"] = hashOf(String(entry["leaf"]));
}

function without(lines: (Line & Row)[], gone: (line: Line & Row) => boolean): (Line & Row)[] {
  return lines.filter((line) => !gone(line));
}

const WAYS: Readonly<Record<string, Way>> = {
  "a byte of an entry": (lines, pick) => {
    const entry = pick(entries(lines));
    entry["leaf"] = altered(String(entry["leaf"]), pick);
    return lines;
  },
  "an entry with a hash that fits": (lines, pick) => {
    const entry = pick(entries(lines));
    entry["leaf"] = String(entry["leaf"]).replace(/"actor":"[^"]*"/, '"actor":"somebody"');
    entry["actor"] = "somebody";
    fitting(entry);
    return lines;
  },
  "the hash of an entry": (lines, pick) => {
    const entry = pick(entries(lines));
    entry["leafHash"] = flipped(`__${String(entry["leafHash"])}`, pick).slice(2);
    return lines;
  },
  "who did it, in the row": (lines, pick) => {
    pick(entries(lines))["actor"] = "somebody";
    return lines;
  },
  "when it was done, in the row": (lines, pick) => {
    pick(entries(lines))["at"] = "2020-01-01T00:00:00.000Z";
    return lines;
  },
  "the order of two entries": (lines, pick) => {
    const entry = pick(entries(lines));
    const next = entries(lines).find((one) => one["projectId"] === entry["projectId"] && one["revision"] === Number(entry["revision"]) + 1);
    if (!next) return undefined;
    const { leaf, leafHash } = entry;
    Object.assign(entry, { leaf: next["leaf"], leafHash: next["leafHash"] });
    return Object.assign(next, { leaf, leafHash }), lines;
  },
  "two rows in another order": (lines, pick) => {
    const at = lines.indexOf(pick(entries(lines)));
    const [one, two] = [lines[at], lines[at + 1]];
    if (!one || two?.type !== "entry" || one["projectId"] !== two["projectId"]) return undefined;
    [lines[at], lines[at + 1]] = [two, one];
    return lines;
  },
  "an entry is gone": (lines, pick) => {
    const entry = pick(entries(lines));
    return without(lines, (line) => line === entry);
  },
  "an entry is gone, and those after it are numbered anew": (lines, pick) => {
    const entry = pick(entries(lines));
    const { projectId, revision } = entry;
    for (const later of entries(lines)) {
      if (later["projectId"] !== projectId || Number(later["revision"]) <= Number(revision)) continue;
      later["revision"] = Number(later["revision"]) - 1;
      later["leaf"] = String(later["leaf"]).replace(/"revision":\d+/, `"revision":${Number(later["revision"])}`);
      fitting(later);
    }
    for (const project of ofType(lines, "project")) if (project["id"] === projectId) project["revision"] = Number(project["revision"]) - 1;
    return without(lines, (line) => line === entry);
  },
  "the end of a log is cut off, with all that speaks of it in its project": (lines, pick) => {
    const signed = rows(lines, "checkpoint").filter(({ log }) => log !== "workspace");
    if (signed.length === 0) return undefined;
    const { log, size } = pick(signed);
    const upTo = Number(size) - 1;
    for (const project of ofType(lines, "project")) if (project["id"] === log) project["revision"] = upTo;
    return without(lines, (line) => {
      const row = (line["row"] ?? {}) as Row;
      if (line.type === "entry") return line["projectId"] === log && Number(line["revision"]) > upTo;
      if (line.type !== "row") return false;
      return (row["project_id"] === log && Number(row["revision"]) > upTo) || (row["log"] === log && Number(row["size"]) > upTo);
    });
  },
  "entries of two projects are swapped": (lines, pick) => {
    const one = pick(entries(lines));
    const other = entries(lines).find((entry) => entry["projectId"] !== one["projectId"] && entry["revision"] === one["revision"]);
    if (!other) return undefined;
    const { leaf, leafHash } = one;
    Object.assign(one, { leaf: other["leaf"], leafHash: other["leafHash"] });
    return Object.assign(other, { leaf, leafHash }), lines;
  },
  "all entries of two projects are swapped": (lines, pick) => {
    const ids = [...new Set(entries(lines).map(({ projectId }) => String(projectId)))];
    const [one, other] = [pick(ids), pick(ids)];
    if (one === other) return undefined;
    for (const entry of entries(lines)) {
      const to = entry["projectId"] === one ? other : entry["projectId"] === other ? one : undefined;
      if (to === undefined) continue;
      entry["leaf"] = String(entry["leaf"]).replaceAll(`"projectId":"${String(entry["projectId"])}"`, `"projectId":"${to}"`);
      entry["projectId"] = to;
      fitting(entry);
    }
    return lines;
  },
  "a field of a record": (lines, pick) => {
    const record = pick(ofType(lines, "record"))["record"] as Row;
    const field = pick(Object.keys(record));
    const value = record[field];
    record[field] = typeof value === "number" ? value + 1 : typeof value === "boolean" ? !value : typeof value === "string" ? `${value}x` : null;
    return lines;
  },
  "a field of a record is gone": (lines, pick) => {
    const record = pick(ofType(lines, "record"))["record"] as Row;
    delete record[pick(Object.keys(record))];
    return lines;
  },
  "the revision of a record": (lines, pick) => {
    const record = pick(ofType(lines, "record"));
    record["revision"] = Number(record["revision"]) + 1;
    return lines;
  },
  "a record is gone": (lines, pick) => {
    const record = pick(ofType(lines, "record"));
    return without(lines, (line) => line === record);
  },
  "a record is made": (lines, pick) => {
    const record = structuredClone(pick(ofType(lines, "record")));
    (record["record"] as Row)["id"] = "made-up";
    return [...lines.slice(0, -1), record, ...lines.slice(-1)];
  },
  "a text beside the log": (lines, pick) => {
    const text = pick([...rows(lines, "change_text"), ...rows(lines, "workspace_change_text")]);
    text["text"] = JSON.stringify("something else");
    return lines;
  },
  "the salt of a text": (lines, pick) => {
    const text = pick([...rows(lines, "change_text"), ...rows(lines, "workspace_change_text")]);
    text["salt"] = flipped(text["salt"], pick);
    return lines;
  },
  "a text is gone, and nobody says that it was erased": (lines, pick) => {
    const text = pick([...rows(lines, "change_text"), ...rows(lines, "workspace_change_text")]);
    return without(lines, (line) => line["row"] === text);
  },
  "a text belongs to another entry": (lines, pick) => {
    const text = pick(rows(lines, "change_text"));
    text["revision"] = Number(text["revision"]) + 1;
    return lines;
  },
  "a fact of a project": (lines, pick) => {
    const project = pick(ofType(lines, "project"));
    const [field, value] = pick<readonly [string, unknown]>([["name", "Another"], ["key", "OTHER"], ["revision", 1], ["taskCount", 999], ["origin", "mpx"], ["isSample", true], ["deletedAt", project["deletedAt"] === null ? "2026-01-01T00:00:00.000Z" : null]]);
    project[field] = value;
    return lines;
  },
  "a project is gone without a trace of its own": (lines, pick) => {
    const { id } = pick(ofType(lines, "project"));
    const isOf = (line: Line & Row): boolean => [line["projectId"], line.type === "project" ? line["id"] : undefined, (line["row"] as Row | undefined)?.["project_id"], (line["row"] as Row | undefined)?.["log"]].includes(id);
    return without(lines, isOf);
  },
  "the tree of a log": (lines, pick) => {
    const tree = pick([...rows(lines, "change_tree"), ...rows(lines, "workspace_tree")]);
    tree["edge"] = flipped(tree["edge"], pick);
    return lines;
  },
  "a checkpoint": (lines, pick) => {
    const checkpoint = pick(rows(lines, "checkpoint"));
    const field = pick(["root", "edge", "public_key"]);
    checkpoint[field] = flipped(checkpoint[field], pick);
    return lines;
  },
  "the signed note of a checkpoint": (lines, pick) => {
    const checkpoint = pick(rows(lines, "checkpoint"));
    checkpoint["note"] = altered(String(checkpoint["note"]), pick);
    return lines;
  },
  "a checkpoint of a project is gone": (lines, pick) => {
    const checkpoint = pick(rows(lines, "checkpoint").filter(({ log }) => log !== "workspace"));
    return without(lines, (line) => line["row"] === checkpoint);
  },
  "an entry of the workspace's log": (lines, pick) => {
    const entry = pick(rows(lines, "workspace_change"));
    const leaf = altered(Buffer.from(String(entry["leaf"]).slice(2), "hex").toString(), pick);
    Object.assign(entry, { leaf: `\\x${Buffer.from(leaf).toString("hex")}`, leaf_hash: `\\x${hashOf(leaf)}` });
    return lines;
  },
  "an entry of the workspace's log is gone": (lines, pick) => {
    const entry = pick(rows(lines, "workspace_change"));
    return without(lines, (line) => line["row"] === entry);
  },
  "a column of the workspace's log": (lines, pick) => {
    pick(rows(lines, "workspace_change"))[pick(["actor", "type"])] = "something.else";
    return lines;
  },
};

export const WAYS_OF_TAMPERING: number = Object.keys(WAYS).length;
