/** The one way in which the server calls other servers: address checked and pinned, no redirects unless allowed, little time, little data. */
import { lookup } from "node:dns/promises";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { connect as connectPlain, isIP, type Socket } from "node:net";
import { connect as connectSecurely } from "node:tls";
import { outsideUrl, pinAddress, type AddressRules, type PinnedAddress } from "./outside-address.ts";
import { OutsideFailure } from "./outside-failure.ts";

export interface OutsideCall {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Sent to the first server alone where they hold credentials. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Media types that are taken; any other answer is thrown away unread. An empty answer needs none. */
  readonly accept: readonly string[];
  /** How many redirects are followed; 0 unless given. Each one is checked like the first address. */
  readonly redirects?: number;
}

export interface OutsideAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Where the answer came from, after redirects. */
  readonly url: string;
}

/** What calls need of the machine; tests bring their own. */
export interface OutsideParts extends AddressRules {
  /** Opens a connection to exactly this address. */
  readonly connect: (address: string, port: number) => Socket;
  readonly maxMilliseconds: number;
  readonly maxBytes: number;
}

export type CallOutside = (address: string, call: OutsideCall) => Promise<OutsideAnswer>;

const MAX_MILLISECONDS = 5000;
const MAX_BYTES = 1024 * 1024;
const PORTS = [443, 80];
/** Headers that prove who we are: never for another server than the one that was asked. */
const CREDENTIALS = new Set(["authorization", "cookie", "proxy-authorization", "x-api-key"]);

/** `trusted`: `host:port` pairs that the operator vouches for (LEADLINE_OUTBOUND_ALLOW). */
export function outsideCaller(trusted: readonly string[] = [], parts: Partial<OutsideParts> = {}): CallOutside {
  const all: OutsideParts = {
    ports: PORTS,
    trusted: new Set(trusted),
    resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
    connect: (address, port) => connectPlain({ host: address, port }),
    maxMilliseconds: MAX_MILLISECONDS,
    maxBytes: MAX_BYTES,
    ...parts,
  };
  return (address, call) => withinTime(all.maxMilliseconds, (signal) => follow(all, outsideUrl(address), call, signal));
}

/** One limit for everything together: name, connection, redirects, answer. */
async function withinTime<T>(milliseconds: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const life = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooSlow = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new OutsideFailure("outbound/too-slow", `The other server did not answer within ${milliseconds / 1000} seconds. Try again later.`));
      life.abort();
    }, milliseconds);
  });
  try {
    return await Promise.race([work(life.signal), tooSlow]);
  } finally {
    clearTimeout(timer);
    life.abort();
  }
}

async function follow(parts: OutsideParts, first: URL, call: OutsideCall, signal: AbortSignal): Promise<OutsideAnswer> {
  let url = first;
  for (let left = call.redirects ?? 0; ; left -= 1) {
    const pinned = await pinAddress(url, parts);
    const answer = await callOnce(parts, pinned, url.origin === first.origin ? call : withoutCredentials(call), signal);
    const next = redirectOf(answer, url);
    if (next === undefined) return answer;
    if (left <= 0) throw new OutsideFailure("outbound/redirected", `${url.host} sends the caller on to another address, which Leadline does not follow. Give the final address.`);
    if (call.body !== undefined || (call.method ?? "GET") !== "GET") throw new OutsideFailure("outbound/redirected", `${url.host} sends the caller on to another address; what was to be sent there was not sent.`);
    if (url.protocol === "https:" && next.protocol !== "https:") throw new OutsideFailure("outbound/redirected", `${url.host} sends the caller on to an address without encryption, which Leadline does not follow.`);
    url = next;
  }
}

function redirectOf({ status, headers }: OutsideAnswer, from: URL): URL | undefined {
  const target = headers["location"];
  if (![301, 302, 303, 307, 308].includes(status) || target === undefined) return undefined;
  if (!URL.canParse(target, from.href)) throw new OutsideFailure("outbound/redirected", `${from.host} sends the caller on to something that is no address.`);
  return outsideUrl(new URL(target, from).href);
}

function withoutCredentials({ headers = {}, ...call }: OutsideCall): OutsideCall {
  return { ...call, headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !CREDENTIALS.has(name.toLowerCase()))) };
}

function callOnce(parts: OutsideParts, { url, address, port }: PinnedAddress, call: OutsideCall, signal: AbortSignal): Promise<OutsideAnswer> {
  return new Promise((resolve, reject) => {
    const fail = (failure: unknown): void => {
      reject(failure instanceof OutsideFailure ? failure : new OutsideFailure("outbound/unreachable", `${url.host} cannot be reached, or broke off. Check the address, or try again later.`, { cause: failure }));
      asking.destroy();
    };
    const asking = httpRequest({
      method: call.method ?? "GET",
      path: `${url.pathname}${url.search}`,
      headers: { accept: call.accept.join(", "), "user-agent": "Leadline", ...lowerCase(call.headers ?? {}), host: url.host, "accept-encoding": "identity", connection: "close" },
      // Given this and no agent, Node makes one connection for one request: nothing is reused, no proxy is asked.
      createConnection: () => open(parts, url, address, port),
      maxHeaderSize: 16_384,
      signal,
    });
    asking.on("error", fail);
    asking.on("response", (answer) => readAnswer(answer, url, call.accept, parts.maxBytes).then(resolve, fail));
    asking.end(call.body);
  });
}

/** The certificate must be for the name that was asked for; the connection goes to the address that was checked. */
function open(parts: OutsideParts, url: URL, address: string, port: number): Socket {
  const socket = parts.connect(address, port);
  if (url.protocol === "http:") return socket;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return connectSecurely({ socket, ...(isIP(host) === 0 ? { servername: host } : { host }), ALPNProtocols: ["http/1.1"], minVersion: "TLSv1.2" });
}

async function readAnswer(answer: IncomingMessage, url: URL, accept: readonly string[], maxBytes: number): Promise<OutsideAnswer> {
  const status = answer.statusCode ?? 0;
  const headers = Object.fromEntries(Object.entries(answer.headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]])));
  if (status >= 300 && status < 400) {
    answer.destroy();
    return { status, headers, body: Buffer.alloc(0), url: url.href };
  }
  const tooLarge = (): OutsideFailure => new OutsideFailure("outbound/too-large", `${url.host} answered with more than ${Math.round(maxBytes / 1024)} KB, so the answer was thrown away.`);
  if (Number(headers["content-length"] ?? 0) > maxBytes) throw tooLarge();
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of answer) {
    if (bytes === 0) refuseOtherContent(headers, url, accept);
    bytes += piece.length;
    if (bytes > maxBytes) throw tooLarge();
    pieces.push(piece);
  }
  return { status, headers, body: Buffer.concat(pieces), url: url.href };
}

function refuseOtherContent(headers: Readonly<Record<string, string>>, url: URL, accept: readonly string[]): void {
  const mediaType = (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const encoding = headers["content-encoding"] ?? "identity";
  if (encoding === "identity" && accept.includes(mediaType)) return;
  throw new OutsideFailure("outbound/content-type", `${url.host} answered with something else than ${accept.join(" or ")}, so the answer was thrown away.`);
}

function lowerCase(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
