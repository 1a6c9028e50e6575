/** The thread that reads and writes plan files, so that a large or hostile one keeps nobody else waiting. */
import { readFileSync } from "node:fs";
import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { seededIds } from "@leadline/engine/change/id-maker.ts";
import { withoutCosts } from "@leadline/engine/model/cost-fields.ts";
import { projectOf, settingsOf, type KindedRecord } from "@leadline/engine/model/project.ts";
import type { LedgerResult } from "@leadline/formats/ledger/ledger-preview.ts";
import { readLedger } from "@leadline/formats/ledger/read.ts";
import { contentOf, readPlanFile, writePlanFile } from "@leadline/formats/plan-file.ts";
import { DEFAULT_READ_LIMITS } from "@leadline/formats/plan-file-types.ts";
import type { PlanJob, ReadAnswer, WriteAnswer } from "./import/import-job.ts";
import { preparePlan } from "./rooms/projects/prepare-plan.ts";

/** As `nice` counts. */
const LESS_URGENT = 10;
const HIDDEN = {
  code: "export/costs-hidden",
  message: "Rates, costs, budgets and what the imported file said beside them are not in the file, because you may not see the costs of this project.",
};

// Those who only want to see their plan come first. On Linux this is about the thread alone, elsewhere about the whole program.
if (process.platform === "linux") setPriority(LESS_URGENT);

// The wall between threads: only our own program starts this one, with a job.
const job = workerData as PlanJob;
parentPort?.postMessage(done(job));

function done(job: PlanJob): ReadAnswer | LedgerResult | WriteAnswer {
  switch (job.kind) {
    case "read":
      return read(job);
    case "ledger":
      return ledger(job);
    case "write":
      return write(job);
  }
}

function read(job: Extract<PlanJob, { kind: "read" }>): ReadAnswer {
  const limits = { ...DEFAULT_READ_LIMITS, maxBytes: job.maxBytes };
  const result = readPlanFile(job.fileName, readFileSync(job.path), { newId: seededIds(job.facts.requestKey), limits, ...(job.project !== undefined && { project: job.project }), ...job.reading });
  if (!result.ok) return result;
  const { format } = result.report;
  const preparation = preparePlan(result.project, {
    ...job.facts,
    label: `Import “${settingsOf(result.project).name}”`.slice(0, 200),
    cause: { created: format, name: job.fileName },
  });
  if (!preparation.ok) return preparation;
  return { ok: true, plan: preparation.plan, format, report: result.report, problems: result.problems };
}

function ledger({ path, maxBytes, records, projectKey, wishes }: Extract<PlanJob, { kind: "ledger" }>): LedgerResult {
  // Records from our own database, checked when they were written.
  const project = projectOf(JSON.parse(records) as KindedRecord[]);
  return readLedger(readFileSync(path), { project, projectKey, wishes, limits: { ...DEFAULT_READ_LIMITS, maxBytes } });
}

function write(job: Extract<PlanJob, { kind: "write" }>): WriteAnswer {
  // Records from our own database, checked when they were written.
  const records = JSON.parse(job.records) as KindedRecord[];
  const written = writePlanFile(job.format, projectOf(job.shown === "everything" ? records : recordsWithoutCosts(records)));
  return { content: contentOf(written), losses: job.shown === "everything" ? written.losses : [HIDDEN, ...written.losses] };
}

function recordsWithoutCosts(records: readonly KindedRecord[]): KindedRecord[] {
  return records.filter(({ kind }) => kind !== "keptSource").map((item) => ({ ...item, record: withoutCosts(item.kind, item.record) }) as KindedRecord);
}
