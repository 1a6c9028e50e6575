/** The thread that drafts a status report: ten thousand runs and every rule, while others are answered. */
import { parentPort, workerData } from "node:worker_threads";
import { whyMoved } from "@leadline/engine/diagnosis/why-moved.ts";
import { draftReport } from "@leadline/engine/report/draft.ts";
import { publishedReports } from "@leadline/engine/report/published.ts";
import { promiseOf } from "@leadline/engine/risk/promise.ts";
import { refusedRuns, simulate } from "@leadline/engine/risk/simulation.ts";
import { USUAL_SEED, usualRuns } from "@leadline/engine/risk/usual-runs.ts";
import { schedule } from "@leadline/engine/schedule/compute.ts";
import type { ReportAnswer, ReportTask } from "./rooms/projects/reports/report-task.ts";

// The wall between threads: only our own program starts this one, with a task.
const { project, before, planThen, ...others } = workerData as ReportTask;
const runs = usualRuns(project);
const target = promiseOf(project);
// The seed and the runs that pages and the command line use, so the numbers are theirs.
const facts = refusedRuns(project, runs) ? undefined : simulate(project, { risks: "with", runs, seed: USUAL_SEED, drivers: "none", ...(target !== undefined && { target }) });
const reports = publishedReports(project).filter(({ number }) => before === undefined || number < before);
const why = planThen && whyMoved(planThen, project);
const answer: ReportAnswer = { draft: draftReport({ ...others, project, schedule: schedule(project).schedule, facts, reports, ...(why !== undefined && { why }) }) };
parentPort?.postMessage(answer);
