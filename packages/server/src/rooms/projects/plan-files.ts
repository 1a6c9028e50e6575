/** Plan files in and out: an uploaded file becomes a project, a project becomes a file. */
import type { Readable } from "node:stream";
import type { WritablePlanFormat } from "@leadline/formats/plan-file-types.ts";
import { requirePermission, type Actor } from "../../access/actor.ts";
import type { ImportLimits } from "../../config.ts";
import { HttpProblem } from "../../http/problem-to-status.ts";
import type { TableReading, WriteAnswer } from "../../import/import-job.ts";
import type { PlanWorkers } from "../../import/plan-worker.ts";
import { receiveUpload } from "../../import/upload.ts";
import { once, storedAnswer, type Answer, type Write } from "../../storage/idempotency.ts";
import { newId } from "../../storage/new-id.ts";
import type { ProjectsStore } from "./edit-project.ts";
import { load } from "./load.ts";
import { summaryOf } from "./project-row.ts";
import { readRecordsText } from "./queries.ts";
import { storePlan } from "./store-plan.ts";

export interface PlanFiles {
  readonly workers: PlanWorkers;
  readonly uploadFolder: string;
  readonly limits: ImportLimits;
}

export interface IncomingFile {
  readonly body: Readable;
  readonly announcedBytes: number;
  readonly name: string;
  /** The project to take from a file that holds several. */
  readonly project?: string | undefined;
  /** How a table is read that leaves it open. */
  readonly reading?: TableReading;
  /** What the write is, once the content is known: the same key with another file is another request. */
  readonly write: (digest: string) => Promise<Write>;
}

/** All of the file or nothing. Reading happens in a thread of its own, storing in one transaction. */
export async function importPlan(store: ProjectsStore, files: PlanFiles, actor: Actor, file: IncomingFile): Promise<Answer> {
  requirePermission(actor, "project.create");
  const upload = await receiveUpload(file.body, files.uploadFolder, { maxBytes: files.limits.maxBytes, announcedBytes: file.announcedBytes, tooLarge });
  try {
    const content = [upload.digest, file.project, file.reading?.dates, file.reading?.decimals].filter((part) => part !== undefined).join(" ");
    const write = await file.write(content);
    const stored = await store.database.inWorkspace(actor.workspaceId, (tx) => storedAnswer(tx, write));
    if (stored) return stored;
    const result = await files.workers.read({
      kind: "read",
      path: upload.path,
      fileName: file.name,
      maxBytes: files.limits.maxBytes,
      project: file.project,
      reading: file.reading,
      facts: { projectId: newId(), at: write.at.toISOString(), actor: actor.id, requestKey: write.key },
    });
    if (!result.ok) throw importProblem(result.problem);
    const { plan: prepared, format: origin, report, problems } = result;
    // Reading took its time as well.
    await file.write(content);
    return await store.database.inWorkspace(actor.workspaceId, (tx) =>
      once(tx, write, async () => {
        const row = await storePlan(tx, { prepared, origin, isSample: false, report: { report, problems } });
        return { status: 201, body: { project: summaryOf(row, write.actor), report, problems } };
      }),
    );
  } finally {
    upload.remove();
  }
}

export function tooLarge(maxBytes: number): HttpProblem {
  return new HttpProblem("request/too-large", `The file is larger than ${Math.floor(maxBytes / 1024 / 1024)} MB, which is the most that this server takes (LEADLINE_IMPORT_MAX_MB). Nothing was imported.`);
}

export function importProblem(problem: { readonly code: string; readonly message: string; readonly hint?: string; readonly line?: number }): HttpProblem {
  const { code, message, hint, line } = problem;
  return new HttpProblem("import/refused", hint === undefined ? message : `${message} ${hint}`, { code, ...(hint === undefined ? {} : { hint }), ...(line === undefined ? {} : { line }) });
}

export interface PlanFile extends WriteAnswer {
  readonly fileName: string;
  readonly mediaType: string;
}

const FILE_KINDS: Readonly<Record<WritablePlanFormat, { readonly ending: string; readonly mediaType: string }>> = {
  mspdi: { ending: "xml", mediaType: "application/xml; charset=utf-8" },
  xer: { ending: "xer", mediaType: "text/plain" },
  json: { ending: "json", mediaType: "application/json; charset=utf-8" },
  "plan-text": { ending: "plan", mediaType: "text/plain; charset=utf-8" },
  csv: { ending: "csv", mediaType: "text/csv; charset=utf-8" },
  xlsx: { ending: "xlsx", mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
};

/** Written from the database, never from the bytes that were once uploaded. */
export async function exportPlan(store: ProjectsStore, files: PlanFiles, actor: Actor, wish: { readonly projectId: string; readonly format: WritablePlanFormat }): Promise<PlanFile> {
  const { name, records, shown } = await store.database.inWorkspace(actor.workspaceId, async (tx) => {
    const row = await load(tx, actor, "project.read", "project", wish.projectId);
    return { name: row.name, records: await readRecordsText(tx, row.id), shown: actor.may("costs.read", row.id) ? ("everything" as const) : ("no costs" as const) };
  });
  const result = await files.workers.write({ kind: "write", format: wish.format, records, shown });
  if ("problem" in result) throw new HttpProblem("server/bug", result.problem.message, { code: result.problem.code });
  const { ending, mediaType } = FILE_KINDS[wish.format];
  return { ...result, mediaType, fileName: `${name}.${ending}` };
}
