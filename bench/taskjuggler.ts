/** Finds TaskJuggler, or installs it where that is a matter of one command as root on Debian. */
import { spawnSync } from "node:child_process";

export const TASKJUGGLER_ADVICE = "TaskJuggler is not here, so nothing was compared with it. Maybe install it: apt-get install tj3 (Debian, Ubuntu) or gem install taskjuggler.";

/** The program's name where it runs. */
export function findTaskJuggler(): string | undefined {
  if (runs()) return "tj3";
  if (process.getuid?.() !== 0) return undefined;
  spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "tj3"], { stdio: ["ignore", 2, 2] });
  return runs() ? "tj3" : undefined;
}

function runs(): boolean {
  return spawnSync("tj3", ["--version"], { stdio: "ignore" }).status === 0;
}
