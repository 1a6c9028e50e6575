/** What the routes of kept forecasts and of the rule of the status work with. */
import type { Actor } from "../../access/actor.ts";
import type { Database, Transaction } from "../../storage/database.ts";

export interface ForecastRoom {
  readonly database: Pick<Database, "readInWorkspace" | "inWorkspace">;
  /** Refuses whoever may not read the project, and one that is gone. */
  readonly demandProject: (tx: Transaction, actor: Actor, projectId: string) => Promise<unknown>;
  /** Another policy holds: what was computed by the one before is old. */
  readonly onPolicyChanged: (workspaceId: string, projectIds: readonly string[]) => void;
}
