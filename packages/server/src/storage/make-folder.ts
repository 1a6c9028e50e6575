/** Makes a folder with all folders above it, with exactly the mode that is asked for. */
import { chmodSync, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { systemCode } from "../start-failure.ts";

/**
 * As `mkdir -p`, whatever the umask is. Node's own recursive mkdir never returns for a path such as /proc/data, where no
 * folders can be made. A folder that is there already keeps its mode.
 */
export function makeFolder(folder: string, mode: number): void {
  if (existsSync(folder)) {
    if (!statSync(folder).isDirectory()) throw Object.assign(new Error(`${folder} is a file`), { code: "ENOTDIR" });
    return;
  }
  if (dirname(folder) !== folder) makeFolder(dirname(folder), 0o755);
  try {
    mkdirSync(folder);
    chmodSync(folder, mode);
  } catch (error) {
    // Somebody else who starts at the same moment may have made it.
    if (systemCode(error) !== "EEXIST") throw error;
  }
}
