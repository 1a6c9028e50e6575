/** Where failures cross the HTTP wall: every problem code that an answer can carry, with its status and title. */

export const PROBLEMS = {
  "request/invalid": [400, "The request is not valid"],
  "request/unknown-field": [400, "The request names an unknown field"],
  "request/malformed": [400, "The request cannot be read"],
  "idempotency/missing": [400, "The Idempotency-Key is missing"],
  "session/none": [401, "Nobody is signed in"],
  "sign-in/wrong": [401, "That did not fit"],
  "origin/foreign": [403, "Not from this page"],
  "session/second-factor": [403, "A second factor is missing"],
  "session/proof-needed": [403, "Prove once more that it is you"],
  "permission/missing": [403, "Not allowed"],
  "not-found": [404, "Not found"],
  "project/deleted": [404, "The project was deleted"],
  "method/not-allowed": [405, "Not possible here"],
  "request/too-slow": [408, "The request came too slowly"],
  "change/conflict": [409, "Somebody else changed the same"],
  "revision/ahead": [409, "The revision does not exist"],
  "project/key-taken": [409, "The key is taken"],
  "access/changed": [409, "The rights were changed meanwhile"],
  "project/changed": [409, "The project was changed meanwhile"],
  "request/too-large": [413, "Too large"],
  "request/media-type": [415, "Unknown kind of content"],
  "change/refused": [422, "Not possible in this plan"],
  "text/unstorable": [422, "A text cannot be stored"],
  "idempotency/other-request": [422, "The Idempotency-Key was used before"],
  "access/refused": [422, "Not possible in this workspace"],
  "attachment/no-room": [422, "No room for more files"],
  "attachment/infected": [422, "The file is harmful"],
  "import/refused": [422, "The file cannot be imported"],
  "revision/missing": [428, "The revision is missing"],
  "rate/limited": [429, "Too many attempts"],
  "request/too-many-headers": [431, "The request's headers are too large"],
  "log/contradicted": [500, "The log contradicts what was signed"],
  "server/bug": [500, "A mistake of ours"],
  "storage/unreachable": [503, "The database does not answer"],
  "scanner/silent": [503, "The virus scanner does not answer"],
  "storage/busy": [503, "The project is busy"],
  "server/stopping": [503, "The server is stopping"],
  "storage/full": [507, "No space left"],
} as const satisfies Readonly<Record<string, readonly [status: number, title: string]>>;

export type ProblemCode = keyof typeof PROBLEMS;

/** A failure that the asker is told: `detail` is the sentence that the screen shows. */
export class HttpProblem extends Error {
  readonly code: ProblemCode;
  /** More members of the answer, beside the standard ones. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(code: ProblemCode, detail: string, more: Readonly<Record<string, unknown>> = {}) {
    super(detail);
    this.code = code;
    this.more = more;
  }
}

/** The body of an answer after RFC 9457. A finer code of the engine or the readers may stand in `more.code`. */
export function problemBody(problem: HttpProblem): { readonly status: number; readonly body: Readonly<Record<string, unknown>> } {
  const [status, title] = PROBLEMS[problem.code];
  const code = typeof problem.more["code"] === "string" ? problem.more["code"] : problem.code;
  return { status, body: { type: `urn:leadline:problem:${code}`, title, status, detail: problem.message, ...problem.more, code } };
}
