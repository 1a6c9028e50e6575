/** Checkpoints as notes: ours and the verifier's reading of them agree, and what is no note of ours is told as that. */
import * as verifier from "@leadline/verifier/signed-log.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { logKey } from "./checkpoints.ts";
import { leafHash } from "./log-entry.ts";
import { consistencyProof, inclusionProof, rootOf, treeOver } from "./merkle-tree.ts";
import { commitmentOf } from "./sealed-text.ts";
import { headOfNote, isSignedBy, signedNote } from "./signed-note.ts";

const key = logKey("a secret that is long enough for a test");
const other = logKey("another secret that is long enough");
const root = treeOver([leafHash(Buffer.from("a"))]);
const note = signedNote(key, { origin: "leadline/w/p", size: 1, root: rootOf(root) });

test("a note says what was signed, and is signed by that key alone", () => {
  expect(headOfNote(note)).toEqual({ origin: "leadline/w/p", size: 1, root: rootOf(root) });
  expect(verifier.headOf(note)).toEqual({ origin: "leadline/w/p", log: "p", size: 1, root: rootOf(root).toString("base64") });
  for (const read of [isSignedBy, verifier.isSignedBy]) {
    expect(read(note, key.publicKey)).toBe(true);
    expect(read(note, other.publicKey)).toBe(false);
    expect(read(note.replace("\n1\n", "\n2\n"), key.publicKey)).toBe(false);
    expect(read(note.replace("— leadline/w/p", "— leadline/w/q"), key.publicKey)).toBe(false);
    expect(read(note.replace(/ [A-Za-z0-9+/=]+\n$/, " AAAA\n"), key.publicKey)).toBe(false);
    expect(read("no note", key.publicKey)).toBe(false);
  }
  expect(verifier.isSignedBy(note, Buffer.from("short"))).toBe(false);
});

test("what is no checkpoint has no head", () => {
  const lines = note.split("\n");
  for (const broken of ["", "x", lines.slice(0, 2).join("\n"), note.replace("\n1\n", "\n01\n"), note.replace("\n1\n", "\n-1\n"), `\n${note}`, note.replace("\n\n", "\nmore\n\n"), ["o", "1", "", "", ""].join("\n")]) expect([broken, headOfNote(broken)]).toEqual([broken, undefined]);
  expect([verifier.headOf("x"), verifier.headOf(note.replace("\n1\n", "\n01\n")), verifier.headOf(note.replace("\n\n", "\nmore\n\n"))]).toEqual([undefined, undefined, undefined]);
});

test("the verifier hashes and proves as the server does", () => {
  const leaves = Array.from({ length: 40 }, (_, at) => leafHash(Buffer.from(`entry ${at}`)));
  expect(verifier.leafHash(Buffer.from("ü"))).toEqual(leafHash(Buffer.from("ü")));
  expect(verifier.leafHashOfText("ü")).toEqual(leafHash(Buffer.from("ü")));
  expect(verifier.rootOf([]).toString("hex")).toBe(rootOf(treeOver([])).toString("hex"));
  for (const text of ["short", "ü".repeat(40_000), ""]) expect(verifier.commitmentOf(Buffer.alloc(32, 7), text)).toBe(commitmentOf(Buffer.alloc(32, 7), text));
  for (let size = 1; size <= 40; size += 1) {
    const [hashes, tree] = [leaves.slice(0, size), treeOver(leaves.slice(0, size))];
    for (let index = 0; index < size; index += 1) {
      const path = inclusionProof(hashes, index);
      expect(verifier.rootByPath(hashes[index] ?? Buffer.of(), index, size, path)).toEqual(rootOf(tree));
      expect(verifier.rootByPath(hashes[index] ?? Buffer.of(), index, size, [...path, Buffer.alloc(32)])).toBeUndefined();
      if (path.length > 0) expect(verifier.rootByPath(hashes[index] ?? Buffer.of(), index, size, path.slice(0, -1))).toBeUndefined();
    }
    expect(verifier.rootByPath(hashes[0] ?? Buffer.of(), size, size, [])).toBeUndefined();
    expect(consistencyProof(hashes, 0)).toEqual([]);
  }
});

test("any text is bound as the server binds it", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 5000 }), fc.uint8Array({ maxLength: 64 }), (text, salt) => verifier.commitmentOf(Buffer.from(salt), text) === commitmentOf(salt, text)), { numRuns: 100 });
});
