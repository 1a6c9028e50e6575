/** Addresses of a project's issue log and of its diagnosis, and what the latter's may hold. */

export const ISSUES_ADDRESS = "/p/$key/issues/$view";
export const DIAGNOSIS_ADDRESS = "/p/$key/diagnosis/$view";

/** Revisions that the windows begin and end at; without them the newest status dates. */
export interface SpanSearch {
  readonly from?: string;
  readonly to?: string;
}

export function readSpan(search: Readonly<Record<string, unknown>>): SpanSearch {
  const revision = (name: "from" | "to"): SpanSearch => (typeof search[name] === "string" && /^\d{1,15}$/.test(search[name]) ? { [name]: search[name] } : {});
  return { ...revision("from"), ...revision("to") };
}
