/** A ledger over HTTP: looked at, asked about, stored by a command; nothing of it for people who see no costs. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type Asked, type TestServer } from "../../testing/test-server.fixture.ts";

let server: TestServer;
beforeAll(async () => void (server = await startTestServer({ environment: { LEADLINE_IMPORT_MAX_MB: "4" } })));
afterAll(() => server.stop());

const PLAN = 'project "Office" starts 2026-03-02\nA "Survey" 3d\n';
const LEDGER = "Date,Text,Amount,Cost type,Task,Document\n2026-03-03,Switches,1234.56,Hardware,Survey,INV-1\n2026-03-04,Returned,-34.56,Hardware,Survey,INV-2\n";

async function plan(): Promise<{ id: string; revision: number }> {
  const { body } = await server.ask("POST", "/projects/import?name=a.plan", { body: new TextEncoder().encode(PLAN) });
  return { id: String(body.project?.id), revision: Number((await server.ask("GET", `/projects/${String(body.project?.id)}/records`)).body.revision) };
}

const look = (id: string, text: string, wishes?: object): Promise<Asked> =>
  server.ask("POST", `/projects/${id}/cost-imports/preview?name=ledger.csv${wishes ? `&wishes=${encodeURIComponent(JSON.stringify(wishes))}` : ""}`, { body: new TextEncoder().encode(text) });

test("a ledger is looked at, its question answered, and its postings stored by a command", async () => {
  const { id, revision } = await plan();
  const open = await look(id, LEDGER);
  expect(open).toMatchObject({ status: 200, body: { isReady: false, postings: [], questions: [{ kind: "negative" }] } });
  const { status, body } = await look(id, LEDGER, { negative: "refund" });
  expect(status).toBe(200);
  expect(body).toMatchObject({ isReady: true, totals: [{ currency: "EUR", spentCents: 123_456, refundedCents: 3456, netCents: 120_000 }] });
  const postings: { record: object }[] = JSON.parse(JSON.stringify(body.postings));
  const records = postings.map(({ record }, at) => ({ kind: "actualCost", record: { id: `posting-${at}`, ...record } }));
  expect((await server.ask("POST", `/projects/${id}/commands`, { body: { revision, commands: [{ type: "saveRecords", records }] } })).status).toBe(200);
  const again = await look(id, LEDGER, { negative: "refund" });
  expect(again.body).toMatchObject({ isReady: false, questions: [{ kind: "duplicates", rows: [2, 3] }] });
});

test("a wrong row stores nothing and is told with its number; wrong answers are refused", async () => {
  const { id } = await plan();
  const { body } = await look(id, "Date,Text,Amount,Cost type\n31.02.2026,A,1,Cloud\n");
  expect(body).toMatchObject({ isReady: false, postings: [], refusals: [{ line: 2 }] });
  expect((await look(id, LEDGER, { negative: "perhaps" })).status).toBe(400);
  expect((await look(id, "a,b\n1,2\n")).body).toMatchObject({ code: "ledger/no-columns" });
  expect((await look("nobody", LEDGER)).status).toBe(404);
});
