/** Asks a server over many kept connections as fast as it answers, and tells how long the answers took. */
import { Agent, request, type IncomingHttpHeaders } from "node:http";

export interface LoadAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly milliseconds: number;
}

export interface LoadAsk {
  readonly method: string;
  readonly path: string;
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface LoadClient {
  readonly ask: (wish: LoadAsk) => Promise<LoadAnswer>;
  readonly close: () => void;
}

/** One connection that is kept. */
export function loadClient(address: string): LoadClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { hostname, port } = new URL(address);
  const ask = ({ method, path, body, headers }: LoadAsk): Promise<LoadAnswer> =>
    new Promise((resolve, reject) => {
      const begin = performance.now();
      const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
      const asked = request({ agent, hostname, port, method, path, headers: { ...length, ...headers } }, (response) => {
        const pieces: Buffer[] = [];
        response.on("data", (piece: Buffer) => pieces.push(piece));
        response.on("error", reject);
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces), milliseconds: performance.now() - begin }));
      });
      asked.on("error", reject);
      asked.end(body);
    });
  return { ask, close: () => agent.destroy() };
}

/** The value below which the given share of all lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
