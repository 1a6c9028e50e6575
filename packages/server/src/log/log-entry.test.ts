/** Entries of the log: one spelling, the right hash, and texts that the database can hold. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { emptyTask } from "@leadline/engine/model/new-project.ts";
import type { Resource as ResourceRecord } from "@leadline/engine/model/records.ts";
import { canonicalJson } from "@leadline/engine/base/canonical-json.ts";
import { entryOf, leafOf, leafOfAdded, type Leaf, type LogEntry, type Texts } from "./log-entry.ts";
import { sealedRecord } from "./sealed-change.ts";
import { CAUSE, ERASED, LABEL, startSealing } from "./sealed-text.ts";
import { unstorableText } from "./unstorable-text.ts";

const ENTRY: LogEntry = {
  projectId: "p",
  revision: 3,
  at: "2026-03-02T08:00:00.000Z",
  actor: "local",
  label: 'Import “A "quoted", {"change":{"added":[]}} name”',
  requestKey: "k",
  cause: { created: "mspdi", name: "a.xml" },
  change: { added: [{ kind: "task", record: emptyTask({ id: "t1", number: 1, rank: "V", name: "Survey" }) }], updated: [], removed: [] },
};

test("equal values have one spelling, whatever the order of their keys", () => {
  expect(canonicalJson({ b: [1, { d: null, c: "ü" }], a: undefined, aa: true })).toBe('{"aa":true,"b":[1,{"c":"ü","d":null}]}');
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

/** As the database would give them back. */
const textsOf = (leaf: Leaf, without: readonly number[] = []): Texts => new Map(leaf.texts.filter(({ position }) => !without.includes(position)).map(({ position, text }) => [position, text]));

const PERSON: ResourceRecord = { id: "r1", name: "Ann Example", email: "ann@example.com", initials: "", type: "work", maxUnits: 1, rank: "V" };
const STAFFED: LogEntry = {
  ...ENTRY,
  cause: { commands: [{ type: "deleteResources", ids: ["r2"] }], project: { key: "NET" } },
  change: {
    added: [...ENTRY.change.added, { kind: "resource", record: PERSON }, { kind: "keptSource", record: { id: "r1", format: "mspdi", content: "<NTAccount>ann</NTAccount>" } }],
    updated: [{ kind: "resource", before: { ...PERSON, id: "r3", name: "Bob" }, after: { ...PERSON, id: "r3", name: "Bob Builder" } }],
    removed: [{ kind: "resource", record: { ...PERSON, id: "r2", name: "Cleo" } }],
  },
};

test("a leaf is canonical JSON with the leaf hash of RFC 6962", () => {
  const { bytes, hash } = leafOf(ENTRY);
  expect(hash.toString("hex")).toBe(createHash("sha256").update(Buffer.concat([Buffer.of(0), bytes])).digest("hex"));
  expect(canonicalJson(JSON.parse(bytes.toString()))).toBe(bytes.toString());
});

test.for([ENTRY, STAFFED])("an entry is read back from its leaf and its texts (%#)", (entry) => {
  const leaf = leafOf(entry);
  expect(entryOf(leaf.bytes, textsOf(leaf))).toEqual(JSON.parse(JSON.stringify(entry)));
});

test("a leaf names no person, and binds each text by a commitment of its own", () => {
  const leaf = leafOf(STAFFED);
  expect(leaf.bytes.toString()).not.toMatch(/Ann|Example|ann@|Bob|Cleo|NTAccount|Import|deleteResources/);
  const { sealed } = JSON.parse(leaf.bytes.toString()) as { sealed: string[] };
  expect(leaf.texts.map(({ position }) => position).sort((a, b) => a - b)).toEqual(sealed.map((_, at) => at));
  for (const { position, salt, text } of leaf.texts) expect(sealed[position]).toBe(createHash("sha256").update(Buffer.from(salt, "hex")).update(text).digest("base64"));
});

test("an erased text is shown as erased, the rest of the entry stays", () => {
  const leaf = leafOf(STAFFED);
  const names = leaf.texts.filter(({ text }) => text.includes("Ann") || text.includes("ann")).map(({ position }) => position);
  const read = entryOf(leaf.bytes, textsOf(leaf, [LABEL, CAUSE, ...names]));
  expect(read).toMatchObject({ label: ERASED, cause: { project: { key: "NET" } }, change: { removed: [{ record: { name: "Cleo", email: ERASED } }] } });
  expect(read.cause.commands).toBeUndefined();
  expect(read.change.added[1]?.record).toEqual({ ...PERSON, name: ERASED, email: ERASED });
});

test("an entry of the first format, which holds every text itself, is still read", () => {
  const bytes = Buffer.from(canonicalJson({ format: "leadline-log/1", ...ENTRY }));
  expect(entryOf(bytes)).toEqual(JSON.parse(JSON.stringify(ENTRY)));
});

test("an entry made from texts says the same as one made from records", () => {
  const { change, ...others } = STAFFED;
  const sealing = startSealing();
  const leaf = leafOfAdded(others, change.added.map((item) => canonicalJson({ kind: item.kind, record: sealedRecord(sealing, item, new Set(["r1"])) })), sealing);
  expect(canonicalJson(JSON.parse(leaf.bytes.toString()))).toBe(leaf.bytes.toString());
  expect(entryOf(leaf.bytes, textsOf(leaf))).toEqual(JSON.parse(JSON.stringify({ ...STAFFED, change: { ...change, updated: [], removed: [] } })));
});

test.for([
  ["a zero character", "a\u0000b", /U\+0000/],
  ["half a pair", "a\ud83d", /lone surrogate/],
  ["the other half, after a backslash", "\\\ude00", /lone surrogate/],
] as const)("%s cannot be stored", ([, text, reason]) => {
  expect(unstorableText(JSON.stringify({ text }))).toMatch(reason);
});

test.for(["plain", "😀 whole pairs", "\\u0000 written out", "\\\\ud83d", "tab\tand\u0001control"])("%j can be stored", (text) => {
  expect(unstorableText(JSON.stringify({ text }))).toBeUndefined();
});
