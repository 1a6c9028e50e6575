/** What comes from outside, and what goes out: the server's packages are few and listed, a packed Leadline is the same wherever it is packed, and its bill of materials leaves nothing out. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { reached } from "../../packages/server/src/testing/trust-report.fixture.ts";
import { packagesNeededBy, strayInstallScripts, type Lock } from "../house/package-rules.ts";
import { filePaths } from "../house/source-file.ts";

const MOST = 180;
const root = join(import.meta.dirname, "../..");
const lock: Lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
const isWhole = process.env["LEADLINE_TRUST"] === "1";
const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "leadline-packages-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the server needs at most 180 packages, each of them listed (write the list anew with -u) (C25)", async () => {
  const needed = packagesNeededBy(lock, "packages/server");
  expect(needed.length).toBeGreaterThan(20);
  expect(needed.length).toBeLessThanOrEqual(MOST);
  await expect(`${needed.join("\n")}\n`).toMatchFileSnapshot("../../packages/server/packages.txt");
  reached("C25", `${needed.length} packages with those of other platforms`);
});

test("no package runs a script when it is installed, but for the listed ones (C25)", () => {
  expect(strayInstallScripts(lock)).toEqual([]);
});

test("no package of the server is known to have a high or critical weakness, where the registry answers (C25)", { timeout: 120_000 }, async ({ skip }) => {
  if (!isWhole) skip("asks the registry: npm run trust -- C25");
  const answer = await run("npm", ["audit", "--omit=dev", "--json", "--package-lock-only"], { cwd: root, timeout: 100_000 }).then(({ stdout }) => stdout, (error: { readonly stdout?: string }) => error.stdout ?? "");
  const found = auditOf(answer);
  reached("C25", found === undefined ? "the registry told nothing of known weaknesses" : `${found} high or critical weaknesses known`);
  if (found === undefined) skip("the registry does not answer this question");
  expect(found).toBe(0);
});

/** How many high and critical ones the registry knows; `undefined` where it did not say. */
function auditOf(answer: string): number | undefined {
  try {
    const { metadata } = JSON.parse(answer) as { readonly metadata?: { readonly vulnerabilities?: { readonly high: number; readonly critical: number } } };
    return metadata?.vulnerabilities === undefined ? undefined : metadata.vulnerabilities.high + metadata.vulnerabilities.critical;
  } catch {
    return undefined;
  }
}

test("packed in two folders, Leadline is the same file to the last byte (C26)", { timeout: 120_000 }, async () => {
  const paths = filePaths(root).filter((path) => isWhole || /^[^/]+$|^(bin|packages\/kernel)\//.test(path));
  const backwards = [...paths].reverse();
  const [one, two] = await Promise.all([packed("one", paths, 1_700_000_000), packed("another/place", backwards, 1_750_000_000)]);
  expect(one.files).toBeGreaterThan(isWhole ? 500 : 20);
  expect(two).toEqual(one);
  const changed = await packed("changed", paths.filter((path) => path !== "LICENSE"), 1_700_000_000);
  expect(changed.sha256).not.toBe(one.sha256);
  reached("C26", `${one.files} files twice as ${one.sha256.slice(0, 16)}`);
});

/** Packs a copy of these files, written at that time (in seconds) and in that order. */
async function packed(name: string, paths: readonly string[], seconds: number): Promise<{ readonly sha256: string; readonly files: number }> {
  const [place, out] = [join(folder, name), join(folder, `${name.replace("/", "-")}-packed`)];
  mkdirSync(out, { recursive: true });
  for (const path of paths) {
    mkdirSync(join(place, dirname(path)), { recursive: true });
    copyFileSync(join(root, path), join(place, path));
    utimesSync(join(place, path), seconds, seconds);
  }
  const { stdout } = await run("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", out], { cwd: place, maxBuffer: 64 * 1024 * 1024 });
  const [file = ""] = readdirSync(out);
  const [told] = JSON.parse(stdout) as readonly { readonly entryCount: number }[];
  return { sha256: createHash("sha256").update(readFileSync(join(out, file))).digest("hex"), files: told?.entryCount ?? 0 };
}

test("the bill of materials names every package of the lock with its checksum (C26)", { timeout: 120_000 }, async () => {
  const place = join(folder, "bill");
  for (const path of filePaths(root).filter((name) => /(^|\/)package(-lock)?\.json$/.test(name))) {
    mkdirSync(join(place, dirname(path)), { recursive: true });
    copyFileSync(join(root, path), join(place, path));
  }
  const { stdout } = await run("npm", ["sbom", "--sbom-format=cyclonedx", "--package-lock-only"], { cwd: place, maxBuffer: 64 * 1024 * 1024 });
  const bill = JSON.parse(stdout) as { readonly bomFormat: string; readonly components: readonly { readonly name: string; readonly version: string; readonly hashes?: readonly unknown[] }[] };
  expect(bill.bomFormat).toBe("CycloneDX");
  const listed = new Set(bill.components.filter(({ hashes = [] }) => hashes.length > 0).map(({ name, version }) => `${name} ${version}`));
  const locked = new Set(Object.entries(lock.packages).flatMap(([path, { version = "", link }]) => (path.includes("node_modules/") && !link ? [`${path.split("node_modules/").at(-1) ?? ""} ${version}`] : [])));
  expect([...locked].filter((one) => !listed.has(one))).toEqual([]);
  reached("C26", `${locked.size} of ${locked.size} packages in the bill of materials`);
});
