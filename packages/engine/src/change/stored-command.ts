/** Commands that wait in a record until somebody says yes: read again before they are kept, and before they are carried out. */
import { commandSchema, type Command } from "./command.ts";

/** As it lies in a record. */
interface StoredCommand {
  readonly type: string;
}

/** Verdicts and steps back belong to the moment in which a person gives them; what other projects say, to that in which it is read. */
const NEVER_STORED: ReadonlySet<string> = new Set(["decideChangeRequest", "revert", "insertExternalTask", "refreshExternalTasks"]);

/** The command, if it is one that may wait. */
export function readStoredCommand(stored: StoredCommand): Command | undefined {
  if (NEVER_STORED.has(stored.type)) return undefined;
  const read = commandSchema.safeParse(stored);
  return read.success && !touchesRequests(read.data) ? read.data : undefined;
}

/** A request that alters requests could say yes to itself. */
function touchesRequests(command: Command): boolean {
  const isRecordCommand = command.type === "saveRecords" || command.type === "updateRecords" || command.type === "deleteRecords";
  return isRecordCommand && command.records.some(({ kind }) => kind === "changeRequest");
}

/** Why a list of commands cannot be kept, as the end of a sentence; `undefined` where it can. */
export function refusedStored(commands: readonly StoredCommand[]): string | undefined {
  const at = commands.findIndex((stored) => !readStoredCommand(stored));
  const bad = commands[at];
  if (!bad) return undefined;
  const why = NEVER_STORED.has(bad.type) ? "cannot wait for somebody's yes" : "is none that a plan can carry out later";
  return `command ${at + 1} of ${commands.length} (${bad.type}) ${why}`;
}
