/** Every operation of the server as a typed call, by its name in the API's description. */
import { ROUTES, type Operations } from "./api-shapes.ts";
import type { Transport } from "./transport.ts";

export type OperationName = keyof Operations;
export type AnswerOf<K extends OperationName> = Operations[K]["answer"];

export interface CallOptions {
  /** Idempotency-Key of a write; a fresh one where it is not given. Give one to send the same write again. */
  readonly key?: string;
  readonly signal?: AbortSignal;
}

type RequestOf<K extends OperationName> = Operations[K]["request"] & CallOptions;
/** Nothing needs to be given where nothing is required. */
type Given<K extends OperationName> = Record<string, never> extends Operations[K]["request"] ? [request?: RequestOf<K>] : [request: RequestOf<K>];

/** `client("renameProject", { params: { id }, body: { name }, ifMatch: 7 })`. Rejects with `HttpProblem` only. */
export type ApiClient = <K extends OperationName>(operation: K, ...given: Given<K>) => Promise<AnswerOf<K>>;

export interface ClientParts {
  readonly ask: Transport;
  /** Makes keys of writes: random, at most 50 letters, digits or hyphens. */
  readonly newKey: () => string;
}

/** A request as all operations have it. */
interface AnyRequest extends CallOptions {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly ifMatch?: number;
}

export function apiClient({ ask, newKey }: ClientParts): ApiClient {
  return (operation, ...given) => {
    const request: AnyRequest = given[0] ?? {};
    const [method, path] = ROUTES[operation];
    return ask(addressOf(path, request), {
      method,
      ...(request.body !== undefined && { body: request.body }),
      ...(method !== "GET" && { idempotencyKey: request.key ?? newKey() }),
      ...(request.ifMatch !== undefined && { ifMatch: request.ifMatch }),
      ...(request.signal && { signal: request.signal }),
    });
  };
}

/** Ids are written so that none of them can lead to another address. */
export function addressOf(path: string, { params = {}, query = {} }: Pick<AnyRequest, "params" | "query">): string {
  const filled = path.replace(/\{(\w+)\}/g, (_match, name: string) => segmentOf(params[name] ?? ""));
  const words = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`]));
  return words.length === 0 ? filled : `${filled}?${words.join("&")}`;
}

/** A dot or two alone would be read as "here" and "one up". */
function segmentOf(id: string): string {
  return /^\.{1,2}$/.test(id) || id === "" ? "%00" : encodeURIComponent(id);
}

/** All pages of a list, one after the other, at most a thousand. */
export async function* pagesOf<P extends { readonly nextCursor: string | null }>(page: (cursor: string | undefined) => Promise<P>): AsyncGenerator<P> {
  let cursor: string | undefined;
  for (let count = 0; count < 1000; count += 1) {
    const answer = await page(cursor);
    yield answer;
    if (answer.nextCursor === null) return;
    cursor = answer.nextCursor;
  }
}
