/** Forecasts are made by themselves after changes, kept, shown to those who may see them, and judged when their dates have passed. */
import { projectOf, type KindedRecord } from "@leadline/engine/model/project.ts";
import { simulate } from "@leadline/engine/risk/simulation.ts";
import { formatIso } from "@leadline/engine/time/minute.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withClient } from "../../storage/database-access.ts";
import { startTestServer, type Json, type TestServer } from "../../testing/test-server.fixture.ts";

const PLAN = `project "Refresh" starts 2026-03-02
A "Survey" 2/3/6d by "Rita"
B "Delivery" 8/10/25d after A
C "Roll out" 5/8/14d after B by "Tom"`;

/** How much slower an answer may come where others use the machine too. */
const BUSY_MACHINE = 3;

let server: TestServer;
beforeAll(async () => void (server = await startTestServer({ environment: { LEADLINE_FORECAST_SECONDS: "0" } })));
afterAll(() => server.stop());

async function bring(text: string, name = "plan.plan"): Promise<string> {
  const { body } = await server.ask("POST", `/projects/import?name=${name}`, { body: new TextEncoder().encode(text) });
  return String(body["project"]?.["id"]);
}

const forecastsOf = async (id: string): Promise<readonly Json[]> => (await server.ask("GET", `/projects/${id}/forecasts`)).body["forecasts"] as unknown as readonly Json[];

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) if (await isSo()) return;
  throw new Error("it did not come to pass");
}

const revisionKept = (id: string, revision: number) => async (): Promise<boolean> => Number((await forecastsOf(id))[0]?.["revision"]) >= revision;

const portfolioRow = async (id: string): Promise<Json | undefined> => ((await server.ask("GET", "/portfolio")).body["projects"] as unknown as readonly Json[]).find((row) => String(row["projectId"]) === id);

test("an edit is followed by a forecast with the numbers that pages and command line give for the same plan", async () => {
  const id = await bring(PLAN);
  const edit = await server.ask("POST", `/projects/${id}/commands`, { body: { revision: 1, commands: [{ type: "updateSettings", fields: { promisedFinish: Math.floor(Date.UTC(2026, 3, 6, 17) / 60_000) } }] } });
  expect(edit.status, edit.text).toBe(200);
  await until(revisionKept(id, 2));
  const [kept] = await forecastsOf(id);
  const records = (await server.ask("GET", `/projects/${id}/records`)).body["records"] as unknown as readonly KindedRecord[];
  const facts = simulate(projectOf(records), { risks: "with", runs: 10_000, seed: 1, drivers: "none", target: Math.floor(Date.UTC(2026, 3, 6, 17) / 60_000) as never });
  expect(kept).toMatchObject({
    revision: 2,
    finish: { p10: formatIso(facts.finish.p10), p50: formatIso(facts.finish.p50), p80: formatIso(facts.finish.p80), p90: formatIso(facts.finish.p90) },
    promise: { date: "2026-04-06T17:00:00", chance: facts.target?.probability },
    finished: null,
  });
  const row = await portfolioRow(id);
  expect(row?.["forecast"]?.["promise"]).toEqual({ date: "2026-04-06T17:00:00", chance: facts.target?.probability });
  expect(row?.["drivers"]?.[0]).toMatchObject({ kind: "task", name: "Delivery" });
  expect(row?.["weeks"]).toHaveLength(1);
});

test("many edits in a row are one forecast of the last of them, and leave one finished job", async () => {
  const id = await bring(PLAN.replace("Refresh", "Busy"));
  for (let revision = 1; revision <= 12; revision += 1) await server.ask("POST", `/projects/${id}/commands`, { body: { revision, commands: [{ type: "updateSettings", fields: { description: `Edit ${revision}` } }] } });
  await until(revisionKept(id, 13));
  const { rows } = await withClient(server.access.administrator, (client) => client.query<{ state: string; count: number }>("SELECT state, count(*)::integer AS count FROM leadline.job WHERE kind = 'forecast' AND input ->> 'projectId' = $1 GROUP BY state", [id]));
  expect(rows.find(({ state }) => state === "done")?.count ?? 0).toBeLessThanOrEqual(2);
  const kept = await withClient(server.access.administrator, (client) => client.query<{ people: number; count: number }>("SELECT count(*)::integer AS count, count(facts -> 'people')::integer AS people FROM leadline.forecast WHERE project_id = $1", [id]));
  expect(kept.rows[0]?.count).toBeLessThan(13);
  expect(kept.rows[0]?.people, "only the newest keeps what only it is asked for").toBe(1);
});

test("people whom two projects share, and tasks that one waits for, stand in the portfolio", async () => {
  const far = PLAN.replace("Refresh", "North").replaceAll("2026-03-02", "2027-03-01");
  const north = await bring(far);
  const south = await bring(far.replace("North", "South"));
  const otherTask = ((await server.ask("GET", `/projects/${north}/records`)).body["records"] as unknown as readonly { kind: string; record: { id: string; name: string } }[]).find(({ kind, record }) => kind === "task" && record.name === "Delivery")?.record.id ?? "";
  const linked = await server.ask("POST", `/projects/${south}/commands`, { body: { revision: 1, commands: [{ type: "insertExternalTask", id: "ext", otherProject: { projectId: north, taskId: otherTask }, name: "Delivery", start: 0, finish: 0, durationMinutes: 0, milestone: false }] } });
  expect(linked.status, linked.text).toBe(200);
  await until(async () => {
    const { body } = await server.ask("GET", "/portfolio");
    return JSON.stringify(body["dependencies"]).includes(otherTask) && JSON.stringify(body["people"]).includes("Rita");
  });
  // What is shown of North by others was asked of it before South showed it: its next forecast tells the 80 % date.
  await server.ask("POST", `/projects/${north}/commands`, { body: { revision: 1, commands: [{ type: "updateSettings", fields: { description: "again" } }] } });
  await until(revisionKept(north, 2));
  const { body } = await server.ask("GET", "/portfolio");
  expect(body["dependencies"]).toEqual([expect.objectContaining({ projectId: south, taskId: "ext", taskName: "Delivery", otherProjectId: north, p80: expect.stringMatching(/^2027-/) })]);
  const rita = (body["people"] as unknown as readonly Json[]).find((person) => String(person["name"]) === "Rita");
  expect((rita?.["weeks"]?.[0]?.["projects"] as unknown as readonly Json[]).map((part) => String(part["projectId"])).sort()).toEqual([north, south].sort());
});

test("of 31 statements at 80 %, 24 came true: told from what was kept", async () => {
  const id = await bring(PLAN.replace("Refresh", "Past"));
  await until(revisionKept(id, 1));
  await withClient(server.access.administrator, async (client) => {
    await client.query("UPDATE leadline.forecast SET finished_minute = as_of_minute - 1440, facts = facts || jsonb_build_object('statusDate', as_of_minute) WHERE project_id = $1", [id]);
    // One a week: the 7 oldest stated a date before the finish.
    await client.query(
      `INSERT INTO leadline.forecast (workspace_id, project_id, made_on, revision, made_at, as_of_minute, planned_minute, p10_minute, p50_minute, p80_minute, p90_minute, percent_done, facts, costs)
        SELECT f.workspace_id, f.project_id, f.made_on - 7 * w, 1, f.made_at, f.as_of_minute - 10080 * w, 0, 0, 0, f.finished_minute + CASE WHEN w > 24 THEN -1440 ELSE 0 END, 0, 0, f.facts, f.costs
        FROM leadline.forecast f, generate_series(1, 31) w WHERE f.project_id = $1`,
      [id],
    );
  });
  const { body } = await server.ask("GET", "/portfolio");
  expect(body["calibration"]?.["sentence"]).toBe("Of 31 statements at 80 % so far, 24 came true (77 %).");
});

test("the rule of the status is the workspace's: a change is logged, computes all anew, and the manager's call stands beside", async () => {
  const id = await bring(PLAN.replace("Refresh", "Judged").replaceAll("2026-03-02", "2027-03-01"));
  const call = { id: "call-1", asOf: Math.floor(Date.UTC(2026, 10, 20) / 60_000), call: "onTrack" };
  const commands = [{ type: "updateSettings", fields: { promisedFinish: Math.floor(Date.UTC(2027, 3, 6, 17) / 60_000) } }, { type: "saveRecords", records: [{ kind: "statusCall", record: call }] }];
  const edit = await server.ask("POST", `/projects/${id}/commands`, { body: { revision: 1, commands } });
  expect(edit.status, edit.text).toBe(200);
  await until(revisionKept(id, 2));
  const before = (await portfolioRow(id))?.["forecast"];
  expect(before).toMatchObject({ declared: { call: "onTrack" }, status: { policyVersion: 1 } });
  const chance = Number(before?.["promise"]?.["chance"]);
  const usual = await server.ask("GET", "/status-policy");
  expect(usual.body).toMatchObject({ revision: 1, changedBy: null, policy: { onTrackFrom: 0.7, offTrackBelow: 0.3 } });
  // Just so that what is now at its chance becomes off track.
  const strict = { onTrackFrom: 1, offTrackBelow: Math.min(1, chance + 0.01) };
  const wrong = await server.ask("PATCH", "/status-policy", { body: { ...strict, onTrackFrom: 0 }, headers: { "if-match": '"1"' } });
  expect([wrong.status, wrong.body["detail"]]).toEqual([400, expect.stringMatching(/^Off track begins below \d+ %, above the 0 %/)]);
  expect((await server.ask("PATCH", "/status-policy", { body: strict, headers: { "if-match": '"7"' } })).status).toBe(409);
  const changed = await server.ask("PATCH", "/status-policy", { body: strict, headers: { "if-match": '"1"' } });
  expect([changed.status, changed.headers.get("etag")]).toEqual([200, '"2"']);
  expect((await server.ask("PATCH", "/status-policy", { body: strict, headers: { "if-match": '"1"' } })).status, "somebody was faster").toBe(409);
  await until(async () => Number((await portfolioRow(id))?.["forecast"]?.["status"]?.["policyVersion"]) === 2);
  expect((await portfolioRow(id))?.["forecast"]?.["status"]?.["value"]).toBe("offTrack");
  expect((await server.ask("GET", "/log/entries?limit=5")).text).toContain("Changed the rule of the status (version 2)");
});

test("a forecast that cannot be made is told, and the earlier one stays", async () => {
  const id = await bring(PLAN.replace("Refresh", "Broken"));
  await until(revisionKept(id, 1));
  expect((await portfolioRow(id))?.["problem"]).toBeNull();
  await withClient(server.access.administrator, (client) =>
    client.query("INSERT INTO leadline.job (workspace_id, id, kind, state, input, actor, problem, finished_at) SELECT workspace_id, 'broken', 'forecast', 'failed', jsonb_build_object('projectId', id), 'leadline', 'It took too long.', now() + interval '1 second' FROM leadline.project WHERE id = $1", [id]),
  );
  expect(await portfolioRow(id)).toMatchObject({ problem: "It took too long.", forecast: { revision: 1 } });
});

test("whoever is erased is in no kept forecast any more, and its numbers stay", async () => {
  const id = await bring(PLAN.replace("Refresh", "Named").replaceAll("Rita", "Ottilie Quendel").replace("Delivery", "Ask Ottilie Quendel"));
  await until(revisionKept(id, 1));
  const naming = async (): Promise<number | null> => (await withClient(server.access.administrator, (client) => client.query("SELECT 1 FROM leadline.forecast WHERE project_id = $1 AND revision = 1 AND p80_minute > 0 AND facts::text LIKE '%Ottilie%'", [id]))).rowCount;
  expect(await naming()).toBe(1);
  const erased = await server.ask("POST", "/erasures", { body: { words: ["Ottilie Quendel"] } });
  expect(erased.status, erased.text).toBe(200);
  expect(await naming()).toBe(0);
  expect((await forecastsOf(id)).some((kept) => kept["finish"] !== null)).toBe(true);
});

test("fifty projects with half a year of forecasts each are answered in a fraction of a second", async () => {
  const id = await bring(PLAN.replace("Refresh", "Source"));
  await until(revisionKept(id, 1));
  await withClient(server.access.administrator, async (client) => {
    await client.query(
      `INSERT INTO leadline.project (workspace_id, id, key, name, revision, origin, is_sample, task_count, start_minute, finish_minute)
        SELECT workspace_id, 'many-' || n, 'FIFTY' || n, 'One of fifty ' || n, 1, 'blank', false, 500, start_minute, finish_minute FROM leadline.project, generate_series(1, 50) n WHERE id = $1`,
      [id],
    );
    // Twenty people with 26 weeks each, as plans of 500 tasks have them.
    await client.query(
      `INSERT INTO leadline.forecast (workspace_id, project_id, made_on, revision, made_at, as_of_minute, planned_minute, p10_minute, p50_minute, p80_minute, p90_minute, promise_minute, promise_chance, percent_done, call, facts, costs)
        SELECT f.workspace_id, 'many-' || n, f.made_on - day, 1, f.made_at - make_interval(days => day), f.as_of_minute - day * 1440, f.planned_minute, f.p10_minute, f.p50_minute, f.p80_minute, f.p90_minute, f.planned_minute, 0.5, 0, f.call,
          CASE WHEN day > 0 THEN f.facts - '{people,awaited,offered}'::text[] ELSE f.facts || jsonb_build_object('people', (SELECT jsonb_agg(jsonb_build_object('resourceId', 'r' || p, 'name', 'Person ' || p, 'weeks', (SELECT jsonb_agg(jsonb_build_object('week', 20000 + w * 7, 'asked', 600 * (n % 7), 'capacity', 2400)) FROM generate_series(1, 26) w))) FROM generate_series(1, 20) p)) END, f.costs
        FROM leadline.forecast f, generate_series(1, 50) n, generate_series(0, 181) day WHERE f.project_id = $1 AND f.made_on = (SELECT max(made_on) FROM leadline.forecast WHERE project_id = $1)`,
      [id],
    );
    await client.query("ANALYZE leadline.forecast");
  });
  const times: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const begin = performance.now();
    const { body } = await server.ask("GET", "/portfolio");
    times.push(performance.now() - begin);
    expect((body["projects"] as unknown as readonly Json[]).filter((row) => String(row["key"]).startsWith("FIFTY")).length).toBe(50);
    expect((body["people"] as unknown as readonly Json[]).length).toBeGreaterThanOrEqual(20);
  }
  expect(Math.min(...times)).toBeLessThan(500 * BUSY_MACHINE);
});

test("whoever may not see costs gets none, and a project that is gone has no forecasts", async () => {
  const id = await bring(PLAN.replace("Refresh", "Priced"));
  await until(revisionKept(id, 1));
  expect((await forecastsOf(id))[0]?.["costs"]).toBeDefined();
  const { body: link } = await server.ask("POST", `/projects/${id}/share-links`, { body: { name: "Look" } });
  const asGuest = { headers: { authorization: `Bearer ${String(link["token"])}` } };
  const seen = await server.ask("GET", `/projects/${id}/forecasts`, asGuest);
  expect(seen.status, seen.text).toBe(200);
  expect(seen.text).not.toContain('"costs"');
  const portfolio = await server.ask("GET", "/portfolio", asGuest);
  expect((portfolio.body["projects"] as unknown as readonly Json[]).map((row) => String(row["projectId"]))).toEqual([id]);
  expect(portfolio.text).not.toContain('"costs"');
  await server.ask("DELETE", `/projects/${id}`, { headers: { "if-match": '"1"' } });
  expect((await server.ask("GET", `/projects/${id}/forecasts`)).status).toBe(404);
  expect((await server.ask("GET", "/projects/nobody/forecasts")).status).toBe(404);
  expect(await portfolioRow(id)).toBeUndefined();
});
