/** Starts everything in order (folder, database, application, door) and stops it in the opposite one. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { openActors, type Identify } from "./access/actor-of-request.ts";
import { shownOnceWith } from "./access/people/shown-once.ts";
import { isLoopback, type Config } from "./config.ts";
import { EventHub } from "./events/event-hub.ts";
import { closeGently, makeApp, portOf } from "./http/app.ts";
import { planWorkers } from "./import/plan-worker.ts";
import { openUploadFolder } from "./import/upload.ts";
import { logKey, makeSigner } from "./log/checkpoints.ts";
import { openProver } from "./log/prover.ts";
import { keepSigning } from "./log/keep-signing.ts";
import { keepForecasts, type ForecastKeeper } from "./rooms/forecasts/forecast-keeper.ts";
import { readPast } from "./rooms/forecasts/forecast-past.ts";
import { load } from "./rooms/projects/load.ts";
import { ProjectCache } from "./rooms/projects/project-cache.ts";
import { editProject, type ProjectsStore } from "./rooms/projects/edit-project.ts";
import { keepExternalDates, type ExternalDates } from "./rooms/projects/external-dates.ts";
import { virusScanner } from "./outbound/virus-scanner.ts";
import { reasonOf, StartFailure, systemCode } from "./start-failure.ts";
import type { DatabaseAccess } from "./storage/database-access.ts";
import { openDatabase } from "./storage/database.ts";
import { nextFreePort } from "./storage/free-port.ts";
import { openStorage, type Undo } from "./storage/open-storage.ts";
import { keyFor, openSecret } from "./storage/secret.ts";
import { removeEverything } from "./storage/test-reset.ts";
import { startClockwork } from "./jobs/clockwork.ts";
import { openJobQueue, type JobQueue } from "./jobs/job-queue.ts";
import { startWorker, type JobWorker } from "./jobs/job-worker.ts";
import { measureServer } from "./observe/server-metrics.ts";
import { tracedDatabase, tracedJob } from "./observe/traces.ts";
import { jobKinds, jobsByClock, type JobParts } from "./operate/job-kinds.ts";
import { installationSignIn } from "./sign-in/installation-sign-in.ts";
import { upgradeDatabase } from "./operate/upgrade.ts";
import { VERSION } from "./version.ts";

export interface StartOptions {
  readonly config: Config;
  readonly logger: FastifyBaseLogger;
  /** Folder of the built web application. */
  readonly webFolder: string;
  /** The built program of the thread that reads and writes plan files. */
  readonly importWorker: URL;
  /** Something that the program cannot live without is gone for good. */
  readonly onLost: (failure: Error) => void;
  /** Tells who is signed in, instead of the program's own sign-in. */
  readonly identify?: Identify | undefined;
}

export interface RunningServer {
  readonly address: string;
  readonly app: FastifyInstance;
  /** Lets running requests end, then stops what was started. */
  stop(): Promise<void>;
}

export async function startServer(options: StartOptions): Promise<RunningServer> {
  const undos: Undo[] = [];
  const stop = async (): Promise<void> => {
    for (const undo of undos.splice(0).reverse()) await undo();
  };
  try {
    const access = await openPrepared(options, undos);
    const app = await openApp(options, access, undos);
    const address = await listen(app, options.config);
    return { address, app, stop };
  } catch (error) {
    await stop().catch((stopping: unknown) => options.logger.error({ err: stopping }, "stopping after a failed start failed too"));
    throw error;
  }
}

async function openPrepared(options: StartOptions, undos: Undo[]): Promise<DatabaseAccess> {
  const access = await openStorage(options, undos);
  const { dataFolder, backup, isTest } = options.config;
  const upgrade = await upgradeDatabase({ access, dataFolder, backupFolder: backup.folder, version: VERSION, at: new Date(), onProgress: () => undefined });
  if (upgrade.backup !== undefined) options.logger.info({ backup: upgrade.backup }, "The database was backed up before it was changed.");
  if (upgrade.migrations > 0) options.logger.info({ migrations: upgrade.migrations }, "The database has this version's tables now.");
  if (isTest) options.logger.warn("LEADLINE_TEST=1: everybody who reaches this server can remove every project.");
  return access;
}

/** The application on a prepared database; `undos` takes what stops it. */
export async function openApp(options: StartOptions, access: DatabaseAccess, undos: Undo[]): Promise<FastifyInstance> {
  const { config, logger } = options;
  const database = tracedDatabase(openDatabase(access));
  undos.push(() => database.close());
  const workspaceId = await database.localWorkspaceId();
  const secret = openSecret(config.dataFolder, config.secret);
  const signIn = await installationSignIn({ config, access, database, workspaceId, secret, logger });
  undos.push(() => signIn?.close());
  const actors = openActors({ database, localWorkspaceId: workspaceId, identify: options.identify ?? signIn?.signIn.identify });
  const events = new EventHub(database, (error) => logger.warn({ err: error }, "The stream of changes was interrupted and goes on by itself."), { onRights: actors.forget, onRevision: (workspace, projectId) => forecasts.changed(workspace, projectId) });
  const cache = new ProjectCache();
  const external: ExternalDates = keepExternalDates({
    database,
    cache,
    edit: (write, edit) => editProject(store, write, edit),
    onFailure: (failure) => logger.warn({ err: failure }, "Dates of another project could not be taken over; the next edit or opening tries again."),
  });
  const signer = makeSigner(logKey(secret));
  const prover = openProver();
  const shownOnce = shownOnceWith(keyFor(secret, "answers that are shown once"));
  const webhookKey = keyFor(secret, "webhooks");
  const store: ProjectsStore = {
    database,
    cache,
    onEdited: (workspace, projectId, hops) => {
      signing.stored(workspace);
      external.changed(workspace, projectId, hops);
    },
  };
  undos.push(() => external.settled());
  const workers = planWorkers({
    program: options.importWorker,
    limits: config.importLimits,
    onCrash: (error) => logger.error({ err: error }, "A plan file made the reader or writer fail."),
  });
  const files = { workers, uploadFolder: openUploadFolder(config.dataFolder), limits: config.importLimits };
  const attachments = { database, uploadFolder: files.uploadFolder, limits: config.attachmentLimits, scan: config.scanner && virusScanner(config.scanner) };
  const queue = openJobQueue(access);
  const jobs = startJobs({ access, database, queue, dataFolder: config.dataFolder, backup: config.backup, forecasts: { program: new URL("./forecast-worker.mjs", options.importWorker), readPlan: (tx, projectId, revision) => cache.newest(tx, projectId, revision) }, escalation: { readPlan: (tx, projectId, revision) => cache.newest(tx, projectId, revision), edit: (write, edit) => editProject(store, write, edit), sendLetter: signIn?.sendLetter, origin: signIn?.origin ?? "" }, reports: { cache, signer, prover, sendLetter: signIn?.sendLetter, origin: signIn?.origin ?? "" }, logKeys: [signer.key.publicKey], onAlteration: (findings) => logger.error({ findings: findings.slice(0, 20), count: findings.length }, "The nightly check found rows that the log does not explain. Somebody changed the database beside Leadline, or a disk did.") }, { workspaceId, logger, queue }, undos);
  const forecasts: ForecastKeeper = keepForecasts({ database, onMade: jobs.poke, onTrouble: (error) => logger.warn({ err: error }, "A forecast could not be asked for; the hourly look finds what is missing."), quietSeconds: config.forecastQuietSeconds });
  undos.push(forecasts.stop);
  await events.connect();
  const signing = keepSigning({ database, workspaceIds: () => queue.workspaceIds(), signer, onTrouble: (error, sentence) => logger.error({ err: error }, sentence) });
  undos.push(() => signing.stop());
  const reset = async (): Promise<void> => {
    await removeEverything(access);
    cache.clear();
    signer.signed.clear();
    prover.forget();
  };
  const app = await makeApp({
    logger,
    actors,
    door: { publicOrigin: config.publicOrigin, isOpen: !isLoopback(config.host) },
    trustedProxies: config.trustedProxies,
    signIn: signIn?.room,
    projects: { ...store, files, attachments, events, external, shownOnce, webhookKey, askers: actors },
    workspace: { database, version: VERSION, shownOnce, actorIn: actors.in, ...(signIn && { signIn: { password: true, passkey: true, oidc: config.singleSignOn ? { name: config.singleSignOn.name } : null }, rememberWorkspace: signIn.signIn.rememberWorkspace, endSessionsOf: signIn.endSessionsOf, sendInvitation: signIn.sendInvitation }), reset: config.isTest ? reset : undefined },
    operations: {
      database,
      version: VERSION,
      startedAt: new Date(),
      dataFolder: config.dataFolder,
      databasePlace: config.databaseUrl === undefined ? "embedded" : "server",
      backup: config.backup,
      isMailSet: config.mail !== undefined,
      poke: jobs.poke,
      counts: () => queue.counts(),
    },
    forecasts: { database, onPolicyChanged: (workspace, projectIds) => projectIds.forEach((projectId) => forecasts.changed(workspace, projectId)), demandProject: (tx, actor, projectId) => load(tx, actor, "project.read", "project", projectId) },
    reports: { ...store, signer, prover, program: new URL("./report-worker.mjs", options.importWorker), engine: VERSION, readPast, sendLetter: signIn?.sendLetter, origin: signIn?.origin ?? "" },
    log: { database, signer, prover },
    isReady: () => database.isReady(),
    serverNumbers: measureServer({ database, workspaceId, counts: () => queue.counts(), backupFolder: config.backup.folder }).text,
    webFolder: existsSync(join(options.webFolder, "index.html")) ? options.webFolder : undefined,
  });
  // Streams never end by themselves, so they end first; then running requests may finish.
  undos.push(() => closeGently(app));
  undos.push(() => events.close());
  return app;
}

/** Work behind the screen: this server's part of it, and what is due by the clock. */
function startJobs(parts: JobParts, { workspaceId, logger, queue }: { readonly workspaceId: string; readonly logger: FastifyBaseLogger; readonly queue: JobQueue }, undos: Undo[]): JobWorker {
  undos.push(() => queue.close());
  const worker = startWorker({ queue, kinds: jobKinds(parts), around: tracedJob, onTrouble: (error, sentence) => logger.warn({ err: error }, sentence) });
  undos.push(() => worker.stop());
  const stopClock = startClockwork({
    database: parts.database,
    workspaceId,
    due: jobsByClock(parts.backup),
    onMade: worker.poke,
    onTrouble: (error) => logger.warn({ err: error }, "What is due by the clock could not be noted; it is tried again in half a minute."),
  });
  undos.push(stopClock);
  return worker;
}

export async function listen(app: FastifyInstance, config: Config): Promise<string> {
  try {
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    throw await listenFailure(error, config);
  }
  const name = config.host.includes(":") ? `[${config.host}]` : config.host;
  return `http://${name}:${portOf(app)}`;
}

async function listenFailure(error: unknown, { host, port }: Config): Promise<StartFailure> {
  switch (systemCode(error)) {
    case "EADDRINUSE": {
      const free = await nextFreePort(host, port + 1);
      return new StartFailure(`Port ${port} is busy: another program (maybe another Leadline) listens there.${free === undefined ? "" : ` Port ${free} is free: PORT=${free} npm start`}`);
    }
    case "EACCES":
      return new StartFailure(`Port ${port} needs rights that this user does not have (ports below 1024 belong to the administrator). Choose another with PORT.`);
    case "EADDRNOTAVAIL":
      return new StartFailure(`This machine has no address ${host}. Leave HOST out, or set it to 127.0.0.1.`);
    default:
      return new StartFailure(`The server cannot listen on ${host}:${port}: ${reasonOf(error)}.`);
  }
}
