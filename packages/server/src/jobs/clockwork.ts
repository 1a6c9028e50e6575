/** Makes the jobs that are due by the clock: one per occasion, however many servers run. */
import type { Database } from "../storage/database.ts";
import { newId } from "../storage/new-id.ts";
import { insertJob } from "./queries.ts";

export interface DueJob {
  readonly kind: string;
  /** Every hour, or once a day from an hour of the server's wall clock on (also later, where no server ran then). */
  readonly when: "hourly" | { readonly dailyFromHour: number };
  readonly input?: Readonly<Record<string, unknown>>;
}

export interface ClockworkOptions {
  readonly database: Pick<Database, "inWorkspace">;
  /** Jobs of the installation as a whole belong to this workspace. */
  readonly workspaceId: string;
  readonly due: readonly DueJob[];
  readonly onMade: () => void;
  readonly onTrouble: (error: unknown) => void;
  readonly now?: () => Date;
}

const LOOK_MILLISECONDS = 30_000;

/** Answers the way to stop. */
export function startClockwork(options: ClockworkOptions): () => void {
  const seen = new Set<string>();
  const look = (): void => void makeDue(options, seen).catch(options.onTrouble);
  look();
  const timer = setInterval(look, LOOK_MILLISECONDS).unref();
  return () => clearInterval(timer);
}

/** `seen`: occasions that this server need not ask the database about again. */
export async function makeDue({ database, workspaceId, due, onMade, now = () => new Date() }: ClockworkOptions, seen: Set<string>): Promise<void> {
  for (const job of due) {
    const occasion = occasionOf(job, now());
    const mark = `${job.kind} ${occasion ?? ""}`;
    if (occasion === undefined || seen.has(mark)) continue;
    const made = await database.inWorkspace(workspaceId, (tx) => insertJob(tx, { id: newId(), kind: job.kind, occasion, actor: "program", ...(job.input ? { input: job.input } : {}) }));
    seen.add(mark);
    if (made) onMade();
  }
}

/** The name of the present occasion; nothing where its hour has not come yet. */
export function occasionOf({ when }: DueJob, now: Date): string | undefined {
  const two = (number: number): string => String(number).padStart(2, "0");
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  if (when === "hourly") return `${now.toISOString().slice(0, 13)} UTC`;
  return now.getHours() >= when.dailyFromHour ? day : undefined;
}
