/** The HTTP server: doors first (who may ask at all), then routes, then the web application's files. */
import type { Socket } from "node:net";
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import { STRANGER, type Actors } from "../access/actor-of-request.ts";
import { refuseHeldBack, requirePermission, type Permission } from "../access/actor.ts";
import type { ForecastRoom } from "../rooms/forecasts/forecast-room.ts";
import { forecastRoutes } from "../rooms/forecasts/routes.ts";
import { fileRoutes } from "../rooms/projects/attachments/attachment-routes.ts";
import type { OperationsRoom } from "../rooms/operations/operations-room.ts";
import { operationsRoutes } from "../rooms/operations/routes.ts";
import type { ProjectsRoom } from "../rooms/projects/route-parts.ts";
import type { LogRoom } from "../log/log-room.ts";
import { erasureRoutes } from "../rooms/log/erasure-routes.ts";
import { workspaceLogRoutes } from "../rooms/log/workspace-log-routes.ts";
import { projectLogRoutes } from "../rooms/projects/log-routes.ts";
import type { ReportRoom } from "../rooms/projects/reports/report-room.ts";
import { reportRoutes } from "../rooms/projects/reports/report-routes.ts";
import { reportSharingRoutes } from "../rooms/projects/reports/report-sharing-routes.ts";
import { projectRoutes } from "../rooms/projects/routes.ts";
import { workspaceRoutes } from "../rooms/workspace/routes.ts";
import type { WorkspaceRoom } from "../rooms/workspace/workspace-room.ts";
import { countAttempt, WRONG_TOKENS_FROM_ADDRESS } from "../sign-in/attempts.ts";
import { pagesOfSignIn, routesOfSignIn } from "../sign-in/routes.ts";
import type { SignInRoom } from "../sign-in/sign-in-room.ts";
import { logRequests, makeRequestId } from "../observe/request-log.ts";
import { traceRequests } from "../observe/traces.ts";
import { rememberAddresses } from "./address-table.ts";
import { describeApi, descriptionRoutes } from "./api-description.ts";
import { answerErrors, problemOf, sendProblem } from "./error-answers.ts";
import { limitBodyDepth } from "./body-depth.ts";
import { healthRoutes } from "./health-routes.ts";
import { countRequests } from "./metrics.ts";
import { HttpProblem, problemBody } from "./problem-to-status.ts";
import { admitOwnPages, type Door } from "./own-door.ts";
import type { Api } from "./route.ts";
import { refuseStrayBodies } from "./stray-bodies.ts";
import { SECURITY_HEADERS, sendSecurityHeaders } from "./security-headers.ts";
import { serveFiles } from "./static-files.ts";

export interface AppParts {
  readonly logger: FastifyBaseLogger;
  readonly projects: ProjectsRoom;
  readonly workspace: WorkspaceRoom;
  readonly operations: OperationsRoom;
  readonly forecasts: ForecastRoom;
  readonly reports: ReportRoom;
  readonly log: LogRoom;
  readonly actors: Actors;
  readonly door: Omit<Door, "port">;
  /** Addresses of the proxies in front. */
  readonly trustedProxies: readonly string[];
  /** Absent where nobody signs in. */
  readonly signIn?: SignInRoom | undefined;
  readonly isReady: () => Promise<boolean>;
  readonly serverNumbers: () => Promise<string>;
  /** Folder of the built web application; absent where it was not built. */
  readonly webFolder: string | undefined;
}

const BODY_LIMIT = 1024 * 1024;
const BODY_SECONDS = 60;
const UPLOAD_BYTES_PER_LOOK = 10_000;
const MAX_CONNECTIONS = 5000;
/** Connections on which nothing moves for so long are closed. Streams beat more often than that. */
const IDLE_MILLISECONDS = 120_000;
const LAST_REQUESTS_SECONDS = 12;

export async function makeApp(parts: AppParts): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: parts.logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    genReqId: makeRequestId,
    bodyLimit: BODY_LIMIT,
    // What anybody else says of the asker's address would let them dodge the counting of attempts.
    trustProxy: parts.trustedProxies.length === 0 ? false : [...parts.trustedProxies],
    exposeHeadRoutes: false,
    forceCloseConnections: "idle",
    return503OnClosing: true,
    // Times are kept per kind of request below; this one is the outermost.
    requestTimeout: 0,
    connectionTimeout: IDLE_MILLISECONDS,
    keepAliveTimeout: 20_000,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 5000 },
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: (error, request, reply) => void sendProblem(reply.headers(SECURITY_HEADERS), problemOf(error, request)),
    clientErrorHandler: refuseUnreadable,
  });
  app.server.maxConnections = MAX_CONNECTIONS;
  const addresses = rememberAddresses(app);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest("actor", null, []);
  app.decorateRequest("asker", null, []);
  app.decorateRequest("askAgain", null, []);
  logRequests(app);
  traceRequests(app);
  sendSecurityHeaders(app, parts.door.publicOrigin);
  admitOwnPages(app, { ...parts.door, port: () => portOf(app) });
  let running = 0;
  app.decorate("runningRequests", () => running);
  app.addHook("onRequest", (request, reply, done) => {
    limitBodyTime(request);
    running += 1;
    reply.raw.once("close", () => (running -= 1));
    if (isUpload(request)) allowLongWork(request, reply);
    done();
  });
  app.addHook("onRequest", async (request) => {
    const find = async (): Promise<void> => {
      request.asker = ASKED.test(request.routeOptions.url ?? "") ? await parts.actors.of(request.headers) : STRANGER;
      request.actor = request.asker.actor;
    };
    request.askAgain = async () => {
      await find();
      const { permission } = request.routeOptions.config;
      if (permission !== undefined) demand(request, permission);
    };
    await find();
    const isWrongToken = request.headers.authorization !== undefined && request.actor.kind === "nobody" && ASKED.test(request.routeOptions.url ?? "");
    if (isWrongToken && parts.signIn) await countAttempt(parts.signIn.accounts.pool, WRONG_TOKENS_FROM_ADDRESS, request.ip);
  });
  demandPermissions(app);
  forgetChangedRights(app, parts.actors);
  limitBodyDepth(app);
  refuseStrayBodies(app);
  const metrics = countRequests(app, () => parts.projects.events.listenerCount);
  answerErrors(app);
  const api: Api = app.withTypeProvider<ZodTypeProvider>();
  await describeApi(api, parts.workspace.version);
  await app.register((scope, _options, done) => {
    const typed: Api = scope.withTypeProvider<ZodTypeProvider>();
    healthRoutes(typed, { isReady: parts.isReady, metrics, serverNumbers: parts.serverNumbers });
    descriptionRoutes(typed);
    fileRoutes(typed, parts.projects.attachments);
    if (parts.signIn) pagesOfSignIn(typed, parts.signIn);
    done();
  });
  await app.register(
    (scope, _options, done) => {
      const typed: Api = scope.withTypeProvider<ZodTypeProvider>();
      workspaceRoutes(typed, parts.workspace);
      projectRoutes(typed, parts.projects);
      reportRoutes(typed, parts.reports);
      reportSharingRoutes(typed, parts.reports);
      operationsRoutes(typed, parts.operations);
      forecastRoutes(typed, parts.forecasts);
      if (parts.signIn) routesOfSignIn(typed, parts.signIn);
      workspaceLogRoutes(typed, parts.log);
      erasureRoutes(typed, parts.log);
      projectLogRoutes(typed, parts.log);
      done();
    },
    { prefix: "/api/v1" },
  );
  serveFiles(app, parts.webFolder, addresses);
  return app;
}

/** A route without a permission cannot be made; one with a permission answers only those who have it. */
function demandPermissions(app: FastifyInstance): void {
  app.addHook("onRoute", ({ method, url, config }) => {
    if (config?.permission === undefined) throw new Error(`the route ${String(method)} ${url} declares no permission`);
  });
  // Before a byte of the body is taken.
  app.addHook("onRequest", (request, _reply, done) => {
    const { permission } = request.routeOptions.config;
    if (permission !== undefined) demand(request, permission);
    done();
  });
}

/** Addresses on which it matters who asks. Pages, health and metrics answer without the database. */
const ASKED = /^\/(api\/v1|files)\//;

/** Writes with these permissions change what somebody may do, or where they are: the workspace of a session, its second factor. */
const RIGHTS_GIVING: ReadonlySet<Permission> = new Set(["members.manage", "roles.manage", "project.share", "tokens.own", "workspace.read", "workspace.manage", "workspace.create", "signed-in"]);

/** What was changed through this server counts here from the answer on; other servers hear of it a moment later. */
function forgetChangedRights(app: FastifyInstance, actors: Actors): void {
  app.addHook("onSend", (request, _reply, _payload, done) => {
    const { permission } = request.routeOptions.config;
    if (request.method !== "GET" && permission !== undefined && RIGHTS_GIVING.has(permission)) actors.forget();
    done();
  });
}

function demand(request: FastifyRequest, permission: Permission): void {
  const { actor, asker } = request;
  const isNowhere = actor.kind === "nobody" && asker.identity !== undefined && permission !== "public";
  if (isNowhere) throw new HttpProblem("permission/missing", "You are signed in, but not a member of this workspace (any more). Ask for an invitation, or choose another workspace.");
  if (permission !== "public" && !OF_ACCOUNT.test(request.routeOptions.url ?? "")) refuseHeldBack(actor);
  requirePermission(actor, permission, projectOf(request));
}

/** One's own account and sessions: what somebody needs who has to set up a second factor first. */
const OF_ACCOUNT = /^\/api\/v1\/(account|sessions?)(\/|$)/;

/** The project that an address names, if it names one: rights can be had on one project alone. */
function projectOf({ routeOptions, params }: FastifyRequest): string | undefined {
  if (!/\/(projects|files)\/:id(\/|$)/.test(routeOptions.url ?? "") || typeof params !== "object" || params === null || !("id" in params)) return undefined;
  return String(params.id);
}

/** Lets running requests end, within reason; connections on which nobody asks anything are not waited for. */
export async function closeGently(app: FastifyInstance): Promise<void> {
  const until = Date.now() + LAST_REQUESTS_SECONDS * 1000;
  const look = setInterval(() => {
    if (app.runningRequests() === 0 || Date.now() > until) app.server.closeAllConnections();
  }, 50);
  try {
    await app.close();
  } finally {
    clearInterval(look);
  }
}

export function portOf(app: FastifyInstance): number {
  const address = app.server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** A body that trickles in holds a connection for nothing: it is cut off, an upload only when next to nothing comes. */
function limitBodyTime(request: FastifyRequest): void {
  const { raw } = request;
  if (raw.complete) return;
  let received = raw.socket.bytesRead;
  const look = (): void => {
    const progress = raw.socket.bytesRead - received;
    received += progress;
    if (raw.complete) clearInterval(timer);
    else if (!isUpload(request) || progress < UPLOAD_BYTES_PER_LOOK) raw.destroy();
  };
  const timer = setInterval(look, BODY_SECONDS * 1000);
  raw.once("close", () => clearInterval(timer));
}

function isUpload(request: FastifyRequest): boolean {
  return request.routeOptions.config.isUpload === true;
}

/** A large file is read for minutes, during which nothing moves on the connection. */
function allowLongWork({ raw: { socket } }: FastifyRequest, reply: FastifyReply): void {
  socket.setTimeout(0);
  reply.raw.once("close", () => void socket.setTimeout(IDLE_MILLISECONDS));
}

/** What is no HTTP at all never reaches a route. */
function refuseUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const problem =
    error.code === "HPE_HEADER_OVERFLOW"
      ? new HttpProblem("request/too-many-headers", "The request's headers are larger than 16 KB.")
      : error.code === "ERR_HTTP_REQUEST_TIMEOUT"
        ? new HttpProblem("request/too-slow", "The request did not arrive in time.")
        : new HttpProblem("request/malformed", "This is not an HTTP request that the server can read.");
  const { status, body } = problemBody(problem);
  const text = JSON.stringify(body);
  socket.end(`HTTP/1.1 ${status} ${problem.code}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`);
}
