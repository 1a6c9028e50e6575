/** What the page and its levelling worker say to one another. */
import type { LevelingOptions, LevelingResult, Overload } from "@leadline/engine/leveling/leveling.ts";
import type { OptimizedLeveling, SearchProgress } from "@leadline/engine/leveling/optimize-leveling.ts";
import type { Project } from "@leadline/engine/model/project.ts";

/** How to level: by the standard rule, or by a search that may take so long. */
export interface LevelingWish {
  readonly options: LevelingOptions;
  readonly searchSeconds?: number;
}

export type LevelingRequest =
  /** Who is overloaded when. */
  | { readonly kind: "overloads"; readonly project: Project }
  | ({ readonly kind: "level"; readonly project: Project } & LevelingWish)
  /** The best that was found so far is enough. */
  | { readonly kind: "enough" };

export type LevelingNews =
  | { readonly kind: "progress"; readonly progress: SearchProgress; readonly seconds: number }
  | { readonly kind: "done"; readonly result: LevelingResult | OptimizedLeveling }
  | { readonly kind: "overloads"; readonly overloads: readonly Overload[] }
  | { readonly kind: "failed"; readonly message: string };
