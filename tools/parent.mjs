/** Ends the program when the npm that started it has ended. */

const PAUSE_MS = 500;
const parent = process.ppid;

/**
 * npm passes a signal to the shell between npm and us, and the shell dies of it without a word: the server would stay
 * behind with its port and its data folder. So a changed parent counts as SIGTERM, unless a signal has reached us anyway
 * (a second one would mean: now). Called once the program minds signals; without npm nothing is watched.
 */
export function endWithParent() {
  if (process.env.npm_lifecycle_event === undefined) return;
  let isEnding = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void (isEnding = true));
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    if (!isEnding) process.kill(process.pid, "SIGTERM");
  }, PAUSE_MS);
  watch.unref();
}
