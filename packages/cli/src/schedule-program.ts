/** `leadline schedule` as a program of its own, without what the other verbs need: see start.ts. */
import { EXIT, type ExitCode } from "./exit-code.ts";
import { scheduleVerb } from "./schedule-verb.ts";
import { endQuietlyWhenThePipeCloses, pipeTerminal, processTerminal, type Terminal } from "./terminal.ts";

export interface ScheduleProgram {
  /** `words` are `schedule`, a file, and any of --json, --plain and --p6. Answers the exit code. */
  readonly runSchedule: (words: readonly string[], terminal?: Terminal) => Promise<ExitCode>;
}

export async function runSchedule([, file = "", ...options]: readonly string[], given?: Terminal): Promise<ExitCode> {
  const [json, plain, p6] = ["--json", "--plain", "--p6"].map((option) => options.includes(option));
  const terminal = given ?? (json || plain ? pipeTerminal() : screen());
  const outcome = await scheduleVerb(file, { ...(json && { json }), ...(plain && { plain }), ...(p6 && { p6 }) }, terminal);
  if (outcome.ok) return EXIT.ok;
  terminal.tell(`leadline: ${outcome.sentence}`);
  return outcome.exitCode;
}

function screen(): Terminal {
  process.stdout.on("error", endQuietlyWhenThePipeCloses);
  return processTerminal();
}
