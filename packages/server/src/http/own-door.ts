/** The door: who asks for this server by its own name, and from its own pages, gets in. */
import { isIP } from "node:net";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { HttpProblem } from "./problem-to-status.ts";

export interface Door {
  readonly port: () => number;
  /** The address that people type, where the operator said so. */
  readonly publicOrigin: string | undefined;
  /** Other machines can reach this one: then its numeric addresses are names of its own as well. */
  readonly isOpen: boolean;
}

const LOCAL_NAMES = ["localhost", "127.0.0.1", "[::1]"];
const READING = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a foreign Host (a name that an attacker pointed at this machine), a foreign or `null` Origin (another site's
 * script) and what the browser itself marks as coming from another site. Programs that send no Origin may ask.
 */
export function admitOwnPages(app: FastifyInstance, door: Door): void {
  app.addHook("onRequest", (request, _reply, done) => {
    const reason = refusalOf(request, door);
    done(reason === undefined ? undefined : new HttpProblem("origin/foreign", reason));
  });
}

/** Why a request is not let in; `undefined` lets it in. */
export function refusalOf(request: Pick<FastifyRequest, "method" | "url" | "headers">, door: Door): string | undefined {
  const { host, origin } = request.headers;
  if (host === undefined || !isOwnName(host.toLowerCase(), door)) {
    const port = door.port();
    return door.publicOrigin === undefined ? `This Leadline answers only as http://127.0.0.1:${port} and http://localhost:${port}, on the machine where it runs.` : `This Leadline answers as ${door.publicOrigin}, and as http://127.0.0.1:${port} on the machine where it runs.`;
  }
  if (origin !== undefined && !isOwnOrigin(origin, door)) return "The request comes from a page that is not Leadline's own, so it was refused.";
  return isFromAnotherSite(request) ? "The request was caused by another site, so it was refused." : undefined;
}

function isOwnName(host: string, { port, publicOrigin, isOpen }: Door): boolean {
  if (publicOrigin !== undefined && new URL(publicOrigin).host === host) return true;
  if (LOCAL_NAMES.some((name) => host === `${name}:${port()}` || (port() === 80 && host === name))) return true;
  // Whoever points a name of theirs at this machine has a name, not a number.
  return isOpen && isIP(host.replace(/:\d+$/, "").replace(/^\[|\]$/g, "")) !== 0;
}

function isOwnOrigin(origin: string, door: Door): boolean {
  if (origin === door.publicOrigin) return true;
  return URL.canParse(origin) && new URL(origin).origin === origin && new URL(origin).protocol === "http:" && isOwnName(new URL(origin).host, door);
}

/** Following a link to our pages is the one thing that another site may cause. */
function isFromAnotherSite({ method, url, headers }: Pick<FastifyRequest, "method" | "url" | "headers">): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== "cross-site" && site !== "same-site") return false;
  const isLinkToPage = READING.has(method) && headers["sec-fetch-mode"] === "navigate" && !url.startsWith("/api");
  return !isLinkToPage;
}
