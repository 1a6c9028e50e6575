/** How reports travel: loosely described here, exactly by the engine's types, for they are read as they were frozen. */
import type { PublishedReport, ReportDraft } from "@leadline/engine/report/report.ts";
import { z } from "zod";

const calls = z.enum(["onTrack", "atRisk", "offTrack", "noEvidence"]);
const frozen = z.looseObject({ format: z.string(), project: z.string(), number: z.number().int(), asOf: z.number().describe("Whole minutes of the wall clock since 1970, as in records.") });
const needSchema = z.object({ kind: z.enum(["call", "explanation", "answer"]), sentence: z.string(), ruleId: z.string().optional(), subject: z.string().optional() });
const sentenceSchema = z.object({ id: z.string(), text: z.string(), numbers: z.array(z.string()).describe("Ids of numbers of the report.") });

export const draftSchema = z.object({
  revision: z.number().int().describe("Of the plan that it was drafted from; give it to publish."),
  draft: z.object({ body: frozen, costs: z.looseObject({}).optional().describe("Absent where the asker may not see costs."), headlines: z.array(sentenceSchema), needs: z.array(needSchema) }),
});

const replacedSchema = z.object({ version: z.number().int(), event: z.enum(["corrected", "withdrawn"]), at: z.number(), reason: z.string() });
const factsSchema = z.object({
  id: z.string(),
  number: z.number().int(),
  version: z.number().int(),
  event: z.enum(["published", "corrected", "withdrawn"]),
  asOf: z.number().describe("The data date: whole minutes of the wall clock since 1970."),
  at: z.number().describe("Milliseconds since 1970, UTC."),
  by: z.string().describe("Id of a member."),
  reason: z.string().optional(),
  replacedBy: replacedSchema.optional().describe("The version that stands instead of this one."),
});
export const listedSchema = factsSchema.extend({ headline: z.string().optional(), computed: calls.optional(), call: calls.optional() });
export const reportSchema = factsSchema.extend({ content: frozen.optional().describe("Absent where it was withdrawn."), costs: z.looseObject({}).optional() });
export const proofSchema = z.object({ size: z.number().int(), words: z.string().describe("Eight words of the root of the log."), at: z.string(), entry: z.number().int() });

/** What a withdrawn report, or somebody's rights, leave of it. */
export function shownReport(report: PublishedReport, { seesCosts, isWithdrawn }: { readonly seesCosts: boolean; readonly isWithdrawn: boolean }): PublishedReport {
  const { content, costs, ...facts } = report;
  return { ...facts, ...(content && !isWithdrawn && { content }), ...(costs && seesCosts && !isWithdrawn && { costs }) };
}

/** A line of the list. */
export function listedReport({ content, costs: _costs, ...facts }: PublishedReport): z.infer<typeof listedSchema> {
  return looseAnswer(listedSchema, { ...facts, ...(content && { headline: content.headline.text, computed: content.computed.value, ...(content.manager && { call: content.manager.call }) }) });
}

export function draftAnswer(made: { readonly revision: number; readonly draft: ReportDraft }): z.infer<typeof draftSchema> {
  return looseAnswer(draftSchema, made);
}

export function reportAnswer(report: PublishedReport): z.infer<typeof reportSchema> {
  return looseAnswer(reportSchema, report);
}

/** The wall: types of the engine are readonly and exact, those of an answer are neither. */
function looseAnswer<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  return schema.parse(JSON.parse(JSON.stringify(value)));
}
