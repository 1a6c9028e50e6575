/** What the page and its levelling worker say to one another. */
import type { LevelingOptions, LevelingResult } from "@leadline/engine/leveling/leveling.ts";
import type { Project } from "@leadline/engine/model/project.ts";

/** How to level. */
export interface LevelingWish {
  readonly options: LevelingOptions;
}

export interface LevelingRequest extends LevelingWish {
  readonly project: Project;
}

export type LevelingNews = { readonly kind: "done"; readonly result: LevelingResult } | { readonly kind: "failed"; readonly message: string };
