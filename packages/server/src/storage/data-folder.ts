/** Opens the data folder: makes it, proves that it can be written, and takes it for this server alone. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { reasonOf, StartFailure, systemCode } from "../start-failure.ts";
import { lockFolder, type FolderLock } from "./folder-lock.ts";
import { makeFolder } from "./make-folder.ts";

export function openDataFolder(folder: string): FolderLock {
  try {
    makeFolder(folder, 0o700);
    const proof = join(folder, `.write-test-${process.pid}`);
    writeFileSync(proof, "x");
    rmSync(proof);
    return lockFolder(folder);
  } catch (error) {
    if (error instanceof StartFailure) throw error;
    throw unusableFolder(folder, error);
  }
}

const ADVICE = "Choose another one with LEADLINE_DATA_DIR";

/** The sentence for a folder that cannot be written, whoever noticed it. */
export function unusableFolder(folder: string, error: unknown): StartFailure {
  switch (systemCode(error)) {
    case "EROFS":
      return new StartFailure(`The data folder ${folder} is on a read-only file system. ${ADVICE}.`);
    case "EACCES":
    case "EPERM":
      return new StartFailure(`The data folder ${folder} cannot be written by this user. ${ADVICE}, or allow writing there.`);
    case "ENOSPC":
    case "EDQUOT":
      return new StartFailure(`There is no space left for the data folder ${folder}. Free some (a new database needs about 50 MB), or choose another one with LEADLINE_DATA_DIR.`);
    case "ENOTDIR":
    case "EEXIST":
      return new StartFailure(`The data folder ${folder} is a file, or lies below one. ${ADVICE}.`);
    default:
      return new StartFailure(`The data folder ${folder} cannot be used: ${reasonOf(error)}. ${ADVICE}.`);
  }
}
