/** How tests run: one project per environment, told apart by the file's suffix. */
import { defineConfig } from "vitest/config";
import { findBrowser } from "./tools/browser.mjs";

const everywhere = ["packages/*/src", "tools", "bench"];
const named = (suffix: string): string[] => everywhere.map((folder) => `${folder}/**/*${suffix}.{ts,tsx}`);

/** Browsers and whole programs on a busy machine may miss a moment once; whoever fails twice is wrong. Retried tests are listed as such. */
const RETRIES = 1;

/** Generous, because a machine may be busy with other things: a limit is there to end what hangs, not to measure. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: "unit", isolate: false, include: named(".test"), exclude: [...named(".pg.test"), ...named(".web.test"), "**/node_modules/**"], testTimeout: 120_000, hookTimeout: 120_000, sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        test: { name: "pg", isolate: false, include: named(".pg.test"), globalSetup: ["packages/server/src/testing/shared-postgres.fixture.ts"], testTimeout: 180_000, hookTimeout: 180_000, retry: RETRIES, sequence: { groupOrder: 1 } },
      },
      {
        extends: true,
        // Browsers wait more than they work: a third one fills the pauses of two.
        test: { name: "web", isolate: false, maxWorkers: 3, include: named(".web.test"), env: { LEADLINE_BROWSER: findBrowser() ?? "" }, testTimeout: 240_000, hookTimeout: 240_000, retry: RETRIES, sequence: { groupOrder: 2 } },
      },
    ],
  },
});
