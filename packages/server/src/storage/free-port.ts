/** Ports that nobody listens on at this moment. */
import { createServer } from "node:net";

/** The wanted port, or nothing where it is taken; 0 asks for any. */
export function freePort(host: string, wanted: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.on("error", () => resolve(undefined));
    probe.listen(wanted, host, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : undefined));
    });
  });
}

const MAX_LOOKS = 100;

export async function nextFreePort(host: string, from: number): Promise<number | undefined> {
  for (let port = from; port < Math.min(from + MAX_LOOKS, 65_536); port += 1) {
    if ((await freePort(host, port)) !== undefined) return port;
  }
  return undefined;
}
