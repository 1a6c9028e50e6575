/** Every migration, oldest first. Released ones never change; a new schema is a new entry at the end. */
import type { Migration } from "../migrate.ts";
import { projectsAndLog } from "./0001-projects-and-log.ts";
import { externalTasks } from "./0002-external-tasks.ts";

export const MIGRATIONS: readonly Migration[] = [projectsAndLog, externalTasks];
