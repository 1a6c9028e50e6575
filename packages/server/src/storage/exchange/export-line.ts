/** The lines of an export file: what each says, and the row of a table that it stands for. */
import { KINDS } from "@leadline/engine/model/kinds.ts";
import { z } from "zod";

const id = z.string().min(1).max(64);
const revision = z.number().int().min(0);
const moment = z.string().min(10).max(40).describe("UTC, ISO 8601.");
const hex = z.string().regex(/^[0-9a-f]{64}$/);
const anything = z.record(z.string(), z.unknown());

/** The tables without a line type of their own, with what they hold. */
export const ROW_TABLES = ["change_text", "change_tree", "workspace_change", "workspace_change_text", "workspace_tree", "checkpoint", "attachment_content", "attachment_piece", "attachment", "forecast", "status_policy"] as const;

export const exportLineSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("header"), format: z.literal("leadline-export/1"), program: z.string(), exportedAt: moment, workspace: z.strictObject({ name: z.string() }) }).describe("First line."),
  z
    .strictObject({
      type: z.literal("project"),
      id,
      key: z.string().regex(/^[A-Z][A-Z0-9]{0,9}$/),
      name: z.string(),
      revision: revision.describe("Number of the last entry of the project's log."),
      origin: z.string(),
      isSample: z.boolean(),
      taskCount: z.number().int(),
      startMinute: z.number().int().describe("Minutes since 1970-01-01T00:00, local wall clock."),
      finishMinute: z.number().int(),
      createdAt: moment,
      updatedAt: moment,
      deletedAt: moment.nullable(),
    })
    .describe("A project, deleted ones too."),
  z.strictObject({ type: z.literal("record"), projectId: id, kind: z.enum(KINDS), revision, record: z.looseObject({ id }) }).describe("A record of a plan, as in the project's JSON download."),
  z
    .strictObject({
      type: z.literal("entry"),
      projectId: id,
      revision: revision.min(1),
      at: moment,
      actor: z.string(),
      label: z.string().nullable(),
      requestKey: z.string(),
      leaf: z.string().describe("Exactly the bytes that were hashed, as text."),
      leafHash: hex.describe("SHA-256 over a zero byte and the leaf (RFC 6962)."),
    })
    .describe("An entry of a project's log."),
  z.strictObject({ type: z.literal("report"), projectId: id, report: anything, problems: z.array(z.unknown()), createdAt: moment }).describe("What was said when the project was imported."),
  z.strictObject({ type: z.literal("row"), table: z.enum(ROW_TABLES), row: anything }).describe("A row of a table; bytes in hexadecimal after \\x."),
  z.strictObject({ type: z.literal("end"), lines: z.number().int().min(1), sha256: hex.describe("Of the bytes of all lines before this one."), state: hex.describe("The canonical hash.") }).describe("Last line."),
]);

export type ExportLine = z.infer<typeof exportLineSchema>;
export type Row = Readonly<Record<string, unknown>>;

/** Tables in the order of their lines. */
export const LINE_TABLES = ["project", "record", "change", "import_report", ...ROW_TABLES] as const;
export type LineTable = (typeof LINE_TABLES)[number];

/** Tables that an export leaves out: they belong to the installation, not to its contents. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  workspace: "its name is in the header",
  installation: "says which workspace opens without sign-in",
  idempotency: "answers of the last 24 hours",
  job: "work behind the screen",
  member: "people belong to the installation that they sign in to",
  role: "says what its members may do",
  project_member: "says what its members may do",
  invitation: "asks people into the installation",
  team_estimate: "is taken over into the plan, which is exported; until then it is blind",
  team_estimate_person: "people belong to the installation that they sign in to",
  team_estimate_answer: "blind until it is shown; what was taken over stands in the plan",
  report_schedule: "sends mails from the installation that it was set up in",
  api_token: "opens the installation",
  share_link: "opens the installation",
};

export function lineOf(table: LineTable, row: Row): ExportLine {
  const { workspace_id: _ours, ...fields } = row;
  switch (table) {
    case "project":
      return exportLineSchema.parse({ type: "project", ...renamed(fields, toCamel) });
    case "record":
      return exportLineSchema.parse({ type: "record", projectId: fields["project_id"], kind: fields["kind"], revision: fields["revision"], record: fields["data"] });
    case "change":
      return exportLineSchema.parse({ type: "entry", ...renamed(fields, toCamel), leaf: bytesOf(fields["leaf"]).toString("utf8"), leafHash: bytesOf(fields["leaf_hash"]).toString("hex") });
    case "import_report":
      return exportLineSchema.parse({ type: "report", ...renamed(fields, toCamel) });
    default:
      return { type: "row", table, row: fields };
  }
}

/** The row that a line stands for, in a workspace; nothing for the first and the last line. */
export function rowOf(line: ExportLine, workspaceId: string): { readonly table: LineTable; readonly row: Row } | undefined {
  const ours = { workspace_id: workspaceId };
  switch (line.type) {
    case "header":
    case "end":
      return undefined;
    case "row":
      return { table: line.table, row: { ...line.row, ...ours } };
    case "record":
      return { table: "record", row: { ...ours, project_id: line.projectId, kind: line.kind, id: line.record.id, data: line.record, revision: line.revision } };
    case "entry": {
      const { type: _type, leaf, leafHash, ...fields } = line;
      return { table: "change", row: { ...ours, ...renamed(fields, toSnake), leaf: `\\x${Buffer.from(leaf, "utf8").toString("hex")}`, leaf_hash: `\\x${leafHash}` } };
    }
    default: {
      const { type, ...fields } = line;
      return { table: type === "project" ? "project" : "import_report", row: { ...ours, ...renamed(fields, toSnake) } };
    }
  }
}

export function tableOf(line: ExportLine): LineTable | undefined {
  return rowOf(line, "")?.table;
}

/** Bytes as PostgreSQL writes them into JSON. */
function bytesOf(value: unknown): Buffer {
  return Buffer.from(String(value).slice(2), "hex");
}

function renamed(row: Row, rename: (name: string) => string): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [rename(name), value]));
}

function toCamel(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_whole, letter: string) => letter.toUpperCase());
}

function toSnake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
