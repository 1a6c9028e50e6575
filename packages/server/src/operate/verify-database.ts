/** Compares the database with its log: what a database administrator altered is named by table, project, record and field. */
import { projectOf, type KindedRecord } from "@leadline/engine/model/project.ts";
import { startVerification, type Finding, type Line, type Report, type Verification, type VerificationOptions } from "@leadline/verifier/verification.ts";
import type pg from "pg";
import { z } from "zod";
import { scheduleFacts } from "../rooms/projects/schedule-facts.ts";
import { actAs, storedTables, workspaceIds, type StoredTable } from "../storage/backup/stored-tables.ts";
import { readRows, writeAlike } from "../storage/backup/table-rows.ts";
import { OWNER_ROLE, withClient, type DatabaseAccess } from "../storage/database-access.ts";
import { entryLines, textLines } from "../storage/log-rows.ts";
import { lineOf, type LineTable, type Row } from "../storage/exchange/export-line.ts";

export interface DatabaseVerification {
  readonly access: Pick<DatabaseAccess, "administrator">;
  /** Without it, all of them. */
  readonly workspaceId?: string | undefined;
  readonly keys: readonly Buffer[];
  /** Checkpoints that somebody kept elsewhere. */
  readonly kept?: readonly string[];
  readonly onProgress?: (progress: { readonly done: number; readonly total: number; readonly sentence: string }) => void;
  readonly signal?: AbortSignal;
}

/** Tables that the log accounts for, entries before their texts. */
const TABLES: readonly LineTable[] = ["project", "record", "change", "change_text", "change_tree", "workspace_change", "workspace_change_text", "workspace_tree", "checkpoint"];

/** One snapshot for everything, beside a running server. */
export async function verifyDatabase({ access, workspaceId, keys, kept = [], onProgress, signal }: DatabaseVerification): Promise<Report> {
  return withClient(access.administrator, async (client) => {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await writeAlike(client);
    const wanted = workspaceId === undefined ? await workspaceIds(client) : [workspaceId];
    const tables = new Map((await storedTables(client)).map((table) => [table.name, table]));
    const reports: Report[] = [];
    for (const [done, id] of wanted.entries()) {
      onProgress?.({ done, total: wanted.length, sentence: "Comparing tables and logs…" });
      const verification = startVerification({ keys, kept: kept.filter((note) => note.startsWith(`leadline/${id}/`)), onProject: datesOf });
      const unreadable = await addRows({ client, tables, workspaceId: id, signal }, verification);
      const report = verification.end();
      reports.push({ ...report, findings: [...unreadable, ...report.findings] });
    }
    return joined(reports);
  });
}

interface Reading {
  readonly client: pg.ClientBase;
  readonly tables: ReadonlyMap<string, StoredTable>;
  readonly workspaceId: string;
  readonly signal: AbortSignal | undefined;
}

/** Rows that are no longer what a row of their table can be are findings themselves. */
async function addRows(reading: Reading, verification: Verification): Promise<readonly Finding[]> {
  const unreadable: Finding[] = [];
  for (const name of TABLES) {
    for await (const lines of linesOf(reading, name, unreadable)) {
      reading.signal?.throwIfAborted();
      for (const line of lines) verification.add(line);
    }
  }
  return unreadable;
}

async function* linesOf({ client, tables, workspaceId }: Reading, name: LineTable, unreadable: Finding[]): AsyncGenerator<readonly Line[]> {
  const table = tables.get(name);
  if (!table) return;
  await actAs(client, OWNER_ROLE, workspaceId);
  if (name === "change") return yield* entryLines(client);
  if (name === "change_text") return yield* textLines(client);
  for await (const text of readRows(client, table, [workspaceId])) {
    const line = readLine(name, text, unreadable);
    if (line) yield [line];
  }
}

function readLine(name: LineTable, text: string, unreadable: Finding[]): Line | undefined {
  try {
    return lineOf(name, JSON.parse(text) as Row);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const [issue] = error.issues;
    unreadable.push({ table: name, sentence: `${name}, ${text.slice(0, 200)}: ${issue?.path.join(".") ?? "the row"}: ${issue?.message ?? "not valid"}` });
    return undefined;
  }
}

/** Start and finish are computed from the plan; another version of Leadline may compute others. */
const datesOf: NonNullable<VerificationOptions["onProject"]> = ({ row, records }) => {
  // The wall: what the log holds was checked when it was written, or differs from the tables and is told as that.
  const { start, finish } = scheduleFacts(projectOf(records as readonly KindedRecord[]));
  const wrong = (field: "startMinute" | "finishMinute", computed: number): readonly { readonly field: string; readonly sentence: string }[] =>
    row[field] === computed ? [] : [{ field, sentence: `the row says ${String(row[field])}, the plan computes ${computed}.` }];
  return [...wrong("startMinute", start), ...wrong("finishMinute", finish)];
};

function joined(reports: readonly Report[]): Report {
  const sum = (count: (report: Report) => number): number => reports.reduce((total, report) => total + count(report), 0);
  return {
    findings: reports.flatMap(({ findings }) => findings),
    notes: [...new Set(reports.flatMap(({ notes }) => notes))],
    projects: sum(({ projects }) => projects),
    entries: sum(({ entries }) => entries),
    checkpoints: sum(({ checkpoints }) => checkpoints),
  };
}
