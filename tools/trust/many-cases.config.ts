/** How vitest runs the tests with properties for `npm run trust -- C9`: more cases, more time. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { root: new URL("../..", import.meta.url).pathname, maxWorkers: 2, setupFiles: ["tools/trust/many-cases.setup.ts"], testTimeout: 600_000, hookTimeout: 600_000 },
});
