/** An entry of the issue log: what has happened and stands in the way, how bad it is, who sees to it, by when, and who was told. */
import { z } from "zod";
import { dayNumber, id, line, text } from "../fields.ts";

/** 1 stops the project, 2 hurts date, cost or a result, 3 hinders, 4 is a blemish. */
const severity = z.number().int().min(1, "a severity runs from 1 (worst) to 4").max(4, "a severity runs from 1 (worst) to 4");

/** Somebody was told because a rule said so. */
const toldEntry = z.strictObject({
  ruleId: id,
  day: dayNumber,
  /** Whom the rule names. */
  whom: line,
  /** Pseudonyms of those who got a mail; empty where no mail is set up. */
  mailedTo: z.array(line).max(200),
});

export const issueItemSchema = z.strictObject({
  id,
  /** I-1, I-2, … */
  code: line.min(1),
  /** An issue hinders the project, a defect is a fault in a result, a question waits for an answer. */
  kind: z.enum(["issue", "defect", "question"]),
  title: line,
  severity,
  state: z.enum(["open", "inProgress", "resolved", "closed"]),
  owner: line.optional(),
  raisedBy: line.optional(),
  raisedDay: dayNumber.optional(),
  dueDay: dayNumber.optional(),
  /** Since when it is resolved or closed. */
  endedDay: dayNumber.optional(),
  description: text.optional(),
  /** What was done about it, or the answer. */
  resolution: text.optional(),
  taskIds: z.array(id).max(10_000),
  riskIds: z.array(id).max(1000),
  changeRequestIds: z.array(id).max(1000),
  told: z.array(toldEntry).max(500).optional(),
});
