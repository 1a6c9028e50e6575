/** Early dates that follow when levelling moves a task: only what hangs on it is redone, and only once somebody asks for it. */
import { placeNode, type LateDates } from "@leadline/kernel/forward-pass.ts";
import { NODE, type Network, type PassMemory } from "@leadline/kernel/network.ts";
import type { DriverRow } from "../schedule/drivers.ts";

export interface MovingDates {
  /** The network with the delays as they stand now. */
  readonly net: Network;
  /** Starts and finishes; those of a stale node are too early, never too late. */
  readonly start: Float64Array;
  readonly finish: Float64Array;
  readonly isStale: Uint8Array;
  /** Lets a node begin no earlier than `tick`; answers the nodes whose dates this makes stale. */
  readonly holdUntil: (node: number, tick: number) => readonly number[];
  /** Gives a node the spans of its assignments anew, by calendar as before; answers what this makes stale. */
  readonly reshape: (node: number, rows: readonly DriverRow[]) => readonly number[];
  /** Brings a node and all that it hangs on up to date. */
  readonly refresh: (node: number) => void;
}

/** `net` is copied where it is changed; `memory` must hold the early dates that belong to its delays, and is written. */
export function movingDates(given: Network, memory: PassMemory, lateDates: LateDates | undefined): MovingDates {
  const delay = given.delay.slice();
  const [span, driverSpan, driverWaits] = [given.span.slice(), given.driverSpan.slice(), given.driverWaits.slice()];
  const net: Network = { ...given, delay, span, driverSpan, driverWaits };
  const { nodeCount, firstPredecessor, linkFrom, firstSuccessor, outTo } = net;
  const { earlyStart, earlyFinish } = memory;
  const target = new Float64Array(nodeCount).fill(-Infinity);
  for (let n = 0; n < nodeCount; n += 1) if (delay[n] !== 0) target[n] = earlyStart[n] ?? -Infinity;
  const isStale = new Uint8Array(nodeCount);
  const stack: number[] = [];

  const place = (node: number): void => {
    delay[node] = 0;
    placeNode(net, node, memory, lateDates);
    const wanted = target[node] ?? -Infinity;
    const logic = earlyStart[node] ?? 0;
    if (wanted <= logic) return;
    delay[node] = wanted - logic;
    placeNode(net, node, memory, lateDates);
  };
  const refresh = (node: number): void => {
    if (isStale[node] === 0) return;
    const stale: number[] = [];
    stack.push(node);
    isStale[node] = 2;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      stale.push(at);
      for (let k = firstPredecessor[at] ?? 0; k < (firstPredecessor[at + 1] ?? 0); k += 1) {
        const from = linkFrom[k] ?? 0;
        if (isStale[from] !== 1) continue;
        isStale[from] = 2;
        stack.push(from);
      }
    }
    stale.sort((a, b) => a - b);
    for (const at of stale) {
      place(at);
      isStale[at] = 0;
    }
  };
  const spoilBehind = (node: number): readonly number[] => {
    const spoilt: number[] = [];
    stack.push(node);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      for (let k = firstSuccessor[at] ?? 0; k < (firstSuccessor[at + 1] ?? 0); k += 1) {
        const to = outTo[k] ?? 0;
        if (isStale[to] !== 0) continue;
        isStale[to] = 1;
        spoilt.push(to);
        stack.push(to);
      }
    }
    return spoilt;
  };
  return {
    net,
    start: earlyStart,
    finish: earlyFinish,
    isStale,
    holdUntil: (node, tick) => {
      target[node] = tick;
      refresh(node);
      place(node);
      return spoilBehind(node);
    },
    refresh,
    reshape: (node, rows) => {
      const first = net.firstDriver[node] ?? 0;
      rows.forEach((row, at) => {
        driverSpan[first + at] = row.span;
        driverWaits[first + at] = row.waits ? 1 : 0;
      });
      if (((net.flags[node] ?? 0) & NODE.driven) === 0) span[node] = rows[0]?.span ?? 0;
      refresh(node);
      place(node);
      return spoilBehind(node);
    },
  };
}
