/** Lists in pages: how a request asks for the next one, and what a cursor is made of. */
import { z } from "zod";
import { HttpProblem } from "./problem-to-status.ts";

export const MAX_PAGE = 500;
const USUAL_PAGE = 100;

/** `?cursor=&limit=` of every list that can grow. */
export const pageQuery = z.strictObject({
  cursor: z.string().max(500).optional().describe("nextCursor of the page before."),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).optional().describe(`At most so many; ${USUAL_PAGE} unless given.`),
});

export const nextCursor = z.string().nullable().describe("Asks for the next page; null on the last one.");

export function limitOf(query: { readonly limit?: number | undefined }): number {
  return query.limit ?? USUAL_PAGE;
}

/**
 * Cuts a page out of rows that were asked for with one more than the limit. `placeOf` says where the next page begins:
 * facts of the last row alone, so that a cursor holds nothing that its reader has not seen.
 */
export function pageOf<R>(rows: readonly R[], limit: number, placeOf: (row: R) => unknown): { readonly page: readonly R[]; readonly nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { page, nextCursor: rows.length > limit && last !== undefined ? Buffer.from(JSON.stringify(placeOf(last))).toString("base64url") : null };
}

/** Where the page begins that a cursor asks for; `undefined` means at the beginning. */
export function placeOfCursor<T>(cursor: string | undefined, schema: z.ZodType<T>): T | undefined {
  if (cursor === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch {
    throw new HttpProblem("request/invalid", "The cursor is none that this list has given. Begin without one.");
  }
}
