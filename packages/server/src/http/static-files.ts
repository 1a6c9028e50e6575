/** The web application's files, and its first page for every address that is a place in the application. */
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { AddressTable } from "./address-table.ts";
import { sendProblem } from "./error-answers.ts";
import { HttpProblem } from "./problem-to-status.ts";

/** Everything that no route answers comes here. */
export function serveFiles(app: FastifyInstance, webFolder: string | undefined, addresses: AddressTable): void {
  if (webFolder !== undefined) void app.register(fastifyStatic, { root: webFolder, serve: false, cacheControl: false });
  app.setNotFoundHandler((request, reply) => {
    const path = pathOf(request);
    const methods = path === undefined ? [] : addresses.methodsAt(path);
    if (methods.length > 0) {
      void reply.header("allow", methods.join(", "));
      return sendProblem(reply, new HttpProblem("method/not-allowed", `${request.method} is not possible at ${request.url.slice(0, 200)}; possible: ${methods.join(", ")}.`));
    }
    if (path === undefined || request.method !== "GET" || isApiPath(path)) return sendProblem(reply, new HttpProblem("not-found", `There is nothing at ${request.method} ${request.url.slice(0, 200)}.`));
    if (webFolder === undefined) return sendProblem(reply, new HttpProblem("not-found", "The web application has not been built. Run: npm run build"));
    return sendFile(reply, webFolder, path);
  });
}

const OWN_PATHS = ["/api", "/healthz", "/readyz", "/metrics", "/files", "/feeds", "/mcp"];

function isApiPath(path: string): boolean {
  return OWN_PATHS.some((own) => path === own || path.startsWith(`${own}/`));
}

function pathOf(request: FastifyRequest): string | undefined {
  try {
    return decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  } catch {
    return undefined;
  }
}

/** A worker obeys the policy that came with its own script: simulation compiles its vector code there, pages never do. */
const isWorker = (path: string): boolean => path.startsWith("/assets/") && path.includes("worker-") && path.endsWith(".js");
export const WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Built files carry their hash in their name and never change; the page that names them is asked for every time. */
function sendFile(reply: FastifyReply, webFolder: string, path: string): FastifyReply {
  const isFile = /\.[a-z0-9]{1,8}$/i.test(path) && !path.includes("..") && existsSync(join(webFolder, path));
  if (isFile) {
    const isHashed = path.startsWith("/assets/");
    if (isWorker(path)) void reply.header("content-security-policy", WORKER_POLICY);
    return reply.header("cache-control", isHashed ? "public, max-age=31536000, immutable" : "no-cache").sendFile(path.slice(1));
  }
  // A missing script or picture is missing; any other address is a place inside the application.
  if (path.startsWith("/assets/")) return sendProblem(reply, new HttpProblem("not-found", `There is no file ${path.slice(0, 200)}.`));
  return reply.header("cache-control", "no-cache").sendFile("index.html");
}
