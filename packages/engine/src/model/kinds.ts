/** The names of the record kinds, without their schemas: what only walks over records need not load the checking of them. */
import type { Kind } from "./records.ts";

/** One entry per kind, in the canonical order; the compiler refuses a list that lacks one. */
const EVERY_KIND: { readonly [K in Kind]: true } = {
  settings: true,
  calendar: true,
  task: true,
  link: true,
  resource: true,
  assignment: true,
  baseline: true,
  taskBaseline: true,
  riskItem: true,
  qualityGate: true,
  procurementItem: true,
  budgetLine: true,
  actualCost: true,
  purchaseOrder: true,
  reserve: true,
  reserveDrawdown: true,
  currencyRate: true,
  controlAccount: true,
  businessCase: true,
  benefit: true,
  correlationGroup: true,
  planBranch: true,
  calendarRisk: true,
  resourceAbsence: true,
  scenario: true,
  changeRequest: true,
  decision: true,
  lesson: true,
  commitment: true,
  negotiation: true,
  issueItem: true,
  rootCause: true,
  delayEvent: true,
  keptSource: true,
};

export const KINDS = Object.keys(EVERY_KIND) as readonly Kind[];
