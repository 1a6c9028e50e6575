/** The installation's secret: given by LEADLINE_SECRET, or made once and kept in the data folder, readable by this user alone. */
import { hkdfSync, randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { StartFailure } from "../start-failure.ts";
import { unusableFolder } from "./data-folder.ts";
import { writeDurably } from "./durable-file.ts";

const FILE = "secret";
const MIN_CHARACTERS = 32;

/** Several servers on one PostgreSQL are given the same LEADLINE_SECRET, or they cannot read each other's signatures. */
export function openSecret(dataFolder: string, given: string | undefined): string {
  if (given !== undefined) return given;
  const path = join(dataFolder, FILE);
  try {
    if (!existsSync(path)) makeSecret(path);
    return strong(readFileSync(path, "utf8").trim(), path);
  } catch (error) {
    if (error instanceof StartFailure) throw error;
    throw unusableFolder(dataFolder, error);
  }
}

/** Whole or not at all: a secret that was cut short by a crash would be another one. */
function makeSecret(path: string): void {
  writeDurably(path, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
}

function strong(secret: string, path: string): string {
  if (secret.length >= MIN_CHARACTERS) return secret;
  throw new StartFailure(`The secret in ${path} is too short (${secret.length} characters): it needs at least ${MIN_CHARACTERS}. Restore the file from a backup, or set LEADLINE_SECRET.`);
}

/** 32 bytes for one purpose; who knows them learns nothing about the secret or the bytes of other purposes. */
export function keyFor(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "leadline", purpose, 32));
}
