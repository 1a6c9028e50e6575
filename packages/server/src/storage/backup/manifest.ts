/** What a backup says about itself: every part with its hash and count, the schema it fits, and the roots of the logs. */
import { createHash } from "node:crypto";
import { z } from "zod";

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().min(0);

export const manifestSchema = z.strictObject({
  format: z.literal("leadline-backup/1"),
  program: z.string(),
  madeAt: z.string(),
  /** Version of the PostgreSQL that it was read from. */
  postgres: z.string(),
  migrations: z.array(z.strictObject({ version: count, name: z.string(), fingerprint: z.string() })),
  tables: z.array(z.strictObject({ table: z.string(), part: z.string(), rows: count, bytes: count, sha256: hex, contentSha256: hex })),
  files: z.array(z.strictObject({ path: z.string(), part: z.string(), bytes: count, sha256: hex })),
  logs: z.array(z.strictObject({ workspaceId: z.string(), log: z.string(), size: count, root: hex })),
});

export type Manifest = z.infer<typeof manifestSchema>;

export const MANIFEST_PART = "manifest.json";
/** Its hash in a part of its own, as sha256sum writes and checks it. */
export const MANIFEST_HASH_PART = "manifest.json.sha256";

export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, undefined, 1)}\n`;
}

export function manifestHashText(text: string): string {
  return `${createHash("sha256").update(text).digest("hex")}  ${MANIFEST_PART}\n`;
}

/** One sentence for a person: how much is in it. */
export function contentsOf(manifest: Manifest): string {
  const rowsOf = (table: string): number => manifest.tables.find((one) => one.table === table)?.rows ?? 0;
  const files = rowsOf("leadline.attachment");
  const parts = [plural(rowsOf("leadline.project"), "project"), plural(rowsOf("leadline.record"), "record"), plural(rowsOf("leadline.change"), "log entry", "log entries")];
  return [...parts, ...(files > 0 ? [plural(files, "attached file")] : [])].join(", ");
}

function plural(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en-US")} ${number === 1 ? one : many}`;
}
