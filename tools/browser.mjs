/** Finds a Chromium for the browser tests, or installs Debian's where that is allowed. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { say } from "./setup.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"];
const PLACES = [
  "/usr/bin/chromium",
  "/usr/lib/chromium/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

export const BROWSER_ADVICE =
  "No Chromium was found for the browser tests. Maybe install one (Debian, Ubuntu: apt-get install chromium) or name one: LEADLINE_BROWSER=/path/to/chromium npm test";

/** Path of a Chromium or Chrome: the one that LEADLINE_BROWSER names, else the first of the usual places. @returns {string | undefined} */
export function findBrowser() {
  const named = process.env.LEADLINE_BROWSER;
  if (named) return existsSync(named) ? named : undefined;
  const onPath = (process.env.PATH ?? "").split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...PLACES, ...onPath].find((path) => existsSync(path));
}

/** As `findBrowser`, but installs Debian's chromium where we are root and apt exists. @returns {string | undefined} */
export function findOrInstallBrowser() {
  const found = findBrowser();
  if (found !== undefined || process.env.LEADLINE_BROWSER) return found;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  say("Leadline: no browser found; installing Debian's chromium for the browser tests…");
  const apt = /** @param {string[]} args */ (args) =>
    spawnSync("apt-get", args, { stdio: ["ignore", 2, 2], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
  apt(["update", "-qq"]);
  apt(["install", "-y", "-qq", "--no-install-recommends", "chromium"]);
  return findBrowser();
}
