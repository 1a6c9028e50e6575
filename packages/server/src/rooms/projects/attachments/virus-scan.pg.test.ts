/** Attached files go past the operator's virus scanner first: what it finds is not taken, and without its verdict nothing is. */
import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type Asked, type TestServer } from "../../../testing/test-server.fixture.ts";

/** Every scanner finds this text, which harms nobody. Put together here, so that none finds this file. */
const HARMFUL = Buffer.from(["X5O!P%@AP[4", String.raw`\PZX54(P^)7CC)7}$`, "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join(""));
const seen: number[] = [];
let answering: "verdicts" | "trouble" | "nothing" = "verdicts";
let scanner: Server;
let server: TestServer;
let address = "";
beforeAll(async () => {
  scanner = createServer((socket) => {
    let bytes = Buffer.alloc(0);
    socket.on("error", () => undefined);
    socket.on("data", (piece: Buffer) => {
      bytes = Buffer.concat([bytes, piece]);
      const content = contentOf(bytes);
      if (content === undefined) return;
      seen.push(content.length);
      if (answering === "nothing") return void socket.destroy();
      socket.end(answering === "trouble" ? "INSTREAM size limit exceeded. ERROR\0" : content.includes(HARMFUL) ? "stream: Eicar-Signature FOUND\0" : "stream: OK\0");
    });
  });
  await new Promise<void>((resolve) => scanner.listen(0, "127.0.0.1", resolve));
  const place = scanner.address();
  server = await startTestServer({ environment: { LEADLINE_CLAMD: `127.0.0.1:${typeof place === "object" && place ? place.port : 0}` } });
  const project = await server.ask("POST", "/projects", { body: { name: "Files", start: "2027-03-01" } });
  address = `/projects/${String(project.body["id"])}/attachments`;
});
afterAll(async () => {
  await server.stop();
  await new Promise((resolve) => scanner.close(resolve));
});

/** What a client of clamd sent, once it has sent all of it. */
function contentOf(bytes: Buffer): Buffer | undefined {
  const head = "zINSTREAM\0".length;
  expect("zINSTREAM\0".startsWith(bytes.subarray(0, head).toString())).toBe(true);
  const pieces: Buffer[] = [];
  for (let at = head; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    pieces.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}

const attach = (content: Buffer): Promise<Asked> => server.ask("POST", `${address}?name=a.txt`, { body: new Uint8Array(content) });
const count = async (): Promise<number> => ((await server.ask("GET", address)).body["attachments"] as unknown as unknown[]).length;

test("a file that the virus scanner finds harmful is not taken, and one that it finds harmless is", async () => {
  answering = "verdicts";
  expect((await attach(Buffer.alloc(200_000, "harmless "))).status).toBe(201);
  expect(seen).toEqual([200_000]);
  const before = await count();
  expect(await attach(Buffer.concat([Buffer.alloc(100_000, 32), HARMFUL]))).toMatchObject({ status: 422, body: { code: "attachment/infected", detail: expect.stringContaining("Eicar-Signature") } });
  expect(await count()).toBe(before);
  expect((await attach(Buffer.alloc(0))).status).toBe(201);
});

test("without a verdict of the scanner no file is taken", async () => {
  const before = await count();
  for (const how of ["trouble", "nothing"] as const) {
    answering = how;
    expect.soft(await attach(Buffer.from(`content ${how}`)), how).toMatchObject({ status: 503, body: { code: "scanner/silent" } });
  }
  expect(await count()).toBe(before);
});
