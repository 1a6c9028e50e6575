/** Minutes of a team estimate in the task's own unit, and what somebody types back. */
import { formatDuration, minutesPer, parseDuration, unitOfWord } from "@leadline/engine/time/duration-text.ts";
import type { ThreePoints } from "@leadline/engine/risk/estimating/three-points.ts";
import type { TeamEstimate } from "../../../api/team-estimates.ts";

export function minutesText({ scale, task }: TeamEstimate, minutes: number): string {
  const unit = unitOfWord(task.durationUnit) ?? "d";
  const short = (Math.round((minutes / minutesPer(unit, scale)) * 100) * minutesPer(unit, scale)) / 100;
  return formatDuration({ durationMinutes: short, durationUnit: unit, estimated: false }, scale);
}

/** As it is typed: "2/5/9d", or "5d" where all three are one. */
export function pointsText({ scale, task }: TeamEstimate, points: NonNullable<TeamEstimate["mine"]>): string {
  const range = points.lowMinutes < points.highMinutes ? { estimate: points } : {};
  return formatDuration({ durationMinutes: points.likelyMinutes, durationUnit: unitOfWord(task.durationUnit) ?? "d", estimated: false, ...range }, scale);
}

/** One number counts as all three. */
export function readPoints({ scale, task }: TeamEstimate, text: string): ThreePoints | { readonly sentence: string } {
  const read = parseDuration(text, scale);
  if (!read.ok) return { sentence: read.message };
  const isElapsed = task.durationUnit.startsWith("e");
  if (read.durationUnit.startsWith("e") !== isElapsed) return { sentence: isElapsed ? "This task counts elapsed time: type it as 2/5/9ed." : "This task counts working time: type it as 2/5/9d." };
  const { lowMinutes: low, likelyMinutes: likely, highMinutes: high } = read.estimate ?? { lowMinutes: read.durationMinutes, likelyMinutes: read.durationMinutes, highMinutes: read.durationMinutes };
  return { low, likely, high };
}
