/** A thread that simulates the runs it is asked for. */
import { parentPort } from "node:worker_threads";
import { simulateRuns } from "@leadline/engine/risk/simulation.ts";
import type { SimulationRequest } from "./simulator.ts";

parentPort?.on("message", ({ plan, range }: SimulationRequest) => parentPort?.postMessage(simulateRuns(plan, range)));
