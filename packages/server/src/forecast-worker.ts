/** The thread that computes what is kept of one project: its forecast, so that nobody waits for ten thousand runs. */
import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { keptForecastOf } from "@leadline/engine/views/kept-forecast.ts";
import type { ForecastAnswer, ForecastTask } from "./rooms/forecasts/forecast-task.ts";

/** As `nice` counts. */
const LESS_URGENT = 10;

// Those who only want to see their plan come first. On Linux this is about the thread alone, elsewhere about the whole program.
if (process.platform === "linux") setPriority(LESS_URGENT);

// The wall between threads: only our own program starts this one, with a task.
const { project, ...wish } = workerData as ForecastTask;
const answer: ForecastAnswer = keptForecastOf(project, wish);
parentPort?.postMessage(answer);
