/** Which room may know which other: floors, stages, rooms, packages from outside, and no circles. */
import { floorOf, isFixture, isTestCode, lineAt, targetOf, type Source } from "./source-file.ts";

interface FloorLaw {
  /** Own packages that it may import. */
  readonly floors: readonly string[];
  /** Packages from outside; "declared" means those of its own package.json. */
  readonly packages: readonly string[] | "declared";
  readonly mayUseNode: boolean;
}

/** The order of the house: see ARCHITECTURE.md. */
const FLOORS: Readonly<Record<string, FloorLaw>> = {
  kernel: { floors: [], packages: [], mayUseNode: false },
  engine: { floors: ["kernel"], packages: ["zod"], mayUseNode: false },
  formats: { floors: ["engine"], packages: ["saxes", "yaml", "fflate"], mayUseNode: false },
  testkit: { floors: ["kernel", "engine", "formats"], packages: ["fast-check"], mayUseNode: false },
  client: { floors: ["engine"], packages: ["zod"], mayUseNode: false },
  verifier: { floors: [], packages: [], mayUseNode: true },
  cli: { floors: ["engine", "formats", "client", "verifier"], packages: "declared", mayUseNode: true },
  server: { floors: ["engine", "formats", "verifier"], packages: "declared", mayUseNode: true },
  web: { floors: ["engine", "formats", "client"], packages: "declared", mayUseNode: false },
};

/** What tests may use besides what their floor may. */
const TESTS_ALSO: AppliedLaw = {
  floors: ["kernel", "engine", "formats", "testkit"],
  packages: ["vitest", "fast-check", "esbuild", "playwright-core", "@axe-core/playwright", "ajv", "@redocly/openapi-core", "oidc-provider", "yalps"],
  mayUseNode: true,
};

/** The stages of the computation: a file imports only its own stage and those to the left. */
export const STAGES = ["base", "time", "model", "change", "schedule", "leveling", "health", "cost", "risk", "status", "diagnosis", "recovery", "report", "views"] as const;

/** Imports that leave a floor in a direction that the house does not allow. `declared`: the dependencies in each package.json. */
export function wrongFloors(sources: readonly Source[], declared: Readonly<Record<string, readonly string[]>>): string[] {
  return complaintsPerImport(sources, (source, name) => {
    const floor = floorOf(source.path);
    if (floor === undefined) return undefined;
    const law = FLOORS[floor];
    if (isFixture(name) && !isTestCode(source.path)) return `imports ${name}, which belongs to tests`;
    if (!law) return `floor "${floor}" has no law yet: add it to tools/house/import-rules.ts and ARCHITECTURE.md`;
    return name.startsWith(".") ? leavesPackage(source.path, name) : forbidden(name, floor, lawFor(source, law, declared[floor] ?? []));
  });
}

/** Imports inside the engine that point to a stage further right. */
export function wrongStages(sources: readonly Source[]): string[] {
  const placeOf = (path: string): number => {
    const stage = /^packages\/engine\/src\/([^/]+)\//.exec(path)?.[1];
    return STAGES.findIndex((name) => name === stage);
  };
  return complaintsPerImport(
    sources.filter((source) => floorOf(source.path) === "engine" && !isTestCode(source.path)),
    (source, name) => {
      const target = targetOf(source.path, name);
      if (placeOf(source.path) < 0) return "a file of the engine must lie in the folder of a stage";
      if (target === undefined || floorOf(target) !== "engine") return undefined;
      return placeOf(target) > placeOf(source.path) ? `imports ${target}, which belongs to a later stage` : undefined;
    },
  );
}

/** Rooms of the server and of the web application that import another room. */
export function crossedRooms(sources: readonly Source[]): string[] {
  const roomOf = (path: string): string | undefined => /^packages\/(server|web)\/src\/rooms\/([^/]+)\//.exec(path)?.[0];
  return complaintsPerImport(sources, (source, name) => {
    const here = roomOf(source.path);
    const there = roomOf(targetOf(source.path, name) ?? "");
    return here !== undefined && there !== undefined && here !== there && !isTestCode(source.path) ? `imports ${there}, another room` : undefined;
  });
}

/** Files that import one another in a ring, each ring named once. */
export function importCircles(sources: readonly Source[]): string[] {
  const targets = new Map(sources.map((source) => [source.path, importedPaths(source)]));
  const state = new Map<string, "open" | "done">();
  const circles: string[] = [];
  for (const root of targets.keys()) {
    const trail: { path: string; next: number }[] = state.has(root) ? [] : [{ path: root, next: 0 }];
    if (trail.length > 0) state.set(root, "open");
    for (let top = trail.at(-1); top; top = trail.at(-1)) {
      const target = targets.get(top.path)?.[top.next++];
      if (target === undefined) {
        state.set(top.path, "done");
        trail.pop();
      } else if (state.get(target) === "open") {
        const from = trail.findIndex((step) => step.path === target);
        circles.push([...trail.slice(from).map((step) => step.path), target].join(" → "));
      } else if (!state.has(target) && targets.has(target)) {
        state.set(target, "open");
        trail.push({ path: target, next: 0 });
      }
    }
  }
  return circles;
}

/** Dependencies that a package.json declares and no source of that package imports or looks up by name. `peers`: packages that another one asks for. */
export function unusedDependencies(sources: readonly Source[], declared: Readonly<Record<string, readonly string[]>>, peers: ReadonlySet<string>): string[] {
  return Object.entries(declared).flatMap(([floor, names]) => {
    const own = sources.filter((source) => floorOf(source.path) === floor);
    const used = new Set(own.flatMap((source) => source.imports.map((item) => packageOf(item.name))));
    const isLookedUp = (name: string): boolean => own.some((source) => source.text.includes(`"${name}`));
    return names.filter((name) => !used.has(name) && !peers.has(name) && !isLookedUp(name)).map((name) => `packages/${floor}/package.json: declares ${name}, and no source imports it`);
  });
}

export function importedPaths(source: Source): string[] {
  return source.imports.flatMap((item) => targetOf(source.path, item.name) ?? []);
}

function complaintsPerImport(sources: readonly Source[], complaintOf: (source: Source, name: string) => string | undefined): string[] {
  return sources.flatMap((source) =>
    source.imports.flatMap((item) => {
      const complaint = complaintOf(source, item.name);
      return complaint === undefined ? [] : [`${source.path}:${lineAt(source.text, item.start)}: ${complaint}`];
    }),
  );
}

function leavesPackage(path: string, name: string): string | undefined {
  const target = targetOf(path, name) ?? "";
  if (target === "package.json" || (isTestCode(path) && !target.startsWith("packages/"))) return undefined;
  return target.startsWith(path.split("/").slice(0, 2).join("/")) ? undefined : `imports ${name} through a relative path; other packages are imported by name`;
}

interface AppliedLaw extends FloorLaw {
  readonly packages: readonly string[];
}

function lawFor(source: Source, law: FloorLaw, declared: readonly string[]): AppliedLaw {
  const packages = law.packages === "declared" ? declared : law.packages;
  if (!isTestCode(source.path)) return { ...law, packages };
  return { floors: [...law.floors, ...TESTS_ALSO.floors], packages: [...packages, ...TESTS_ALSO.packages], mayUseNode: true };
}

function forbidden(name: string, floor: string, law: AppliedLaw): string | undefined {
  const own = /^@leadline\/([^/]+)\//.exec(name)?.[1];
  if (own !== undefined) return own === floor || law.floors.includes(own) ? undefined : `${floor} may not import ${own}`;
  if (name.startsWith("node:")) return law.mayUseNode ? undefined : `${floor} may not use Node (${name})`;
  const outside = packageOf(name);
  return law.packages.includes(outside) ? undefined : `${floor} may not import ${outside}; a package from outside is declared in its package.json and explained in docs/decisions`;
}

/** `@scope/name/deep/path` gives `@scope/name`. */
function packageOf(name: string): string {
  return name.split("/").slice(0, name.startsWith("@") ? 2 : 1).join("/");
}
