/** Every migration, oldest first. Released ones never change; a new schema is a new entry at the end. */
import type { Migration } from "../migrate.ts";
import { projectsAndLog } from "./0001-projects-and-log.ts";
import { externalTasks } from "./0002-external-tasks.ts";
import { peopleAndRights } from "./0003-people-and-rights.ts";
import { signIn } from "./0004-sign-in.ts";
import { logProof } from "./0005-log-proof.ts";
import { jobs } from "./0006-jobs.ts";
import { attachments } from "./0007-attachments.ts";
import { secondFactor } from "./0008-second-factor.ts";
import { forecasts } from "./0009-forecasts.ts";
import { frozenReports } from "./0010-frozen-reports.ts";
import { teamEstimates } from "./0011-team-estimates.ts";

export const MIGRATIONS: readonly Migration[] = [projectsAndLog, externalTasks, peopleAndRights, signIn, logProof, jobs, attachments, secondFactor, forecasts, frozenReports, teamEstimates];
