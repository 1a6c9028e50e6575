/** Has a file looked at by the operator's virus scanner (clamd) before anybody can be handed it. */
import { createReadStream } from "node:fs";
import { connect } from "node:net";

/** Where clamd listens: a socket of this machine, or a host with its port. Named by the operator, so it may be inside our own network. */
export type ScannerPlace = { readonly path: string } | { readonly host: string; readonly port: number };

/** `found`: the scanner's name of what it found; absent: nothing. Rejects where the scanner gave no verdict. */
export type Scan = (file: string) => Promise<{ readonly found?: string }>;

const PIECE_BYTES = 64 * 1024;
const QUIET_MILLISECONDS = 60_000;
const MOST_ANSWER_CHARACTERS = 4096;

/** clamd's INSTREAM: pieces with their length before them, then one of length zero; the answer is one line. */
export function virusScanner(place: ScannerPlace): Scan {
  return async (file) => verdictOf(await answerOf(place, file));
}

function answerOf(place: ScannerPlace, file: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(place);
    let answer = "";
    socket.setEncoding("utf8").setTimeout(QUIET_MILLISECONDS, () => socket.destroy(new Error("the virus scanner was silent for a minute")));
    socket.on("data", (text: string) => {
      answer += text;
      if (answer.length > MOST_ANSWER_CHARACTERS) socket.destroy(new Error("the virus scanner answers too much"));
      else if (/[\0\n]$/.test(answer)) socket.end();
    });
    socket.on("error", reject).on("close", () => resolve(answer));
    socket.on("connect", () => void send(socket, file).catch((error: unknown) => socket.destroy(error instanceof Error ? error : new Error("the file could not be read"))));
  });
}

async function send(socket: ReturnType<typeof connect>, file: string): Promise<void> {
  const write = (bytes: Buffer): Promise<void> => new Promise((resolve, reject) => void socket.write(bytes, (error) => (error ? reject(error) : resolve())));
  await write(Buffer.from("zINSTREAM\0"));
  for await (const piece of createReadStream(file, { highWaterMark: PIECE_BYTES })) {
    if (!Buffer.isBuffer(piece)) continue;
    await write(Buffer.concat([lengthOf(piece.length), piece]));
  }
  await write(lengthOf(0));
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

/** Anything but a clear verdict is none: a file is not taken because a scanner had trouble with it. */
function verdictOf(answer: string): { readonly found?: string } {
  const text = answer.replaceAll("\0", "").trimEnd();
  if (text === "stream: OK") return {};
  const [, found] = /^stream: (.{1,200}) FOUND$/.exec(text) ?? [];
  if (found !== undefined) return { found };
  throw new Error(`the virus scanner gave no verdict: ${text.slice(0, 200)}`);
}
