/** Files in and out over HTTP: what comes in is whole or not there, and a bad file harms nobody. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { SMALL_GAN, SMALL_MPX, SMALL_PLANNER, SMALL_SM } from "@leadline/formats/small-files.fixture.ts";
import { writeWorkbook } from "@leadline/formats/xlsx/write.ts";
import { canonicalJson } from "@leadline/engine/base/canonical-json.ts";
import { startTestServer, type Asked, type TestServer } from "../../testing/test-server.fixture.ts";

let server: TestServer;
beforeAll(async () => void (server = await startTestServer({ environment: { LEADLINE_IMPORT_MAX_MB: "8", LEADLINE_IMPORT_SECONDS: "20" } })));
afterAll(() => server.stop());

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const bring = (name: string, content: Uint8Array | string, key?: string): Promise<Asked> =>
  server.ask("POST", `/projects/import?name=${encodeURIComponent(name)}`, { body: typeof content === "string" ? bytes(content) : content, ...(key === undefined ? {} : { key }) });

const PLAN = `project "Branch refresh" starts 2026-03-02
A "Site survey" 3d
B "Order switches" 8d after A
C "Configure VLANs" 5d after B SS+1d
M "Go-live" 0d after C
`;

test("a plan comes in with its report and the dates that follow from it", async () => {
  const { status, body } = await bring("branch.plan", PLAN);
  expect(status).toBe(201);
  expect(body.project).toMatchObject({ name: "Branch refresh", taskCount: 4, start: "2026-03-02T08:00:00", origin: "plan-text" });
  expect(body.report).toMatchObject({ format: "plan-text", tasks: 4, links: 3 });
  expect((await server.ask("GET", `/projects/${String(body.project?.id)}/import-report`)).body).toEqual({ report: body.report, problems: body.problems });
});

test("plans of other programs come in with the dates that they store", async () => {
  for (const [name, content, origin] of [["a.gan", SMALL_GAN, "gan"], ["a.planner", SMALL_PLANNER, "planner"], ["a.mpx", SMALL_MPX, "mpx"], ["a.sm", SMALL_SM, "psplib"]] as const) {
    const { status, body } = await bring(name, content);
    expect(status, name).toBe(201);
    expect(body.project).toMatchObject({ origin });
    expect(body.report).toMatchObject({ format: origin, differences: [] });
  }
});

test("tables come in as plans, and one that can be read in two ways is asked about", async () => {
  const text = "Task,Start,Finish\nSurvey,03/04/2026,07/04/2026\nWire,08/04/2026,10/04/2026\n";
  const refused = await bring("list.csv", text);
  expect(refused).toMatchObject({ status: 422, body: { code: "table/unclear-dates", detail: expect.stringContaining("such as 03/04/2026") } });
  const { status, body } = await server.ask("POST", "/projects/import?name=list.csv&dates=dmy", { body: bytes(text) });
  expect(status).toBe(201);
  expect(body.project).toMatchObject({ name: "list", taskCount: 2, start: "2026-04-03T08:00:00", finish: "2026-04-10T17:00:00", origin: "csv" });
  const workbook = writeWorkbook([{ name: "Plan", head: ["Task name", "Duration", "Predecessors"], rows: [["Survey", "3d"], ["Wire", "2w", "1FS+1d"]] }]);
  const second = await bring("plan.xlsx", workbook);
  expect(second.status).toBe(201);
  expect(second.body.report).toMatchObject({ format: "xlsx", tasks: 2, links: 1 });
});

test("a plan that went out as JSON comes in as the same plan", async () => {
  const { body } = await bring("branch.plan", PLAN);
  const exported = await server.ask("GET", `/projects/${String(body.project?.id)}/export?format=json`);
  expect(exported.headers.get("content-disposition")).toMatch(/^attachment; filename="Branch refresh\.json"/);
  const again = await bring("branch.json", exported.text);
  const [first, second] = await Promise.all([body, again.body].map((one) => server.ask("GET", `/projects/${String(one.project?.id)}/records`)));
  const tasks = (asked: Asked | undefined): string => canonicalJson(JSON.parse(JSON.stringify(asked?.body.records)).filter((item: { kind: string }) => item.kind !== "settings"));
  expect(tasks(second)).toBe(tasks(first));
});

test("a Primavera export comes in, names the project to take, and goes out byte for byte", async () => {
  const text = ["ERMHDR\t19.12\t2026-03-02\tProject\tADMIN\tadmin\tdb\tProject Management\tEUR", "%T\tPROJECT", "%F\tproj_id\tproj_short_name\tplan_start_date", "%R\t1\tONE\t2026-03-02 08:00", "%R\t2\tTWO\t2026-03-02 08:00", "%T\tTASK", "%F\ttask_id\tproj_id\ttask_code\ttask_name\ttask_type\tremain_drtn_hr_cnt\tguid", "%R\t1\t1\tA1\tSurvey\tTT_Task\t8\tx==", "%R\t2\t2\tA1\tCaf@\tTT_Task\t16\ty==", "%E", ""].join("\r\n");
  const content = bytes(text).map((byte) => (byte === 0x40 ? 0xe9 : byte));
  const first = await bring("both.xer", content);
  expect(first.body.project).toMatchObject({ name: "ONE", taskCount: 1, origin: "xer" });
  const second = await server.ask("POST", "/projects/import?name=both.xer&project=TWO", { body: content });
  expect(second.body.project).toMatchObject({ name: "TWO", taskCount: 1 });
  const path = `/projects/${String(second.body.project?.id)}`;
  const file = await server.ask("GET", `${path}/export?format=xer`);
  expect(file.headers.get("content-disposition")).toMatch(/TWO\.xer/);
  expect(file.text).toBe(new TextDecoder("utf-8").decode(content));
  expect((await server.ask("GET", `${path}/export-losses?format=xer`)).body.losses).toEqual([]);
});

test("every format can be downloaded, and what it cannot hold is listed", async () => {
  const { body } = await bring("branch.plan", PLAN);
  const path = `/projects/${String(body.project?.id)}`;
  for (const [format, type, start] of [["mspdi", "application/xml", "<?xml"], ["json", "application/json", "{"], ["plan-text", "text/plain", "project "], ["csv", "text/csv", "ID,Unique ID,"], ["xlsx", "application/vnd.openxmlformats", "PK"]] as const) {
    const file = await server.ask("GET", `${path}/export?format=${format}`);
    expect(file.status, format).toBe(200);
    expect(file.headers.get("content-type"), format).toContain(type);
    expect(file.text.trimStart().replace("\uFEFF", "").startsWith(start), `${format}: ${file.text.slice(0, 40)}`).toBe(true);
    expect((await server.ask("GET", `${path}/export-losses?format=${format}`)).body.losses).toBeInstanceOf(Array);
  }
  expect((await server.ask("GET", `${path}/export?format=exe`)).status).toBe(400);
});

test("sending the same file again with the same key makes one project; another file is refused", async () => {
  const key = "import-once";
  const first = await bring("branch.plan", PLAN, key);
  expect((await bring("branch.plan", PLAN, key)).body).toEqual(JSON.parse(canonicalJson(first.body)));
  expect(await bring("branch.plan", `${PLAN}N "More" 1d\n`, key)).toMatchObject({ status: 422, body: { code: "idempotency/other-request" } });
});

const BAD_FILES: readonly (readonly [string, string, Uint8Array | string])[] = [
  ["an empty file", "a.xml", ""],
  ["not XML at all", "a.xml", "hello there"],
  ["truncated XML", "a.xml", "<?xml version='1.0'?><Project xmlns='http://schemas.microsoft.com/project'><Tasks><Task><UID>1</UID>"],
  ["another kind of XML", "a.xml", "<?xml version='1.0'?><html><body/></html>"],
  ["a truncated plan of GanttProject", "a.gan", SMALL_GAN.slice(0, 900)],
  ["a ProjectLibre file without XML", "a.pod", Uint8Array.of(0xac, 0xed, 0, 5, 1, 2, 3)],
  ["a DOCTYPE", "a.xml", "<!DOCTYPE Project [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><Project>&x;</Project>"],
  ["an entity bomb", "a.xml", `<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "${"&a;".repeat(50)}"><!ENTITY c "${"&b;".repeat(50)}">]><Project>&c;</Project>`],
  ["200,000 elements inside each other", "a.xml", `<Project>${"<a>".repeat(200_000)}`],
  ["200,000 arrays inside each other", "a.json", "[".repeat(200_000)],
  ["JSON of something else", "a.json", '{"format":"other"}'],
  ["a file of Microsoft's closed format", "plan.mpp", Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)],
  ["a workbook that is cut off", "a.xlsx", writeWorkbook([{ name: "Plan", head: ["Name"], rows: [["A"]] }]).slice(0, 900)],
  ["a table without tasks", "a.csv", "Invoice;Amount\n1;2\n"],
  ["a quote that never closes", "a.csv", 'Name,Duration\n"A,1d\n'],
  ["bytes without meaning", "a.plan", Uint8Array.from({ length: 4096 }, (_, at) => (at * 7919) % 256)],
];

test.for(BAD_FILES)("%s: one sentence, nothing stored, and the server goes on", async ([, name, content]) => {
  const before = (await server.ask("GET", "/projects")).body.projects;
  const { status, body, headers } = await bring(name, content);
  expect(status).toBe(422);
  expect(headers.get("content-type")).toContain("application/problem+json");
  expect(body.code).not.toBe("import/crashed");
  expect(String(body.detail)).toMatch(/^[A-Z“].{10,400}\.$/su);
  expect((await server.ask("GET", "/projects")).body.projects).toEqual(before);
});

test("a file over the limit is refused with the limit, whether it says its size or not", async () => {
  const large = new Uint8Array(8 * 1024 * 1024 + 1);
  expect(await bring("a.xml", large)).toMatchObject({ status: 413, body: { code: "request/too-large", detail: expect.stringContaining("8 MB") } });
  const pieces = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < 9; at += 1) controller.enqueue(new Uint8Array(1024 * 1024));
      controller.close();
    },
  });
  const init: RequestInit & { duplex: "half" } = { method: "POST", body: pieces, duplex: "half", headers: { "idempotency-key": "stream", "content-type": "application/octet-stream" } };
  const outcome = await fetch(`${server.address}/api/v1/projects/import?name=a.xml`, init).then(
    (response) => response.status,
    // The server answers and hangs up before the client has sent everything.
    () => 413,
  );
  expect(outcome).toBe(413);
});

test("a reader that takes too long or too much memory is stopped, and others are answered meanwhile", async () => {
  const small = await startTestServer({ environment: { LEADLINE_IMPORT_MEMORY_MB: "64", LEADLINE_IMPORT_SECONDS: "3" } });
  const many = `<Project xmlns="http://schemas.microsoft.com/project"><Tasks>${"<Task><UID>1</UID><Name>A task with some name</Name></Task>".repeat(400_000)}</Tasks></Project>`;
  const begin = performance.now();
  const reading = small.ask("POST", "/projects/import?name=large.xml", { body: bytes(many) });
  const waits: number[] = [];
  const isRead = reading.then(() => true);
  while (!(await Promise.race([isRead, new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 50))]))) {
    const asked = performance.now();
    expect((await small.ask("GET", "/projects")).status).toBe(200);
    waits.push(performance.now() - asked);
  }
  const { status, body } = await reading;
  expect(status).toBe(422);
  expect(["import/too-slow", "import/too-much-memory"]).toContain(body.code);
  expect(performance.now() - begin).toBeLessThan(15_000);
  expect(Math.max(...waits)).toBeLessThan(1500);
  expect((await small.ask("GET", "/projects")).body.projects).toEqual([]);
  await small.stop();
});
