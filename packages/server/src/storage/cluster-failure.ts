/** Turns PostgreSQL's own words into the sentence for the person at the terminal. */
import { StartFailure } from "../start-failure.ts";
import { unusableFolder } from "./data-folder.ts";

export function failureIn(folder: string, said: string, what: string): StartFailure {
  if (/no space left on device|disk quota exceeded/i.test(said)) return unusableFolder(folder, { code: "ENOSPC" });
  if (/read-only file system/i.test(said)) return unusableFolder(folder, { code: "EROFS" });
  if (/could not (create|resize) shared memory|semaphores/i.test(said)) {
    return new StartFailure(`PostgreSQL got no shared memory from the operating system. Allow more (in a container: --shm-size=256m), or set DATABASE_URL to a PostgreSQL that already runs.`);
  }
  const lastLine = said.trim().split("\n").findLast((line) => /FATAL|PANIC|error:|could not/i.test(line)) ?? said.trim().split("\n").at(-1) ?? "";
  return new StartFailure(`${what}: ${lastLine.trim() || "it gave no reason"}.`.replace(/\.\.$/, "."));
}
