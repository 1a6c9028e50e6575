/** What writing an XER file has at hand: the plan now and as it was read, the tables so far, and what has been written. */
import type { KeptFile } from "./kept-rows.ts";
import type { TextGivens } from "./row-texts.ts";
import type { Tables } from "./tables.ts";

export interface Writing {
  readonly now: TextGivens;
  readonly was: TextGivens | undefined;
  readonly source: KeptFile | undefined;
  readonly tables: Tables;
  /** Rows of other tables that went with a record that is gone. */
  readonly dropped: { count: number };
  /** Records that the source's rows have answered for. */
  readonly done: Set<string>;
  readonly renewed: Renewed;
}

/** Keys of resources whose rates, and of tasks whose notes, are written anew. */
export interface Renewed {
  readonly rates: ReadonlySet<string>;
  readonly notes: ReadonlySet<string>;
}

/** Key of the WBS element that stands for the project itself, where the source has one. */
export function rootKeyOf(source: KeptFile | undefined): string | undefined {
  for (const { name, fields, rows } of source?.file.tables ?? []) {
    if (name !== "PROJWBS") continue;
    const [key, project, isRoot] = ["wbs_id", "proj_id", "proj_node_flag"].map((field) => fields.indexOf(field));
    const row = rows.find(({ cells }) => cells[isRoot ?? -1] === "Y" && (source?.projectKey === undefined || cells[project ?? -1] === source.projectKey));
    if (row) return row.cells[key ?? -1];
  }
  return undefined;
}
