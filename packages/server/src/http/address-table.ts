/** Which methods an address knows, so that a wrong method is told apart from a wrong address. */
import type { FastifyInstance } from "fastify";

export interface AddressTable {
  /** Methods that a path of a request knows, in the order of the alphabet. */
  readonly methodsAt: (path: string) => readonly string[];
}

/** Must be asked before routes are added. */
export function rememberAddresses(app: FastifyInstance): AddressTable {
  const methods = new Map<string, Set<string>>();
  app.addHook("onRoute", ({ method, url }) => {
    const known = methods.get(url) ?? new Set();
    for (const one of [method].flat()) known.add(one);
    methods.set(url, known);
  });
  return {
    methodsAt: (path) => {
      const parts = path.split("/");
      const found = [...methods].filter(([url]) => fits(url.split("/"), parts)).flatMap(([, known]) => [...known]);
      return [...new Set(found)].sort();
    },
  };
}

function fits(pattern: readonly string[], parts: readonly string[]): boolean {
  return pattern.length === parts.length && pattern.every((part, at) => (part.startsWith(":") ? parts[at] !== "" : part === parts[at]));
}
