/** Primavera's scheduling options as a new project has them. */
import type { P6Options } from "./p6-options.ts";

/** What Primavera goes by where nobody has chosen otherwise. */
export const USUAL_P6_OPTIONS: P6Options = {
  progress: "retainedLogic",
  lagCalendar: "predecessor",
  startToStartLagFrom: "earlyStart",
  totalFloat: "finish",
  critical: "totalFloat",
  openEndsAreCritical: false,
  useExpectedFinish: true,
};
