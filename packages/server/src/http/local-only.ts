/** Single-user mode's door: only pages and programs of this machine that ask for this server by its own name get in. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { HttpProblem } from "./problem-to-status.ts";

const LOCAL_NAMES = ["localhost", "127.0.0.1", "[::1]"];
const READING = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a foreign Host (a name that an attacker pointed at this machine), a foreign or `null` Origin (another site's
 * script) and what the browser itself marks as coming from another site. Programs that send no Origin may ask.
 */
export function admitLocalOnly(app: FastifyInstance, portOf: () => number): void {
  app.addHook("onRequest", (request, _reply, done) => {
    const reason = refusalOf(request, portOf());
    done(reason === undefined ? undefined : new HttpProblem("origin/foreign", reason));
  });
}

/** Why a request is not let in; `undefined` lets it in. */
export function refusalOf(request: Pick<FastifyRequest, "method" | "url" | "headers">, port: number): string | undefined {
  const names = LOCAL_NAMES.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
  const { host, origin } = request.headers;
  if (host === undefined || !names.includes(host.toLowerCase())) {
    return `This Leadline answers only as http://127.0.0.1:${port} and http://localhost:${port}, on the machine where it runs.`;
  }
  if (origin !== undefined && !names.some((name) => origin === `http://${name}`)) {
    return "The request comes from a page that is not Leadline's own, so it was refused.";
  }
  return isFromAnotherSite(request) ? "The request was caused by another site, so it was refused." : undefined;
}

/** Following a link to our pages is the one thing that another site may cause. */
function isFromAnotherSite({ method, url, headers }: Pick<FastifyRequest, "method" | "url" | "headers">): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== "cross-site" && site !== "same-site") return false;
  const isLinkToPage = READING.has(method) && headers["sec-fetch-mode"] === "navigate" && !url.startsWith("/api");
  return !isLinkToPage;
}
