/** Counts what is only kept, not worked with: elements that say something and that neither a record nor scheduling holds. */
import type { ImportReport } from "../plan-file-types.ts";
import type { XmlElement } from "../xml/xml-element.ts";
import { isContainer } from "./kept-content.ts";
import { USUAL_ASSIGNMENT, USUAL_CALENDAR, USUAL_LINK, USUAL_PROJECT, USUAL_RESOURCE, USUAL_TASK } from "./usual-values.ts";

const names = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Elements that records or scheduling hold, by the entity that they stand in. */
const MODELLED: Readonly<Record<string, ReadonlySet<string>>> = {
  Project: names(`
    Name Title ScheduleFromStart StartDate FinishDate CriticalSlackLimit CurrencySymbol CurrencyCode CalendarUID DefaultStartTime
    DefaultFinishTime MinutesPerDay MinutesPerWeek DaysPerMonth HonorConstraints MultipleCriticalPaths WeekStartDay
    StatusDate NewTasksAreManual SplitsInProgressTasks MoveCompletedEndsBack MoveRemainingStartsBack MoveRemainingStartsForward
    MoveCompletedEndsForward BaselineForEarnedValue Comments Calendars Tasks Resources Assignments`),
  Calendar: names("UID Name IsBaseCalendar BaseCalendarUID WeekDays Exceptions WorkWeeks"),
  Task: names(`
    UID ID Name Active Manual Type IsNull WBS OutlineNumber OutlineLevel Priority Start Finish Duration ManualStart
    ManualFinish ManualDuration DurationFormat Work Stop Resume EffortDriven Estimated Milestone Summary Critical
    ExternalTask EarlyStart EarlyFinish LateStart LateFinish FreeSlack TotalSlack StartSlack FinishSlack PercentComplete
    PercentWorkComplete PhysicalPercentComplete ActualStart ActualFinish ActualDuration ActualWork RegularWork RemainingDuration RemainingWork ConstraintType
    CalendarUID ConstraintDate Deadline LevelingDelay LevelingDelayFormat IgnoreResourceCalendar Notes PredecessorLink
    FixedCost FixedCostAccrual LevelAssignments LevelingCanSplit OvertimeWork ActualOvertimeWork RemainingOvertimeWork StartVariance
    FinishVariance WorkVariance Baseline`),
  Resource: names(`
    UID ID Name Type IsNull Initials Group EmailAddress MaxUnits StandardRate StandardRateFormat CalendarUID Notes
    IsCostResource Work RegularWork ActualWork RemainingWork PercentWorkComplete MaterialLabel OvertimeRate OvertimeRateFormat
    CostPerUse AccrueAt CanLevel IsGeneric BookingType Rates AvailabilityPeriods OvertimeWork ActualOvertimeWork RemainingOvertimeWork`),
  Assignment: names(`
    UID TaskUID ResourceUID ActualWork Delay RemainingWork Units Work RegularWork Start Finish PercentWorkComplete
    LevelingDelay LevelingDelayFormat WorkContour OvertimeWork ActualOvertimeWork RemainingOvertimeWork ActualStart ActualFinish Stop
    Resume CostRateTable`),
};

const USUAL: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Project: USUAL_PROJECT,
  Calendar: USUAL_CALENDAR,
  Task: { ...USUAL_TASK, ...USUAL_LINK },
  Resource: USUAL_RESOURCE,
  Assignment: USUAL_ASSIGNMENT,
};

export interface KeptCounts {
  /** Counts the children of an entity, or of the root element. */
  readonly count: (entity: XmlElement) => void;
  /** Most frequent first, then by name. */
  readonly all: () => ImportReport["kept"];
}

export function startKeptCounts(): KeptCounts {
  const counts = new Map<string, number>();
  return {
    count: (entity) => {
      for (const child of entity.children) {
        if (MODELLED[entity.name]?.has(child.name) || saysNothing(entity.name, child)) continue;
        const isList = entity.name === "Project" && child.children.length > 0 && !isContainer(child.name);
        const element = `${entity.name}/${child.name}`;
        counts.set(element, (counts.get(element) ?? 0) + (isList ? child.children.length : 1));
      }
    },
    all: () => [...counts].map(([element, count]) => ({ element, count })).sort((a, b) => b.count - a.count || (a.element < b.element ? -1 : 1)),
  };
}

/** Empty, or what Microsoft Project writes where nobody said anything; 0 and 0.00 are the same number. */
function saysNothing(entity: string, child: XmlElement): boolean {
  if (child.children.length > 0) return false;
  const text = child.text.trim();
  const usual = USUAL[entity]?.[child.name];
  return text === "" || text === usual || (usual !== undefined && Number(text) === Number(usual));
}
