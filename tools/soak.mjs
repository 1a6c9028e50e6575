/** `npm run soak`: the journeys in a browser at full length, as 20 kills of the server in the middle of edits; minutes, not seconds. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { BROWSER_ADVICE, findOrInstallBrowser } from "./browser.mjs";
import { buildWhatChanged } from "./build.mjs";
import { ROOT, setUp, stop } from "./setup.mjs";

setUp();
buildWhatChanged(["server", "web"]);
const browser = findOrInstallBrowser();
if (browser === undefined) stop(BROWSER_ADVICE);
const result = spawnSync(process.execPath, [join(ROOT, "node_modules/vitest/vitest.mjs"), "run", "--project=web", "packages/web/src/journeys", ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: "inherit",
  env: { ...process.env, LEADLINE_BROWSER: browser, LEADLINE_SOAK: "1" },
});
process.exitCode = result.status ?? 1;
