/** What is known about the proof of the logs, in words. */
import type { LogState, Verification } from "../../api/workspace.ts";
import type { Witness } from "../../log/seen-state.ts";
import { momentText } from "../../ui/day-text.ts";

/** When all logs were last held against all tables, and what came of it. */
export function verificationWords(verification: Verification | null): string {
  if (!verification) return "not yet; it happens every night, and with `leadline verify --database`";
  const count = Number(verification.result["findings"] ?? 0);
  return count === 0 ? `every log and every record, ${momentText(verification.at)}: nothing was altered` : `${momentText(verification.at)}: ${count} ${count === 1 ? "thing was" : "things were"} altered behind Leadline's back`;
}

/** What a signed state says, and what it does not. */
export function checkpointWords({ size, checkpoint, unsignedProjects }: LogState): string {
  if (!checkpoint) return `${size} entries, none of them signed yet; that happens within a minute.`;
  const rest = size - checkpoint.size;
  const later = rest > 0 ? ` ${rest} newer ${rest === 1 ? "entry is" : "entries are"} signed within a minute.` : "";
  const projects = unsignedProjects > 0 ? ` ${unsignedProjects} ${unsignedProjects === 1 ? "project has" : "projects have"} changed since ${unsignedProjects === 1 ? "it was" : "they were"} signed.` : "";
  const signed = checkpoint.size === 1 ? "The first entry is" : `The first ${checkpoint.size} entries are`;
  return `${signed} signed, ${momentText(checkpoint.at)}.${later}${projects}`;
}

/** What this browser, as a witness, has to say. */
export function witnessWords(witness: Witness): string {
  if (witness.verdict === "contradicted") return witness.sentence;
  const entries = `${witness.seen} ${witness.seen === 1 ? "entry" : "entries"}`;
  return witness.verdict === "first" ? `This browser keeps the signed state of ${entries} from now on, and will notice if they change.` : `The log has only grown since this browser last saw it signed, with ${entries}.`;
}
