/** Lines out of a stream, wherever its pieces are cut. */
import { Readable } from "node:stream";
import fc from "fast-check";
import { expect, test } from "vitest";
import { textLines } from "./text-lines.ts";

async function linesOf(bytes: Buffer, cuts: readonly number[]): Promise<readonly string[]> {
  const places = [...cuts.map((cut) => cut % (bytes.length + 1)), 0, bytes.length].sort((a, b) => a - b);
  const pieces = places.slice(1).map((end, at) => bytes.subarray(places[at], end)).filter((piece) => piece.length > 0);
  const lines: string[] = [];
  for await (const line of textLines(Readable.from(pieces, { objectMode: false }))) lines.push(line);
  return lines;
}

test("texts come back whole, with line separators of other kinds in them", async () => {
  const text = fc.string({ unit: fc.constantFrom("a", "ü", "😀", "\u2028", "\u2029", "\r", "\u0085", '"') });
  await fc.assert(
    fc.asyncProperty(fc.array(text), fc.array(fc.nat()), async (texts, cuts) => {
      expect(await linesOf(Buffer.from(texts.map((line) => `${line}\n`).join("")), cuts)).toEqual(texts);
    }),
  );
  expect(await linesOf(Buffer.from("a\nb"), [1])).toEqual(["a", "b"]);
});
