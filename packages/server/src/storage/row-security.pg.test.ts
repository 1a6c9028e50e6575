/** The second wall: the database itself keeps workspaces apart and the log whole, whatever our code asks. */
import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeDatabase, type TestDatabase } from "../testing/test-server.fixture.ts";
import { APPLICATION_ROLE, withClient } from "./database-access.ts";
import { openDatabase } from "./database.ts";

/** Tables that belong to the installation, not to a workspace. */
const WITHOUT_ROW_SECURITY = ["installation", "schema_migration"];
/** Functions that run with the owner's rights. */
const OWNERS_FUNCTIONS = ["remove_project", "erase_text", "erase_report_texts"];
const OURS = randomUUID();
const THEIRS = randomUUID();

let database: TestDatabase;
beforeAll(async () => {
  database = await makeDatabase();
  for (const workspace of [OURS, THEIRS]) await fill(workspace);
});
afterAll(() => database.remove());

/** One row in every table. */
function fill(workspace: string): Promise<void> {
  return withClient(database.access.administrator, async (client) => {
    await client.query("INSERT INTO workspace (workspace_id, name) VALUES ($1, 'W')", [workspace]);
    await client.query("INSERT INTO project (workspace_id, id, key, name, revision, origin, is_sample, task_count, start_minute, finish_minute) VALUES ($1, 'p', 'KEY', 'P', 1, 'blank', false, 0, 0, 0)", [workspace]);
    await client.query("INSERT INTO record (workspace_id, project_id, kind, id, data, revision) VALUES ($1, 'p', 'task', 't', '{}', 1)", [workspace]);
    await client.query("INSERT INTO change (workspace_id, project_id, revision, at, actor, label, request_key, leaf, leaf_hash) VALUES ($1, 'p', 1, now(), 'a', 'l', 'k', 'x', decode(repeat('00', 32), 'hex'))", [workspace]);
    await client.query("INSERT INTO change_text (workspace_id, project_id, revision, position, salt, text) VALUES ($1, 'p', 1, 0, decode(repeat('00', 32), 'hex'), 'l')", [workspace]);
    await client.query("INSERT INTO change_tree (workspace_id, project_id, size, edge) VALUES ($1, 'p', 1, decode(repeat('00', 32), 'hex'))", [workspace]);
    await client.query("INSERT INTO workspace_change (workspace_id, position, at, actor, type, leaf, leaf_hash) VALUES ($1, 1, now(), 'a', 't', 'x', decode(repeat('00', 32), 'hex'))", [workspace]);
    await client.query("INSERT INTO workspace_change_text (workspace_id, change_position, position, salt, text) VALUES ($1, 1, 0, decode(repeat('00', 32), 'hex'), 'l')", [workspace]);
    await client.query("INSERT INTO workspace_tree (workspace_id, size, edge) VALUES ($1, 1, decode(repeat('00', 32), 'hex'))", [workspace]);
    await client.query("INSERT INTO checkpoint (workspace_id, log, size, root, edge, note, public_key, at) VALUES ($1, 'p', 1, decode(repeat('00', 32), 'hex'), '', 'n', decode(repeat('00', 32), 'hex'), now())", [workspace]);
    await client.query("INSERT INTO idempotency (workspace_id, key, request_hash, status, answer) VALUES ($1, 'k', 'x', 200, '{}')", [workspace]);
    await client.query("INSERT INTO import_report (workspace_id, project_id, report, problems) VALUES ($1, 'p', '{}', '[]')", [workspace]);
    await client.query("INSERT INTO attachment_content (workspace_id, digest, bytes) VALUES ($1, repeat('0', 64), 1)", [workspace]);
    await client.query("INSERT INTO attachment_piece (workspace_id, digest, place, content) VALUES ($1, repeat('0', 64), 0, 'x')", [workspace]);
    await client.query("INSERT INTO attachment (workspace_id, id, project_id, name, media_type, bytes, digest, actor) VALUES ($1, 'f', 'p', 'f', 'text/plain', 1, repeat('0', 64), 'a')", [workspace]);
    await client.query("INSERT INTO role (workspace_id, id, name, permissions) VALUES ($1, 'r', 'R', '{}')", [workspace]);
    await client.query("INSERT INTO member (workspace_id, id, user_id, name, role) VALUES ($1, 'm', 'u', 'M', 'viewer')", [workspace]);
    await client.query("INSERT INTO project_member (workspace_id, project_id, member_id, role) VALUES ($1, 'p', 'm', 'team')", [workspace]);
    await client.query("INSERT INTO invitation (workspace_id, id, email, role, token_hash, invited_by, expires_at) VALUES ($1, 'i', 'a@b', 'viewer', decode(repeat('00', 32), 'hex'), 'm', now())", [workspace]);
    await client.query("INSERT INTO api_token (workspace_id, id, member_id, name, token_hash, permissions, expires_at) VALUES ($1, 't', 'm', 'T', decode(repeat('00', 32), 'hex'), '{}', now())", [workspace]);
    await client.query("INSERT INTO share_link (workspace_id, id, project_id, name, token_hash, created_by, expires_at) VALUES ($1, 's', 'p', 'S', decode(repeat('00', 32), 'hex'), 'm', now())", [workspace]);
    await client.query("INSERT INTO forecast (workspace_id, project_id, made_on, revision, made_at, as_of_minute, planned_minute, percent_done, facts, costs) VALUES ($1, 'p', now(), 1, now(), 0, 0, 0, '{}', '{}')", [workspace]);
    await client.query("INSERT INTO report_schedule (workspace_id, project_id, weekday, hour, audience, recipients, actor) SELECT workspace_id, id, 1, 8, 'sponsor', '[]', 'a' FROM project WHERE workspace_id = $1 LIMIT 1", [workspace]);
    await client.query("INSERT INTO team_estimate (workspace_id, project_id, id, task_id, opened_by) VALUES ($1, 'p', 'e', 't', 'm')", [workspace]);
    await client.query("INSERT INTO team_estimate_person (workspace_id, project_id, estimate_id, person) VALUES ($1, 'p', 'e', 'm')", [workspace]);
    await client.query("INSERT INTO team_estimate_answer (workspace_id, project_id, estimate_id, round, person, low_minutes, likely_minutes, high_minutes) VALUES ($1, 'p', 'e', 1, 'm', 1, 2, 3)", [workspace]);
    await client.query("INSERT INTO status_policy (workspace_id, revision, policy, actor) VALUES ($1, 1, '{}', 'a')", [workspace]);
    await client.query("INSERT INTO job (workspace_id, id, kind, actor) VALUES ($1, 'j', 'tidy', 'a')", [workspace]);
  });
}

async function tables(): Promise<readonly string[]> {
  return withClient(database.access.administrator, async (client) => {
    const { rows } = await client.query<{ name: string }>("SELECT relname AS name FROM pg_class WHERE relnamespace = 'leadline'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1");
    return rows.map((row) => row.name).filter((name) => !WITHOUT_ROW_SECURITY.includes(name));
  });
}

/** Runs one statement as the application, in a transaction of a workspace, and answers the rows or the error's code. */
function asApplication(workspace: string | undefined, sql: string): Promise<{ readonly rows?: readonly unknown[]; readonly count?: number | null; readonly code?: string | undefined }> {
  return withClient(database.access.application, async (client) => {
    await client.query("BEGIN");
    if (workspace !== undefined) await client.query("SELECT set_config('app.workspace', $1, true)", [workspace]);
    try {
      const { rows, rowCount } = await client.query<object>(sql);
      return { rows, count: rowCount };
    } catch (error) {
      return { code: error instanceof pg.DatabaseError ? error.code : "none" };
    } finally {
      await client.query("ROLLBACK");
    }
  });
}

test("every table but the installation's own has forced row security, for reading and for writing", async () => {
  const wrong = await withClient(database.access.administrator, (client) =>
    client.query(
      `SELECT c.relname FROM pg_class c
        WHERE c.relnamespace = 'leadline'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> ALL ($1)
          AND NOT (c.relrowsecurity AND c.relforcerowsecurity
            AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polqual IS NOT NULL AND p.polwithcheck IS NOT NULL AND p.polcmd = '*'))`,
      [WITHOUT_ROW_SECURITY],
    ),
  );
  expect(wrong.rows).toEqual([]);
  expect(await tables()).toContain("record");
});

test("every primary key and foreign key begins with the workspace", async () => {
  const wrong = await withClient(database.access.administrator, (client) =>
    client.query(
      `SELECT c.conrelid::regclass::text, c.conname FROM pg_constraint c
        WHERE c.connamespace = 'leadline'::regnamespace AND c.contype IN ('p', 'f', 'u') AND c.conrelid::regclass::text <> ALL ($1)
          AND (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attnum = c.conkey[1]) <> 'workspace_id'`,
      [WITHOUT_ROW_SECURITY],
    ),
  );
  expect(wrong.rows).toEqual([]);
});

test("no view and no function lends the owner's rights, but for the allowed ones", async () => {
  const { views, functions } = await withClient(database.access.administrator, async (client) => ({
    views: (await client.query("SELECT relname FROM pg_class WHERE relnamespace = 'leadline'::regnamespace AND relkind IN ('v', 'm') AND NOT coalesce(reloptions::text LIKE '%security_invoker=on%', false)")).rows,
    functions: (await client.query<{ proname: string }>("SELECT proname FROM pg_proc WHERE pronamespace = 'leadline'::regnamespace AND prosecdef")).rows,
  }));
  expect(views).toEqual([]);
  expect(functions.map((row) => row.proname)).toEqual(OWNERS_FUNCTIONS);
});

test("the application's role is weak and owns nothing", async () => {
  const { role, owned } = await withClient(database.access.administrator, async (client) => ({
    role: (await client.query("SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles WHERE rolname = $1", [APPLICATION_ROLE])).rows[0] as object,
    owned: (await client.query("SELECT relname FROM pg_class WHERE relowner = $1::regrole", [APPLICATION_ROLE])).rows,
  }));
  expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false });
  expect(owned).toEqual([]);
});

test("rows of another workspace cannot be seen, changed, deleted or made", async () => {
  for (const table of await tables()) {
    expect.soft((await asApplication(OURS, `SELECT DISTINCT workspace_id FROM ${table}`)).rows, `${table}: reading`).toEqual([{ workspace_id: OURS }]);
    expect.soft((await asApplication(OURS, `SELECT 1 FROM ${table} WHERE workspace_id = '${THEIRS}'`)).rows, `${table}: reading theirs`).toEqual([]);
    const changed = await asApplication(OURS, `UPDATE ${table} SET workspace_id = workspace_id WHERE workspace_id = '${THEIRS}'`);
    expect.soft(changed.code === "42501" || changed.count === 0, `${table}: changing`).toBe(true);
    const deleted = await asApplication(OURS, `DELETE FROM ${table} WHERE workspace_id = '${THEIRS}'`);
    expect.soft(deleted.code === "42501" || deleted.count === 0, `${table}: deleting`).toBe(true);
    const copied = await asApplication(OURS, `INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::leadline.${table}, to_jsonb(x) || '{"workspace_id": "${THEIRS}"}')).* FROM ${table} x`);
    expect.soft(copied.code, `${table}: making`).toBe("42501");
  }
});

test("without a workspace nothing can be read, nor after the transaction that named one", async () => {
  for (const table of await tables()) expect.soft((await asApplication(undefined, `SELECT 1 FROM ${table}`)).code, table).toBe("42704");
  const code = await withClient(database.access.application, async (client) => {
    await client.query("BEGIN");
    await client.query("SELECT set_config('app.workspace', $1, true)", [OURS]);
    await client.query("COMMIT");
    return client.query("SELECT 1 FROM record").then(
      () => "readable",
      (error: unknown) => (error instanceof pg.DatabaseError ? error.code : "none"),
    );
  });
  expect(code).toBe("22P02");
});

test("no policy but the workspace's own lets the application see rows, save a person's own memberships before a workspace is chosen", async () => {
  const { rows } = await withClient(database.access.administrator, (client) =>
    client.query<{ policy: string }>(
      `SELECT p.polrelid::regclass || '.' || p.polname AS policy FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
        WHERE c.relnamespace = 'leadline'::regnamespace AND p.polname <> 'own_workspace' AND (p.polroles = '{0}' OR $1::regrole::oid = ANY (p.polroles)) ORDER BY 1`,
      [APPLICATION_ROLE],
    ),
  );
  expect(rows.map(({ policy }) => policy)).toEqual(["member.own_memberships"]);
  const memberships = (workspace: string | undefined, user: string | undefined): Promise<readonly unknown[] | string | undefined> =>
    withClient(database.access.application, async (client) => {
      await client.query("BEGIN");
      if (user !== undefined) await client.query("SELECT set_config('app.user', $1, true)", [user]);
      if (workspace !== undefined) await client.query("SELECT set_config('app.workspace', $1, true)", [workspace]);
      return client.query<object>("SELECT DISTINCT workspace_id FROM member ORDER BY 1").then(
        ({ rows: found }) => found,
        (error: unknown) => (error instanceof pg.DatabaseError ? error.code : "none"),
      );
    });
  const none = "00000000-0000-0000-0000-000000000000";
  // Both of the workspaces have a member who is the same person.
  expect(await memberships(none, "u")).toHaveLength(2);
  expect(await memberships(none, "somebody else")).toEqual([]);
  expect(await memberships(none, undefined)).toEqual([]);
  expect(await memberships(none, "")).toEqual([]);
  expect(await memberships(OURS, "u")).toEqual([{ workspace_id: OURS }]);
  expect(await memberships(undefined, "u")).toBe("42704");
});

test("the log can be neither changed nor shortened, not even by the tables' owner", async () => {
  for (const sql of ["UPDATE change SET label = 'x'", "DELETE FROM change", "TRUNCATE change CASCADE"]) {
    expect((await asApplication(OURS, sql)).code, `application: ${sql}`).toBe("42501");
    const code = await withClient(database.access.owner, async (client) => {
      await client.query("BEGIN");
      await client.query("SELECT set_config('app.workspace', $1, true)", [OURS]);
      return client.query(sql).then(
        () => "done",
        (error: unknown) => (error instanceof pg.DatabaseError ? error.code : "none"),
      );
    });
    expect(code, `owner: ${sql}`).toBe("42501");
  }
});

test("a project leaves with its history only as a sample or long after its deletion, and only from its own workspace", async () => {
  const remove = "SELECT remove_project('p') AS removed";
  expect((await asApplication(OURS, remove)).rows).toEqual([{ removed: false }]);
  const deleted = "UPDATE project SET deleted_at = now() - interval '31 days' WHERE id = 'p'";
  await withClient(database.access.application, async (client) => {
    await client.query("BEGIN");
    await client.query("SELECT set_config('app.workspace', $1, true)", [OURS]);
    await client.query(deleted);
    expect((await client.query(remove)).rows).toEqual([{ removed: true }]);
    const left = await client.query("SELECT 1 FROM project UNION ALL SELECT 1 FROM record UNION ALL SELECT 1 FROM change");
    expect(left.rowCount).toBe(0);
    // The permission to delete ends with the function.
    await expect(client.query("DELETE FROM change")).rejects.toMatchObject({ code: "42501" });
    await client.query("ROLLBACK");
  });
  expect((await asApplication(THEIRS, "SELECT count(*)::int AS n FROM change")).rows).toEqual([{ n: 1 }]);
});

test("two hundred transactions of many workspaces over few connections never mix rows", async () => {
  const few = openDatabase(database.access, { maxConnections: 2 });
  const workspaces = await Promise.all(
    Array.from({ length: 18 }, async () => {
      const id = randomUUID();
      await fill(id);
      return id;
    }),
  );
  const failed = new Error("thrown in the middle");
  const seen = await Promise.all(
    Array.from({ length: 200 }, async (_, at) => {
      const workspace = workspaces[at % workspaces.length] ?? "";
      const work = few.inWorkspace(workspace, async (tx) => {
        const { rows } = await tx.query<{ workspace_id: string }>("SELECT DISTINCT workspace_id FROM record");
        if (at % 7 === 0) throw failed;
        if (at % 11 === 0) await tx.query("SELECT 1 / 0");
        return rows.every((row) => row.workspace_id === workspace) && rows.length === 1;
      });
      return work.catch((error: unknown) => error === failed || (error instanceof pg.DatabaseError && error.code === "22012"));
    }),
  );
  await few.close();
  expect(seen).toEqual(seen.map(() => true));
});
