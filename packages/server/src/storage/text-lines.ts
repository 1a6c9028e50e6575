/** Lines of a stream of UTF-8, split at line feeds and nowhere else: JSON may hold other separators within its texts. */
import type { Readable } from "node:stream";

const LINE_FEED = 10;

/** Without their line feeds; a last one without line feed counts. */
export async function* textLines(source: Readable): AsyncGenerator<string> {
  let waiting: Buffer[] = [];
  for await (const chunk of source) {
    const piece: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
    let start = 0;
    for (let end = piece.indexOf(LINE_FEED); end >= 0; end = piece.indexOf(LINE_FEED, start)) {
      waiting.push(piece.subarray(start, end));
      yield Buffer.concat(waiting).toString("utf8");
      waiting = [];
      start = end + 1;
    }
    if (start < piece.length) waiting.push(piece.subarray(start));
  }
  if (waiting.length > 0) yield Buffer.concat(waiting).toString("utf8");
}
