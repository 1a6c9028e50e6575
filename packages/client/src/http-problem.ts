/** What went wrong when a server was asked, with the sentence that people read. */

/** An answer that is not what was asked for. `status` 0: the server could not be reached at all. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: string;
  /** The whole problem document, for members such as `conflicts`. */
  readonly body: Readonly<Record<string, unknown>>;
  constructor(status: number, code: string, message: string, body: Readonly<Record<string, unknown>>) {
    super(message);
    this.status = status;
    this.code = code;
    this.body = body;
  }
}

/** Makes the problem that an answer with an error status tells about. */
export function problemOf(status: number, body: unknown): HttpProblem {
  const fields = isObject(body) ? body : {};
  const told = fields["detail"] ?? fields["title"];
  const message = typeof told === "string" ? told : `The server answered with the status ${status} and no explanation.`;
  return new HttpProblem(status, typeof fields["code"] === "string" ? fields["code"] : `http/${status}`, message, fields);
}

/** Statuses that the same request may get past when it is sent again; 0: no answer. */
const PASSING: ReadonlySet<number> = new Set([0, 408, 425, 429, 502, 503, 504, 507]);

/** Whether asking again later may help. */
export function isPassing(problem: unknown): boolean {
  return problem instanceof HttpProblem && PASSING.has(problem.status);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
