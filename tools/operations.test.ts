/** What docs/operate.md and the container files promise: every setting is told, the container follows the same commands, and its steps run as shell. */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { reached } from "../packages/server/src/testing/trust-report.fixture.ts";

const ROOT = join(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

interface Step {
  readonly word: string;
  readonly rest: string;
}

/** Steps of a Dockerfile, continued lines put together. */
function stepsOf(text: string): readonly Step[] {
  return text
    .replaceAll("\\\n", " ")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .map((line) => ({ word: line.split(" ")[0] ?? "", rest: line.slice(line.indexOf(" ") + 1) }));
}

const KNOWN = new Set(["FROM", "RUN", "WORKDIR", "COPY", "USER", "ENV", "VOLUME", "EXPOSE", "CMD", "HEALTHCHECK"]);
const valuesOf = (steps: readonly Step[], word: string): readonly string[] => steps.filter((step) => step.word === word).map(({ rest }) => rest);

/** NAME=value pairs of ENV. */
function environmentOf(steps: readonly Step[]): Readonly<Record<string, string>> {
  return Object.fromEntries(valuesOf(steps, "ENV").flatMap((rest) => rest.split(" ")).map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]));
}

/** Settings that the program reads. */
function settings(): ReadonlySet<string> {
  const names = [...read("packages/server/src/config.ts").matchAll(/\w+\(environment, "([A-Z_]+)"|environment\["([A-Z_]+)"\]/g)].map((match) => match[1] ?? match[2] ?? "");
  return new Set([...names, "LEADLINE_LOG_LEVEL"]);
}

test("every setting is told in docs/operate.md, and none that is not there", () => {
  const told = new Set([...read("docs/operate.md").matchAll(/`([A-Z][A-Z_]+)(?:=1)?`/g)].map((match) => match[1] ?? "").filter((name) => /^(LEADLINE_|SMTP_|DATABASE_URL|HOST$|PORT$)/.test(name)));
  expect([...settings()].filter((name) => !told.has(name))).toEqual([]);
  expect([...told].filter((name) => !settings().has(name))).toEqual([]);
});

test("the Dockerfile is in order: one stage, not root at the end, words of its own for what it starts (B3)", () => {
  const steps = stepsOf(read("Dockerfile"));
  expect(steps.filter(({ word }) => !KNOWN.has(word))).toEqual([]);
  expect(steps[0]?.word).toBe("FROM");
  expect(valuesOf(steps, "FROM")).toEqual([expect.stringMatching(/^node:20\S*$/)]);
  expect(steps.findLast(({ word }) => word === "USER")?.rest).not.toMatch(/^(root|0)$/);
  expect(steps.findIndex(({ word }) => word === "USER")).toBeLessThan(steps.findIndex(({ word }) => word === "CMD"));
  const start: readonly string[] = JSON.parse(valuesOf(steps, "CMD")[0] ?? "[]");
  expect(start).toEqual(["node", "dist/server/main.mjs"]);
  const environment = environmentOf(steps);
  expect(Object.keys(environment).filter((name) => name !== "NODE_ENV" && !settings().has(name))).toEqual([]);
  expect(valuesOf(steps, "EXPOSE")).toEqual([environment["PORT"]]);
  expect(valuesOf(steps, "VOLUME")).toEqual([environment["LEADLINE_DATA_DIR"]]);
  expect(JSON.parse(/CMD (\[.*\])$/.exec(valuesOf(steps, "HEALTHCHECK")[0] ?? "")?.[1] ?? "[]")[0]).toBe("node");
  for (const command of valuesOf(steps, "RUN")) expect(spawnSync("sh", ["-n", "-c", command]).status, command).toBe(0);
  expect(read("docs/operate.md")).toContain("npm ci --no-audit --no-fund");
  expect(valuesOf(steps, "RUN").join("\n")).toContain("npm ci --no-audit --no-fund");
  expect(read("docs/operate.md")).toContain("the image itself was not built here");
});

test("the compose file is in order: known settings, secrets from outside, nothing open to the network (B3)", () => {
  const { services, volumes } = parse(read("compose.yaml")) as { readonly services: Readonly<Record<string, { readonly environment: Readonly<Record<string, string>>; readonly volumes: readonly string[]; readonly ports?: readonly string[]; readonly depends_on?: object }>>; readonly volumes: object };
  expect(Object.keys(services).sort()).toEqual(["database", "leadline"]);
  const { environment = {}, ports } = services["leadline"] ?? {};
  expect(Object.keys(environment).filter((name) => !settings().has(name))).toEqual([]);
  for (const [name, value] of Object.entries({ ...environment, ...services["database"]?.environment })) if (/SECRET|PASSWORD/.test(name)) expect(value, name).toMatch(/^\$\{\w+:\?/);
  expect(ports).toEqual(["127.0.0.1:3000:3000"]);
  const mounts = Object.values(services).flatMap((service) => service.volumes.map((volume) => volume.split(":")[0] ?? ""));
  expect(mounts.filter((name) => !(name in volumes))).toEqual([]);
});

/** Installs and builds from the registry, so it runs with `npm run trust` alone. */
test.runIf(process.env["LEADLINE_TRUST"] === "1")("the steps of the Dockerfile run as shell in a clean folder, and what they make serves (B3)", { timeout: 600_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "leadline-image-"));
  const clone = join(folder, "opt");
  mkdirSync(clone);
  try {
    expect(spawnSync("sh", ["-c", `git -C "$1" archive HEAD | tar x -C "$2"`, "sh", ROOT, clone]).status).toBe(0);
    const steps = stepsOf(read("Dockerfile"));
    // Users and system folders belong to the machine; the rest runs as it stands.
    const own = valuesOf(steps, "RUN").filter((command) => command.startsWith("npm"));
    expect(own).toHaveLength(1);
    for (const command of own) expect(spawnSync("sh", ["-c", command], { cwd: clone, stdio: "ignore" }).status, command).toBe(0);
    const port = await freePort();
    const environment = { ...environmentOf(steps), HOST: "127.0.0.1", PORT: String(port), LEADLINE_DATA_DIR: join(folder, "data"), PATH: process.env["PATH"] ?? "" };
    const [program = "node", ...words]: readonly string[] = JSON.parse(valuesOf(steps, "CMD")[0] ?? "[]");
    const server = spawn(program, words, { cwd: clone, env: environment, stdio: ["ignore", "pipe", "ignore"] });
    const ended = new Promise((resolve) => server.on("close", resolve));
    await new Promise<void>((resolve) => server.stdout.on("data", (piece: Buffer) => piece.toString().includes("is ready at") && resolve()));
    const [look = "node", ...check]: readonly string[] = JSON.parse(/CMD (\[.*\])$/.exec(valuesOf(steps, "HEALTHCHECK")[0] ?? "")?.[1] ?? "[]");
    expect(spawnSync(look, check.map((word) => word.replace(":3000", `:${port}`)), { env: environment }).status).toBe(0);
    expect((await fetch(`http://127.0.0.1:${port}/`)).headers.get("content-type")).toContain("text/html");
    server.kill("SIGTERM");
    expect(await ended).toBe(0);
    reached("B3", "steps ran as shell, the server answered its health check; the image was not built here");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}
