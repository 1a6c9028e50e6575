/** Opens a backup and proves that it is whole, without any database: every part has the hash that the manifest says. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { createGunzip } from "node:zlib";
import { reasonOf, StartFailure } from "../../start-failure.ts";
import { textLines } from "../text-lines.ts";
import { isKept } from "./kept-files.ts";
import { MANIFEST_HASH_PART, MANIFEST_PART, manifestHashText, manifestSchema, type Manifest } from "./manifest.ts";
import { listTar, readPart } from "./tar-file.ts";

export interface CheckedBackup {
  readonly file: string;
  readonly manifest: Manifest;
  readonly partNamed: (name: string) => PlacedPart;
}

interface PlacedPart {
  readonly offset: number;
  readonly bytes: number;
}

/** Throws a `StartFailure` that says what is wrong with the file. */
export async function checkBackup(file: string): Promise<CheckedBackup> {
  if (!existsSync(file)) throw new StartFailure(`${file}: there is no such file.`);
  try {
    const backup = await openBackup(file);
    const { manifest, partNamed } = backup;
    for (const { part, bytes, sha256 } of [...manifest.tables, ...manifest.files]) {
      const found = partNamed(part);
      if (found.bytes !== bytes || (await hashOf(file, found)) !== sha256) throw new Error(`its part ${part} is not what the manifest says`);
    }
    const stranger = manifest.files.find(({ path }) => !isKept(path));
    if (stranger) throw new Error(`it wants to write the file ${stranger.path}, which no backup holds`);
    return backup;
  } catch (error) {
    if (error instanceof StartFailure) throw error;
    throw new StartFailure(`${file} is no whole backup of Leadline: ${reasonOf(error)}. Nothing was changed; take another backup.`);
  }
}

async function openBackup(file: string): Promise<CheckedBackup> {
  const parts = new Map((await listTar(file)).map((part) => [part.name, part]));
  const partNamed = (name: string): PlacedPart => {
    const part = parts.get(name);
    if (!part) throw new Error(`its part ${name} is missing`);
    return part;
  };
  const text = await textOf(file, partNamed(MANIFEST_PART));
  if ((await textOf(file, partNamed(MANIFEST_HASH_PART))) !== manifestHashText(text)) throw new Error("its manifest was changed");
  const parsed = manifestSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(`its manifest is of another format (${parsed.error.issues[0]?.path.join(".") ?? "unknown"})`);
  return { file, manifest: parsed.data, partNamed };
}

/** The rows of one table, one line each. */
export async function* linesOf(backup: CheckedBackup, part: string): AsyncGenerator<string> {
  const source = readPart(backup.file, backup.partNamed(part));
  const unzip = createGunzip();
  source.on("error", (error) => unzip.destroy(error));
  yield* textLines(source.pipe(unzip));
}

async function hashOf(file: string, part: PlacedPart): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of readPart(file, part)) hash.update(piece);
  return hash.digest("hex");
}

async function textOf(file: string, part: PlacedPart): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of readPart(file, part)) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}
