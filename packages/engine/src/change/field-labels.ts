/** The words under which people know the fields of records, and which fields only follow from others. */
import type { Kind } from "../model/records.ts";
import { fieldOf } from "./same-value.ts";

/** Human name of a field; its own name with spaces where the table has none. */
export function fieldLabel(kind: Kind, field: string): string {
  return LABELS[kind]?.[field] ?? spaced(field);
}

/**
 * Fields that no person sets: they follow from other fields or keep an order. They never make a conflict of their own.
 * The finish of a manual task with a start follows from start and duration.
 */
export function isDerivedField(kind: Kind, field: string, record: object): boolean {
  if (field === "manualFinish" && fieldOf(record, "manualStart") !== undefined) return true;
  return DERIVED[kind]?.includes(field) ?? false;
}

/** The fields along with which a field is set, so that one conflict speaks for all. */
export function leadingFields(kind: Kind, field: string): readonly string[] {
  return kind === "task" ? (LEADING[field] ?? []) : [];
}

/** The fields of a task that its assignments' fields follow. */
export function leadingTaskFields(assignmentField: string): readonly string[] {
  return FOLLOWS_TASK[assignmentField] ?? [];
}

const LABELS: { readonly [K in Kind]?: Readonly<Record<string, string>> } = {
  task: {
    parentId: "place in the outline",
    durationMinutes: "duration",
    durationUnit: "duration unit",
    remainingDurationMinutes: "remaining duration",
    actualDurationMinutes: "actual duration",
    estimate: "three-point estimate",
    constraintDate: "constraint date",
    calendarId: "calendar",
    manualStart: "start",
    manualFinish: "finish",
    active: "active or not",
    mode: "scheduling mode",
    ignoreResourceCalendars: "whether resource calendars count",
    taskType: "task type",
    effortDriven: "whether work is effort-driven",
    levelingDelayMinutes: "levelling delay",
    splits: "pauses",
    fixedCostCents: "fixed cost",
    fixedCostEstimate: "range of the fixed cost",
    fixedCostType: "kind of the fixed cost",
    earningRule: "earning rule",
    need: "need",
    valuePoints: "value points",
    modes: "other ways to do it",
    levelAssignments: "whether levelling delays single assignments",
    levelingCanSplit: "whether levelling may split",
  },
  link: { type: "link type", lagMinutes: "lag", lagPercent: "lag", lagUnit: "lag unit", lagEstimate: "range of the lag" },
  settings: {
    name: "project name",
    start: "project start",
    calendarId: "project calendar",
    honorConstraints: "whether constraints always win",
    criticalSlackLimitDays: "slack limit of critical tasks",
    multipleCriticalPaths: "several critical paths",
    scheduleFrom: "end that the project is scheduled from",
    finish: "project finish",
    promisedFinish: "promised finish",
    estimateEnds: "what the ends of estimates mean",
    splitInProgressTasks: "whether tasks under way may pause",
    moveCompletedEndsBack: "whether done work moves back to the status date",
    moveRemainingStartsBack: "whether remaining work moves back to the status date",
    moveRemainingStartsForward: "whether remaining work moves forward to the status date",
    moveCompletedEndsForward: "whether done work moves forward to the status date",
    baselineForEarnedValue: "baseline compared with",
    schedulingRules: "scheduling rules",
    p6: "Primavera's options",
    minutesPerDay: "working time of a day",
    minutesPerWeek: "working time of a week",
    daysPerMonth: "working days of a month",
    defaultStartTime: "usual start of the day",
    defaultFinishTime: "usual end of the day",
    weekStartDay: "first day of the week",
    newTasksAreManual: "mode of new tasks",
    costPolicy: "rules for costs",
    changePolicy: "who may approve changes",
    issuePolicy: "whom issues must reach",
  },
  riskItem: { taskIds: "tasks", furtherImpacts: "further impacts", responseCostCents: "cost of the response", residual: "residual risk", residualScales: "residual scales", firstDay: "first day", lastDay: "last day" },
  correlationGroup: { taskIds: "tasks" },
  planBranch: { afterTaskId: "task that decides", later: "date that decides" },
  calendarRisk: { taskIds: "tasks", dayLossByMonth: "days lost by month" },
  resourceAbsence: { resourceIds: "people", spellsPerYear: "spells a year", days: "days of a spell" },
  procurementItem: { budgetCents: "budget", taskId: "task that needs it", neededDay: "day on which it is needed" },
  budgetLine: { taskId: "task", spending: "capex or opex", paymentDays: "days until payment" },
  actualCost: { taskId: "task", orderId: "order", amountCents: "amount", spending: "capex or opex", paymentDays: "days until payment" },
  purchaseOrder: { taskId: "task", procurementItemId: "thing to buy", amountCents: "amount", receivedCents: "value received", terms: "contract terms", expectedCostCents: "expected cost of the seller", spending: "capex or opex", paymentDays: "days until payment" },
  reserve: { amountCents: "amount" },
  reserveDrawdown: { reserveId: "reserve", amountCents: "amount", taskId: "task" },
  currencyRate: { rateMillionths: "rate" },
  controlAccount: { taskIds: "tasks" },
  benefit: { caseId: "business case", afterTaskId: "task that it waits for", yearlyCents: "worth a year" },
  changeRequest: { costImpact: "effect on costs", impact: "effect on dates and risk", peopleHit: "people hit", mustAgree: "who must agree", commands: "what it does in the plan" },
  decision: { ifNobodyDecides: "what happens if nobody decides", neededDay: "day on which it is needed", reviewDay: "day of the review", changeRequestId: "change request", taskIds: "tasks" },
  lesson: { changeRequestId: "change request", taskIds: "tasks" },
  commitment: { taskId: "task", costCents: "cost", by: "who promises", to: "whom it is promised to", changeRequestId: "change request", negotiationId: "negotiation" },
  negotiation: { packages: "packages", limitCosts: "limits on costs", changeRequestId: "change request" },
  issueItem: { taskIds: "tasks", riskIds: "risks", changeRequestIds: "change requests", dueDay: "due date", raisedDay: "day on which it was raised", endedDay: "day on which it ended", told: "who was told" },
  rootCause: { whys: "chain of whys", causes: "further causes", taskIds: "tasks", riskIds: "risks", changeRequestIds: "change requests", issueIds: "issues", delayEventIds: "events of delay" },
  delayEvent: { party: "whose doing it is", afterTaskIds: "tasks before it", beforeTaskIds: "tasks that waited for it", issueIds: "issues" },
  assignment: {
    workMinutes: "work",
    workEstimate: "range of the work",
    actualWorkMinutes: "actual work",
    remainingWorkMinutes: "remaining work",
    percentWorkComplete: "percent of work complete",
    delayMinutes: "delay",
    levelingDelayMinutes: "levelling delay",
    overtimeWorkMinutes: "overtime work",
    actualOvertimeWorkMinutes: "actual overtime work",
    profile: "work profile",
    contour: "work contour",
    costCents: "cost",
  },
  resource: {
    maxUnits: "units",
    calendarId: "calendar",
    standardRateCentsPerHour: "standard rate",
    overtimeRateCentsPerHour: "overtime rate",
    costPerUseCents: "cost per use",
    accrueAt: "time at which cost falls due",
    canLevel: "whether levelling minds it",
  },
  baseline: { setAt: "time at which it was set", setBy: "who set it" },
  taskBaseline: { durationMinutes: "duration", workMinutes: "work", costCents: "cost" },
  calendar: { week: "working week", workWeeks: "work weeks", baseCalendarId: "base calendar" },
};

const DERIVED: { readonly [K in Kind]?: readonly string[] } = {
  task: ["rank", "actualDurationMinutes", "remainingDurationMinutes", "stop", "resume", "splitsBeforeLeveling", "storedDates"],
  settings: ["nextTaskNumber"],
  assignment: ["remainingWorkMinutes", "actualOvertimeWorkMinutes", "stop", "resume"],
  resource: ["rank"],
};

/** Only towards the front of this order, so that of the fields in conflict one remains: duration, constraint date, percent complete, actual finish, actual start. */
const LEADING: Readonly<Record<string, readonly string[]>> = {
  durationUnit: ["durationMinutes"],
  estimated: ["durationMinutes"],
  estimate: ["durationMinutes"],
  milestone: ["durationMinutes"],
  percentComplete: ["durationMinutes"],
  actualFinish: ["durationMinutes", "percentComplete"],
  actualStart: ["percentComplete", "actualFinish"],
  effortDriven: ["taskType"],
  constraint: ["constraintDate"],
};

const FOLLOWS_TASK: Readonly<Record<string, readonly string[]>> = {
  workMinutes: ["durationMinutes"],
  units: ["durationMinutes"],
  overtimeWorkMinutes: ["durationMinutes"],
  profile: ["durationMinutes"],
  actualWorkMinutes: ["durationMinutes", "percentComplete"],
  actualStart: ["percentComplete", "actualStart"],
  actualFinish: ["percentComplete", "actualFinish"],
};

function spaced(field: string): string {
  return field.replace(/Id$/, "").replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
}
