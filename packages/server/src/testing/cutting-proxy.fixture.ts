/** A way to PostgreSQL on which connections break when a test says so. */
import { connect, createServer, type Socket } from "node:net";

export interface CuttingProxy {
  readonly port: number;
  /** Breaks each connection with this probability. Answers how many broke. */
  readonly cut: (probability: number) => number;
  /** Breaks one connection, where there is one. Answers how many broke. */
  readonly cutOne: () => number;
  readonly close: () => Promise<void>;
}

export async function cuttingProxy(target: number): Promise<CuttingProxy> {
  const open = new Set<readonly [Socket, Socket]>();
  const server = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    const pair = [near, far] as const;
    open.add(pair);
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on("error", () => undefined);
      from.on("close", () => {
        open.delete(pair);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const breakAll = (chosen: readonly (readonly [Socket, Socket])[]): number => {
    for (const pair of chosen) for (const socket of pair) socket.destroy();
    return chosen.length;
  };
  const cut = (probability: number): number => breakAll([...open].filter(() => Math.random() < probability));
  return {
    port: typeof address === "object" && address ? address.port : 0,
    cut,
    cutOne: () => {
      const all = [...open];
      return breakAll(all.splice(Math.floor(Math.random() * all.length), 1));
    },
    close: async () => {
      cut(1);
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
