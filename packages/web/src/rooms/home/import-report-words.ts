/** The words of the import report: how many stored dates are reproduced, and by how much the others are off. */
import type { DateDifference, ImportReport } from "../../api/projects.ts";

export const FIELD_WORDS: Readonly<Record<string, string>> = {
  start: "start",
  finish: "finish",
  earlyStart: "early start",
  earlyFinish: "early finish",
  lateStart: "late start",
  lateFinish: "late finish",
};

export interface DateSummary {
  readonly sentence: string;
  readonly isAllReproduced: boolean;
}

/** Who stored dates in files of a format. */
const SOURCES: Readonly<Partial<Record<ImportReport["format"], string>>> = {
  mspdi: "Microsoft Project",
  xer: "Primavera",
  gan: "GanttProject",
  pod: "ProjectLibre",
  mpx: "Microsoft Project",
  planner: "Planner",
};

/** Formats that store days without a time, and those that store starts alone. */
const TO_THE_DAY: ReadonlySet<ImportReport["format"]> = new Set(["gan", "mpx"]);
const STARTS_ONLY: ReadonlySet<ImportReport["format"]> = new Set(["gan"]);

/** Formats without stored dates have nothing to compare. */
export function dateSummary({ format, tasks, differences }: ImportReport): DateSummary {
  const source = SOURCES[format];
  if (source === undefined) return { sentence: "The plan was read in full. Its dates are computed here; the file stores none to compare with.", isAllReproduced: true };
  const off = new Set(differences.filter(({ field }) => field === "start" || field === "finish").map(({ taskId }) => taskId)).size;
  const ends = STARTS_ONLY.has(format) ? "start" : "start and finish";
  const when = TO_THE_DAY.has(format) ? `on the day that ${source} stored` : `exactly when ${source} stored it`;
  const late = differences.length > 0 && off === 0 ? " Some late or early dates differ; they are listed below." : "";
  if (off === 0) return { sentence: `All ${tasks} tasks ${ends} ${when}.${late}`, isAllReproduced: differences.length === 0 };
  return { sentence: `${tasks - off} of ${tasks} tasks ${ends} ${when}; ${off} ${off === 1 ? "differs" : "differ"}. The reasons are below.`, isAllReproduced: false };
}

/** "2 days 3 h later", in wall-clock time. */
export function offText({ byMinutes, computed }: DateDifference): string {
  if (computed === undefined) return "no date here";
  const size = Math.abs(byMinutes);
  const [days, hours, minutes] = [Math.floor(size / 1440), Math.floor((size % 1440) / 60), size % 60];
  const words = [days > 0 && `${days} ${days === 1 ? "day" : "days"}`, hours > 0 && `${hours} h`, minutes > 0 && `${minutes} min`].filter(Boolean).join(" ");
  return `${words} ${byMinutes > 0 ? "later" : "earlier"} than stored`;
}
