/** The records that a log leads to: applies every entry from the first one on. */
import { evolve } from "@leadline/engine/change/change.ts";
import { EMPTY_PROJECT, type Project } from "@leadline/engine/model/project.ts";
import type { LogEntry } from "./log-entry.ts";

export function replay(entries: Iterable<LogEntry>): Project {
  let project = EMPTY_PROJECT;
  for (const entry of entries) project = evolve(project, entry.change);
  return project;
}
