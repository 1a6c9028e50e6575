/** The list of record kinds: one schema per kind, and the types that follow from it. */
import { z } from "zod";
import { projectSettingsSchema } from "./charter/project-settings.ts";
import { changeRequestSchema } from "./changes/change-request.ts";
import { commitmentSchema } from "./changes/commitment.ts";
import { decisionSchema } from "./changes/decision.ts";
import { lessonSchema } from "./changes/lesson.ts";
import { negotiationSchema } from "./changes/negotiation.ts";
import { qualityGateSchema } from "./quality/quality-gate.ts";
import { procurementItemSchema } from "./contracts/procurement-item.ts";
import { actualCostSchema } from "./cost/actual-cost.ts";
import { budgetLineSchema } from "./cost/budget-line.ts";
import { benefitSchema, businessCaseSchema } from "./cost/business-case.ts";
import { controlAccountSchema } from "./cost/control-account.ts";
import { currencyRateSchema } from "./cost/currency-rate.ts";
import { purchaseOrderSchema } from "./cost/purchase-order.ts";
import { reserveDrawdownSchema, reserveSchema } from "./cost/reserve.ts";
import { baselineSchema, taskBaselineSchema } from "./plan/baseline.ts";
import { keptSourceSchema } from "./plan/kept-source.ts";
import { delayEventSchema } from "./issues/delay-event.ts";
import { deliverableSchema } from "./evidence/deliverable.ts";
import { evidenceSchema } from "./evidence/evidence.ts";
import { issueItemSchema } from "./issues/issue-item.ts";
import { rootCauseSchema } from "./issues/root-cause.ts";
import { assignmentSchema } from "./people/assignment.ts";
import { resourceSchema } from "./people/resource.ts";
import { calendarSchema } from "./plan/calendar.ts";
import { linkSchema } from "./plan/link.ts";
import { taskSchema } from "./plan/task.ts";
import { correlationGroupSchema } from "./risk/correlation-group.ts";
import { webhookSchema } from "./evidence/webhook.ts";
import { keptEstimateSchema } from "./risk/kept-estimate.ts";
import { calendarRiskSchema, resourceAbsenceSchema } from "./risk/lost-time.ts";
import { planBranchSchema } from "./risk/plan-branch.ts";
import { riskItemSchema } from "./risk/risk-item.ts";
import { scenarioSchema } from "./risk/scenario.ts";
import { contradictionAnswerSchema } from "./status/contradiction-answer.ts";
import { statedDateSchema } from "./status/stated-date.ts";
import { statusCallSchema } from "./status/status-call.ts";
import { statusReportSchema } from "./status/status-report.ts";

/** Every record kind with its schema. A new kind is added here, and by its name in `kinds.ts`. */
export const recordSchemas = {
  settings: projectSettingsSchema,
  calendar: calendarSchema,
  task: taskSchema,
  link: linkSchema,
  resource: resourceSchema,
  assignment: assignmentSchema,
  baseline: baselineSchema,
  taskBaseline: taskBaselineSchema,
  riskItem: riskItemSchema,
  qualityGate: qualityGateSchema,
  procurementItem: procurementItemSchema,
  budgetLine: budgetLineSchema,
  actualCost: actualCostSchema,
  purchaseOrder: purchaseOrderSchema,
  reserve: reserveSchema,
  reserveDrawdown: reserveDrawdownSchema,
  currencyRate: currencyRateSchema,
  controlAccount: controlAccountSchema,
  businessCase: businessCaseSchema,
  benefit: benefitSchema,
  correlationGroup: correlationGroupSchema,
  planBranch: planBranchSchema,
  calendarRisk: calendarRiskSchema,
  resourceAbsence: resourceAbsenceSchema,
  scenario: scenarioSchema,
  changeRequest: changeRequestSchema,
  decision: decisionSchema,
  lesson: lessonSchema,
  commitment: commitmentSchema,
  negotiation: negotiationSchema,
  issueItem: issueItemSchema,
  rootCause: rootCauseSchema,
  delayEvent: delayEventSchema,
  evidence: evidenceSchema,
  deliverable: deliverableSchema,
  statusCall: statusCallSchema,
  contradictionAnswer: contradictionAnswerSchema,
  statedDate: statedDateSchema,
  webhook: webhookSchema,
  keptEstimate: keptEstimateSchema,
  statusReport: statusReportSchema,
  keptSource: keptSourceSchema,
} as const;

export type Kind = keyof typeof recordSchemas;
export type RecordOf<K extends Kind> = Readonly<z.infer<(typeof recordSchemas)[K]>>;

export type ProjectSettings = RecordOf<"settings">;
export type CalendarRecord = RecordOf<"calendar">;
export type Task = RecordOf<"task">;
export type Link = RecordOf<"link">;
export type Resource = RecordOf<"resource">;
export type Assignment = RecordOf<"assignment">;
export type Baseline = RecordOf<"baseline">;
export type TaskBaseline = RecordOf<"taskBaseline">;
export type RiskItem = RecordOf<"riskItem">;
export type CorrelationGroup = RecordOf<"correlationGroup">;
export type PlanBranch = RecordOf<"planBranch">;
export type CalendarRisk = RecordOf<"calendarRisk">;
export type ResourceAbsence = RecordOf<"resourceAbsence">;
export type QualityGate = RecordOf<"qualityGate">;
export type ProcurementItem = RecordOf<"procurementItem">;
export type BudgetLine = RecordOf<"budgetLine">;
export type ActualCost = RecordOf<"actualCost">;
export type PurchaseOrder = RecordOf<"purchaseOrder">;
export type BusinessCase = RecordOf<"businessCase">;
export type Benefit = RecordOf<"benefit">;
export type ChangeRequest = RecordOf<"changeRequest">;
export type ProjectDecision = RecordOf<"decision">;
export type Lesson = RecordOf<"lesson">;
export type Commitment = RecordOf<"commitment">;
export type Negotiation = RecordOf<"negotiation">;
export type IssueItem = RecordOf<"issueItem">;
export type RootCause = RecordOf<"rootCause">;
export type DelayEvent = RecordOf<"delayEvent">;
export type Evidence = RecordOf<"evidence">;
export type Deliverable = RecordOf<"deliverable">;
export type StatusCall = RecordOf<"statusCall">;
export type ContradictionAnswer = RecordOf<"contradictionAnswer">;
export type StatedDate = RecordOf<"statedDate">;
export type Webhook = RecordOf<"webhook">;
export type KeptEstimate = RecordOf<"keptEstimate">;
export type StatusReport = RecordOf<"statusReport">;
export type KeptSource = RecordOf<"keptSource">;
