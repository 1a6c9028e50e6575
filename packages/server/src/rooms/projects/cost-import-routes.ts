/** The HTTP address that looks at a ledger of actual costs before anything of it is stored. Storing is a command like any other: `saveRecords`. */
import { Readable } from "node:stream";
import { z } from "zod";
import { costType } from "@leadline/engine/model/cost/money.ts";
import { LEDGER_FIELDS } from "@leadline/formats/ledger/ledger-fields.ts";
import type { LedgerWishes } from "@leadline/formats/ledger/ledger-preview.ts";
import { HttpProblem } from "../../http/problem-to-status.ts";
import { answers, sendAnswer, type Api } from "../../http/route.ts";
import { receiveUpload } from "../../import/upload.ts";
import { load } from "./load.ts";
import { importProblem, tooLarge } from "./plan-files.ts";
import { readRecordsText } from "./queries.ts";
import { params, problemList, type ProjectsRoom } from "./route-parts.ts";

const fieldName = z.enum(LEDGER_FIELDS.map(({ field }) => field));

/** Answers to the questions of an earlier look. */
const wishesSchema = z.strictObject({
  fields: z.record(z.string().regex(/^\d{1,3}$/), fieldName.nullable()),
  dates: z.enum(["dmy", "mdy"]),
  decimals: z.enum(["point", "comma"]),
  sheet: z.string().max(100),
  negative: z.enum(["refund", "spent"]),
  costTypes: z.record(z.string().max(1000), costType),
  costType,
  unknownTasks: z.literal("project"),
  duplicates: z.enum(["leave out", "keep"]),
  leaveOut: z.array(z.number().int().min(1)).max(20_000),
}).partial();

const previewSchema = z.looseObject({
  sheets: z.array(z.string()),
  sheet: z.string(),
  mapping: z.looseObject({ headerRow: z.number(), columns: z.array(z.looseObject({ column: z.number(), letter: z.string(), header: z.string(), examples: z.array(z.string()) })) }),
  questions: z.array(z.looseObject({ kind: z.string(), message: z.string() })),
  refusals: problemList.describe("Rows that cannot be stored; while there is one, there are no postings."),
  notes: problemList,
  totals: z.array(z.looseObject({ currency: z.string(), rows: z.number(), spentCents: z.number(), refundedCents: z.number(), netCents: z.number() })),
  isReady: z.boolean().describe("Nothing is open and nothing refused."),
  postings: z.array(z.looseObject({ row: z.number(), record: z.looseObject({ name: z.string(), day: z.number(), costType: z.string(), amountCents: z.number() }) })).describe("Records of the kind actualCost without ids, for saveRecords."),
});

export function costImportRoutes(api: Api, room: ProjectsRoom): void {
  void api.register((uploads, _options, done) => {
    // Uploads come as they are, whatever they say they are: the reader looks at the content.
    uploads.removeAllContentTypeParsers();
    uploads.addContentTypeParser("*", (_request, payload, parsed) => parsed(null, payload));
    previewRoute(uploads, room);
    done();
  });
}

function previewRoute(api: Api, room: ProjectsRoom): void {
  api.post(
    "/projects/:id/cost-imports/preview",
    {
      config: { permission: "costs.read", isUpload: true },
      schema: {
        operationId: "previewCostImport",
        summary: "Look at a ledger of actual costs (CSV or XLSX, the request's body): columns, questions, totals; stores nothing",
        consumes: ["application/octet-stream"],
        params,
        querystring: z.strictObject({ name: z.string().min(1).max(255).describe("The file's name."), wishes: z.string().max(60_000).optional().describe("Answers to questions, as JSON: fields, dates, decimals, sheet, negative, costTypes, costType, unknownTasks, duplicates, leaveOut.") }),
        response: answers({ 200: previewSchema }),
      },
    },
    async (request, reply) => {
      const { actor } = request;
      const { id } = request.params;
      const wishes = wishesOf(request.query.wishes);
      const { records, projectKey } = await room.database.inWorkspace(actor.workspaceId, async (tx) => {
        const row = await load(tx, actor, "costs.read", "project", id);
        return { records: await readRecordsText(tx, row.id), projectKey: row.key };
      });
      const { body } = request;
      const { limits, uploadFolder, workers } = room.files;
      const upload = await receiveUpload(body instanceof Readable ? body : Readable.from([]), uploadFolder, { maxBytes: limits.maxBytes, announcedBytes: Number(request.headers["content-length"] ?? 0), tooLarge });
      try {
        const result = await workers.ledger({ kind: "ledger", path: upload.path, maxBytes: limits.maxBytes, records, projectKey, wishes });
        if (!result.ok) throw importProblem(result.problem);
        return sendAnswer(reply, { status: 200, body: { ...result.preview } });
      } finally {
        upload.remove();
      }
    },
  );
}

function wishesOf(text: string | undefined): LedgerWishes {
  if (text === undefined) return {};
  const read = wishesSchema.safeParse(jsonOf(text));
  if (!read.success) throw new HttpProblem("request/invalid", `The answers in “wishes” do not fit: ${z.prettifyError(read.error).replace(/\s+/g, " ").slice(0, 300)}`);
  // What is left out is left out; nothing is there as undefined.
  return JSON.parse(JSON.stringify(read.data)) as LedgerWishes;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpProblem("request/invalid", "The answers in “wishes” are not JSON.");
  }
}
