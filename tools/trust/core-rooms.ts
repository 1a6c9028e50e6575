/** The rooms in which an error costs most, with the tests that stand nearest to them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { filePaths, isTestCode, sourceOf, type Source } from "../house/source-file.ts";

export interface CoreRoom {
  readonly name: string;
  /** Beginnings of the paths of its sources. */
  readonly sources: readonly string[];
  /** Of those, the ones that are left out. */
  readonly except?: readonly string[];
  /** Beginnings of the paths of its tests, nearest first: each list runs when the ones before it have found nothing. */
  readonly tests: readonly (readonly string[])[];
  readonly needsPostgres: boolean;
  /** Tests of chance are told to try more when branches are counted. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Of 100 branches so many are gone through at least; 0: told, not demanded; absent: not counted. */
  readonly branchGoal?: number;
  /** Of 100 planted errors so many are found at least; absent: told, not demanded. */
  readonly mutationGoal?: number;
  /** Errors that are planted, of all that could be. */
  readonly mutants: number;
}

const server = (...names: readonly string[]): readonly string[] => names.map((name) => `packages/server/src/${name}`);
const engine = (...names: readonly string[]): readonly string[] => names.map((name) => `packages/engine/src/${name}`);

export const CORE_ROOMS: readonly CoreRoom[] = [
  { name: "money", sources: engine("cost/"), tests: [engine("cost/", "change/cost-records")], needsPostgres: false, environment: { LEADLINE_MONEY_RUNS: "300" }, branchGoal: 95, mutationGoal: 80, mutants: 40 },
  {
    name: "rights",
    sources: [...server("access/"), ...engine("model/cost-fields.ts", "change/hidden-costs.ts")],
    tests: [
      [...engine("model/cost-fields", "change/hidden-costs", "change/register-commands"), ...server("access/hidden-costs.test", "access/actor")],
      server("access/", "rooms/workspace/"),
      server("http/permission-matrix", "sign-in/sign-in.pg", "sign-in/second-factor"),
      server("http/tenancy", "rooms/log/"),
    ],
    needsPostgres: true,
    branchGoal: 95,
    mutationGoal: 80,
    mutants: 30,
  },
  { name: "log", sources: [...server("log/"), "packages/verifier/src/"], except: ["packages/verifier/src/verify.ts", "packages/verifier/src/words.ts"], tests: [[...server("log/"), "packages/cli/src/verify"], server("rooms/log/", "rooms/projects/attachments/", "rooms/projects/reports/", "rooms/projects/project-life"), server("operate/verify-database", "operate/verify-speed")], needsPostgres: true, environment: { LEADLINE_TRUST_COMMANDS: "400", LEADLINE_TRUST_TAMPERINGS: "600" }, branchGoal: 95, mutants: 16 },
  { name: "schedule", sources: engine("schedule/"), except: engine("schedule/explain"), tests: [engine("schedule/"), [...engine("change/", "health/", "leveling/"), "packages/testkit/src/", "packages/formats/src/mspdi/", "packages/formats/src/xer/"]], needsPostgres: false, branchGoal: 95, mutants: 12 },
  { name: "explanations", sources: engine("schedule/explain"), tests: [engine("schedule/"), engine("views/")], needsPostgres: false, branchGoal: 0, mutants: 8 },
  { name: "commands", sources: engine("change/"), tests: [engine("change/")], needsPostgres: false, mutants: 24 },
  { name: "retries", sources: server("storage/idempotency.ts"), tests: [server("rooms/projects/edit-project"), server("http/repetition")], needsPostgres: true, mutants: 5 },
];

export interface ReadRoom {
  readonly sources: readonly Source[];
  readonly tests: readonly (readonly string[])[];
}

export function readRoom(root: string, { sources, except = [], tests }: CoreRoom): ReadRoom {
  const paths = filePaths(root).filter((path) => /\.ts$/.test(path) && !path.endsWith(".d.ts"));
  const among = (beginnings: readonly string[]): readonly string[] => paths.filter((path) => beginnings.some((beginning) => path.startsWith(beginning)));
  return {
    sources: among(sources)
      .filter((path) => !isTestCode(path) && !except.some((beginning) => path.startsWith(beginning)))
      .map((path) => sourceOf(path, readFileSync(join(root, path), "utf8"))),
    tests: tests.map((beginnings) => among(beginnings).filter((path) => /\.test\.ts$/.test(path) && !/\.web\.test\./.test(path))),
  };
}
