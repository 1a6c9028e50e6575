/** One hash over projects, records and logs: equal wherever the same contents are, whoever keeps them. */
import { createHash, type Hash } from "node:crypto";
import { canonicalJson } from "@leadline/engine/base/canonical-json.ts";
import { EMPTY_TREE, grown, rootOf, type Tree } from "../../log/merkle-tree.ts";
import type { ExportLine } from "./export-line.ts";

export interface CanonicalState {
  /** Takes the lines of projects, records and entries; records by kind and id, entries by revision. */
  readonly add: (line: ExportLine) => void;
  /** Hex. */
  readonly hash: () => string;
}

interface ProjectState {
  readonly facts: unknown;
  readonly records: Hash;
  log: Tree;
}

export function canonicalState(): CanonicalState {
  const projects = new Map<string, ProjectState>();
  return {
    add: (line) => {
      if (line.type === "project") {
        const { id, key, name, revision, origin, isSample, deletedAt } = line;
        projects.set(id, { facts: { id, key, name, revision, origin, isSample, deletedAt }, records: createHash("sha256"), log: EMPTY_TREE });
      }
      const project = "projectId" in line ? projects.get(line.projectId) : undefined;
      if (project && line.type === "record") project.records.update(`${canonicalJson({ kind: line.kind, record: line.record })}\n`);
      if (project && line.type === "entry") project.log = grown(project.log, Buffer.from(line.leafHash, "hex"));
    },
    hash: () => {
      const all = createHash("sha256");
      for (const [, { facts, records, log }] of [...projects].sort(([a], [b]) => (a < b ? -1 : 1))) {
        all.update(`${canonicalJson({ project: facts, records: records.copy().digest("hex"), log: { size: log.size, root: rootOf(log).toString("hex") } })}\n`);
      }
      return all.digest("hex");
    },
  };
}
