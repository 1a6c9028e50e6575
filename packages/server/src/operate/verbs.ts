/** The program's verbs beside serving: each opens the storage as it needs it, does one thing, and says what it did. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { keptNote, publicKeyOf, textOf as verificationText } from "@leadline/verifier/words.ts";
import type { FastifyBaseLogger } from "fastify";
import { readConfig } from "../config.ts";
import { logKey } from "../log/checkpoints.ts";
import { StartFailure } from "../start-failure.ts";
import { checkBackup } from "../storage/backup/check-backup.ts";
import { contentsOf } from "../storage/backup/manifest.ts";
import { restoreBackup } from "../storage/backup/restore-backup.ts";
import { writeBackup } from "../storage/backup/write-backup.ts";
import { checkExport } from "../storage/exchange/check-export.ts";
import { readExport } from "../storage/exchange/read-export.ts";
import { writeExport } from "../storage/exchange/write-export.ts";
import { openBeside, openStorage, type StorageOptions, type Undo } from "../storage/open-storage.ts";
import { openSecret } from "../storage/secret.ts";
import { VERSION } from "../version.ts";
import { accountsOf } from "../sign-in/installation-sign-in.ts";
import { resetLink } from "../sign-in/reset-link.ts";
import { moveTo, type MoveTarget } from "./move.ts";
import { verifyDatabase } from "./verify-database.ts";
import { goBack, upgradeDatabase } from "./upgrade.ts";

export interface VerbRun {
  readonly words: readonly string[];
  readonly storage: StorageOptions;
  /** The result, on stdout. */
  readonly print: (sentence: string) => void;
  /** Progress, on stderr. */
  readonly tell: (sentence: string) => void;
}

export interface VerbOptions {
  readonly verb: string;
  readonly words: readonly string[];
  readonly logger: FastifyBaseLogger;
  readonly onLost: (failure: Error) => void;
}

type Verb = (run: VerbRun) => Promise<void>;

const VERBS: Readonly<Record<string, Verb>> = { migrate: migrateVerb, backup: backupVerb, restore: restoreVerb, export: exportVerb, import: importVerb, move: moveVerb, verify: verifyVerb, "reset-password": resetPasswordVerb };

/** Throws a `StartFailure` with the sentence for the person. */
export async function runVerb({ verb, words, logger, onLost }: VerbOptions): Promise<void> {
  const run = VERBS[verb];
  if (!run) throw new StartFailure(`There is no verb “${verb}”. The server knows ${Object.keys(VERBS).join(", ")}, and nothing at all to start.`);
  await run({
    words,
    storage: { config: readConfig(process.env, process.cwd()), logger, onLost },
    print: (sentence) => void process.stdout.write(`${sentence}\n`),
    tell: (sentence) => void process.stderr.write(`${sentence}\n`),
  });
}

async function migrateVerb({ words, storage, print, tell }: VerbRun): Promise<void> {
  const { values } = parsed(words, { back: { type: "boolean" } });
  await withUndos(async (undos) => {
    const access = await openStorage(storage, undos);
    const options = { access, dataFolder: storage.config.dataFolder, backupFolder: storage.config.backup.folder, version: VERSION, at: new Date(), onProgress: teller(tell) };
    if (values["back"] === true) {
      const back = await goBack(options);
      print(`The database is as it was before the upgrade (schema ${back.schema}; ${back.contents}; from ${back.restored}).`);
      print(`What was there until now is in ${back.givenUp}. Start the version of Leadline that you had before: this one would upgrade again.`);
      return;
    }
    const { migrations, backup } = await upgradeDatabase(options);
    if (backup !== undefined) print(`The database was backed up to ${backup}; “leadline migrate --back” goes back to it.`);
    print(migrations === 0 ? "The database was up to date." : `The database is up to date (${migrations === 1 ? "1 migration" : `${migrations} migrations`} ran).`);
  });
}

async function backupVerb({ words, storage, print, tell }: VerbRun): Promise<void> {
  const file = fileOf(parsed(words, {}).positionals, "backup");
  await withUndos(async (undos) => {
    const access = await openBeside(storage, undos);
    const manifest = await writeBackup({ access, dataFolder: storage.config.dataFolder, file, version: VERSION, at: new Date(), onProgress: teller(tell) });
    print(`${file}: ${contentsOf(manifest)}.`);
    if (manifest.files.length > 0) tell("The backup holds the secrets of this installation. Keep it where only you can read it.");
  });
}

async function restoreVerb({ words, storage, print, tell }: VerbRun): Promise<void> {
  const { values, positionals } = parsed(words, { replace: { type: "boolean" }, check: { type: "boolean" } });
  const file = fileOf(positionals, "restore");
  if (values["check"] === true) {
    const { manifest } = await checkBackup(file);
    print(`${file} is whole: made ${manifest.madeAt} by Leadline ${manifest.program}, ${contentsOf(manifest)}.`);
    return;
  }
  // Before a database is made for it.
  await checkBackup(file);
  await withUndos(async (undos) => {
    const access = await openStorage(storage, undos);
    const into = values["replace"] === true ? "whatever is there" : "an empty installation";
    const manifest = await restoreBackup({ access, dataFolder: storage.config.dataFolder, file, into, onProgress: teller(tell) });
    print(`Restored from ${file} of ${manifest.madeAt}: ${contentsOf(manifest)}. Everything was read again and compared.`);
  });
}

async function exportVerb({ words, storage, print }: VerbRun): Promise<void> {
  const { values, positionals } = parsed(words, { workspace: { type: "string" } });
  const file = fileOf(positionals, "export");
  await withUndos(async (undos) => {
    const access = await openBeside(storage, undos);
    const { projects, lines, state } = await writeExport({ access, file, workspaceId: textOf(values["workspace"]), version: VERSION, at: new Date() });
    print(`${file}: ${projects === 1 ? "1 project" : `${projects} projects`} in ${lines} lines, canonical hash ${state}.`);
  });
}

async function importVerb({ words, storage, print }: VerbRun): Promise<void> {
  const { values, positionals } = parsed(words, { workspace: { type: "string" } });
  const file = fileOf(positionals, "import");
  // Before a database is made for it.
  await checkExport(file);
  await withUndos(async (undos) => {
    const access = await openStorage(storage, undos);
    await upgradeDatabase({ access, dataFolder: storage.config.dataFolder, backupFolder: storage.config.backup.folder, version: VERSION, at: new Date(), onProgress: () => undefined });
    const { projects, state, withWorkspaceLog } = await readExport({ access, file, workspaceId: textOf(values["workspace"]), at: new Date() });
    print(`Imported ${projects === 1 ? "1 project" : `${projects} projects`} from ${file}; canonical hash ${state}, as in the file.`);
    if (!withWorkspaceLog) print("The log of members and settings stays in the file, because this workspace has one of its own.");
  });
}

async function moveVerb({ words, storage, print, tell }: VerbRun): Promise<void> {
  const { values, positionals } = parsed(words, { replace: { type: "boolean" } });
  const [target, ...more] = positionals;
  if ((target !== "server" && target !== "folder") || more.length > 0) throw new StartFailure("“leadline move” needs to know where: “leadline move server” (from the data folder to the PostgreSQL of DATABASE_URL) or “leadline move folder” (back).");
  const to: MoveTarget = target;
  const { contents, place } = await moveTo(to, { storage, version: VERSION, at: new Date(), into: values["replace"] === true ? "whatever is there" : "an empty installation", onProgress: teller(tell) });
  print(`Moved to ${place}: ${contents}. Everything was read again and compared; the old database is untouched.`);
  print(to === "server" ? "From now on, start Leadline with this DATABASE_URL." : "From now on, start Leadline without DATABASE_URL.");
}

/** Exit code 1 where something was altered, as of a file. */
async function verifyVerb({ words, storage, print }: VerbRun): Promise<void> {
  const { values } = parsed(words, { key: { type: "string" }, checkpoint: { type: "string" }, json: { type: "boolean" } });
  const [key, checkpoint] = [textOf(values["key"]), textOf(values["checkpoint"])];
  const given = key === undefined ? undefined : publicKeyOf(key);
  if (key !== undefined && !given) throw new StartFailure(`${key} is no Ed25519 public key: it needs 32 bytes in base64, or name+id+base64, or a file that holds one of them.`);
  if (checkpoint !== undefined && !existsSync(checkpoint)) throw new StartFailure(`${checkpoint}: no such file.`);
  const { dataFolder, secret } = storage.config;
  await withUndos(async (undos) => {
    const access = await openBeside(storage, undos);
    const keys = [given ?? logKey(openSecret(dataFolder, secret)).publicKey];
    const report = await verifyDatabase({ access, keys, kept: checkpoint === undefined ? [] : [keptNote(checkpoint)] });
    print(values["json"] === true ? JSON.stringify(report) : verificationText(report));
    if (report.findings.length > 0) process.exitCode = 1;
  });
}

/** For people who cannot be mailed a link: whoever runs the server makes one, and hands it on. */
async function resetPasswordVerb({ words, storage, print, tell }: VerbRun): Promise<void> {
  const [email, ...more] = parsed(words, {}).positionals;
  if (email === undefined || more.length > 0) throw new StartFailure("“leadline reset-password” takes one e-mail address: leadline reset-password EMAIL");
  const { config } = storage;
  await withUndos(async (undos) => {
    const access = await openBeside(storage, undos);
    const link = await resetLink(accountsOf({ config, access, secret: openSecret(config.dataFolder, config.secret) }), email);
    if (!link) throw new StartFailure(`Nobody has the address ${email} here.`);
    print(link.url);
    tell(`The link works once, for ${link.minutes} minutes; a new password ends all sessions. Hand it to nobody but the person.`);
  });
}

function textOf(value: string | boolean | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Says what takes time, at most once a second. */
export function teller(tell: (sentence: string) => void): (progress: { readonly sentence: string }) => void {
  let last = Date.now();
  return ({ sentence }) => {
    if (Date.now() - last < 1000) return;
    last = Date.now();
    tell(sentence);
  };
}

export async function withUndos<T>(work: (undos: Undo[]) => Promise<T>): Promise<T> {
  const undos: Undo[] = [];
  try {
    return await work(undos);
  } finally {
    for (const undo of undos.reverse()) await undo();
  }
}

export type ParsedWords = { readonly values: Readonly<Record<string, string | boolean | undefined>>; readonly positionals: readonly string[] };

export function parsed(words: readonly string[], options: Readonly<Record<string, { readonly type: "boolean" | "string" }>>): ParsedWords {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
    return { values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? undefined : value])), positionals };
  } catch (error) {
    throw new StartFailure(error instanceof Error ? `${error.message.split(". ")[0] ?? error.message}.` : "The words after the verb cannot be read.");
  }
}

export function fileOf(positionals: readonly string[], verb: string): string {
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new StartFailure(`“leadline ${verb}” takes one file: leadline ${verb} FILE`);
  return resolve(process.cwd(), file);
}
