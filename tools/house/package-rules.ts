/** The lock file must install anywhere, and no file may name the registry or mirror of one machine. */

export interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly optional?: boolean;
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
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/")))) {
    if (lock.packages[`${folder === "" ? "" : `${folder}/`}node_modules/${name}`]) return true;
    if (folder === "") return false;
  }
}
