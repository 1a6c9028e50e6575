/** Facts about putting server-sent events together. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { eventReader, type StreamEvent } from "./event-stream.ts";

function read(pieces: readonly string[]): StreamEvent[] {
  const events: StreamEvent[] = [];
  const take = eventReader((event) => events.push(event));
  pieces.forEach(take);
  return events;
}

const STREAM = ': hello\n\nid: 7\nevent: change\ndata: {"a":1,\ndata: "b":2}\n\nid: 8\r\ndata: x\r\n\r\nevent: resync\ndata:\n\nid: 9\ndata: unfinished';

const EVENTS: readonly StreamEvent[] = [
  { id: "7", type: "change", data: '{"a":1,\n"b":2}' },
  { id: "8", type: "message", data: "x" },
  { id: "8", type: "resync", data: "" },
];

test("comments are passed over, data lines are joined, an unfinished event waits", () => {
  expect(read([STREAM])).toEqual(EVENTS);
});

test("it does not matter where the stream is cut into pieces", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: STREAM.length }), { maxLength: 8 }), (cuts) => {
      const places = [0, ...cuts.sort((a, b) => a - b), STREAM.length];
      expect(read(places.slice(1).map((to, index) => STREAM.slice(places[index], to)))).toEqual(EVENTS);
    }),
  );
});
