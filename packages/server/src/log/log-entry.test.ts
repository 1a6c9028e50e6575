/** Entries of the log: one spelling, the right hash, and texts that the database can hold. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { emptyTask } from "@leadline/engine/model/new-project.ts";
import { canonicalJson } from "./canonical-json.ts";
import { entryOf, leafOf, leafOfAdded, type LogEntry } from "./log-entry.ts";
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

test("a leaf is canonical JSON with the leaf hash of RFC 6962", () => {
  const { bytes, hash } = leafOf(ENTRY);
  expect(hash.toString("hex")).toBe(createHash("sha256").update(Buffer.concat([Buffer.of(0), bytes])).digest("hex"));
  expect(entryOf(bytes)).toMatchObject(JSON.parse(JSON.stringify(ENTRY)));
  expect(canonicalJson(JSON.parse(bytes.toString()))).toBe(bytes.toString());
});

test("an entry made from texts has the same bytes as one made from records", () => {
  const { change, ...others } = ENTRY;
  expect(leafOfAdded(others, change.added.map(canonicalJson)).bytes.toString()).toBe(leafOf(ENTRY).bytes.toString());
  expect(leafOfAdded(others, []).hash).toEqual(leafOf({ ...others, change: { ...change, added: [] } }).hash);
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
