/** The browser accepts the proof of every log that only grew, and no other. */
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { headOf, isSignedBy, provesGrowth, type Head } from "./growth-proof.ts";

const sha = (...parts: readonly Uint8Array[]): Buffer => createHash("sha256").update(Buffer.concat(parts)).digest();
const leaves = (count: number): Buffer[] => Array.from({ length: count }, (_, at) => sha(Buffer.of(0), Buffer.from(`entry ${at}`)));

/** Straight from RFC 6962, section 2.1: slow, and another way than the product's. */
function root(list: readonly Buffer[]): Buffer {
  if (list.length <= 1) return list[0] ?? sha();
  const half = 2 ** (Math.ceil(Math.log2(list.length)) - 1);
  return sha(Buffer.of(1), root(list.slice(0, half)), root(list.slice(half)));
}

function proof(from: number, list: readonly Buffer[], isWhole = true): Buffer[] {
  if (from === list.length) return isWhole ? [] : [root(list)];
  const half = 2 ** (Math.ceil(Math.log2(list.length)) - 1);
  return from <= half ? [...proof(from, list.slice(0, half), isWhole), root(list.slice(half))] : [...proof(from - half, list.slice(half), false), root(list.slice(0, half))];
}

const head = (list: readonly Buffer[]): Head => ({ origin: "o", size: list.length, root: root(list).toString("base64") });

test("every older state is proven to be the beginning of the newer one, and a rewritten one is not", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 200 }), fc.nat(), fc.nat(), async (size, one, two) => {
      const list = leaves(size);
      const from = 1 + (one % size);
      const hashes = from === size ? [] : proof(from, list).map((hash) => hash.toString("base64"));
      expect(await provesGrowth(head(list.slice(0, from)), head(list), hashes)).toBe(true);
      const other = list.with(two % from, sha(Buffer.from("another")));
      expect(await provesGrowth(head(other.slice(0, from)), head(list), hashes)).toBe(false);
    }),
    { numRuns: 60 },
  );
});

test("a log that became shorter has not grown", async () => {
  expect(await provesGrowth(head(leaves(5)), head(leaves(4)), [])).toBe(false);
});

test("a note counts as signed by its key alone, and only as it was written", async () => {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const raw = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url");
  const text = `leadline/w/workspace\n3\n${root(leaves(3)).toString("base64")}\n`;
  const id = sha(Buffer.from("leadline/w/workspace\n"), Buffer.of(1), raw).subarray(0, 4);
  const note = `${text}\n— leadline/w/workspace ${Buffer.concat([id, sign(null, Buffer.from(text), privateKey)]).toString("base64")}\n`;
  expect(headOf(note)).toEqual({ origin: "leadline/w/workspace", size: 3, root: root(leaves(3)).toString("base64") });
  expect(await isSignedBy(note, raw.toString("base64"))).toBe(true);
  expect(await isSignedBy(note.replace("\n3\n", "\n4\n"), raw.toString("base64"))).toBe(false);
  expect(await isSignedBy(note, Buffer.alloc(32, 1).toString("base64"))).not.toBe(true);
});
