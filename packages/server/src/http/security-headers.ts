/** Headers that tell the browser what our pages may do: run our own scripts only, be framed by nobody, tell nobody where they are. */
import type { FastifyInstance } from "fastify";

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "object-src 'none'",
  "script-src 'self'",
  // Mantine sets styles on elements; styles cannot run anything.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": CONTENT_SECURITY_POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "x-frame-options": "DENY",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
};

/** Browsers that came by https once come by nothing else for a year. */
const HTTPS_ONLY = { "strict-transport-security": "max-age=31536000" };

export function sendSecurityHeaders(app: FastifyInstance, publicOrigin: string | undefined): void {
  const headers = publicOrigin?.startsWith("https:") === true ? { ...SECURITY_HEADERS, ...HTTPS_ONLY } : SECURITY_HEADERS;
  app.addHook("onRequest", (request, reply, done) => {
    void reply.headers(headers);
    // Answers are what the plan holds now, and refusals what somebody may now: nobody between may keep them.
    if (request.url.startsWith("/api/")) void reply.header("cache-control", "no-store");
    done();
  });
}
