/** The rule about dead files fires on a small bad sample. */
import { expect, test } from "vitest";
import { deadFiles } from "./dead-files.ts";
import { sourceOf } from "./source-file.ts";

const file = (path: string, ...imports: string[]) => sourceOf(path, imports.map((name) => `import "${name}";`).join("\n"));

test("a file that only its own test imports is dead", () => {
  const sources = [
    file("packages/server/src/main.ts", "./alive.ts", "@leadline/engine/base/used.ts"),
    file("packages/server/src/alive.ts"),
    file("packages/engine/src/base/used.ts"),
    file("packages/engine/src/base/unused.ts"),
    file("packages/engine/src/base/unused.test.ts", "./unused.ts", "@leadline/testkit/plans.ts"),
    file("packages/testkit/src/plans.ts"),
    file("packages/testkit/src/forgotten.ts"),
    file("tools/golden.ts"),
    file("tools/run.mjs"),
    file("tools/lost.ts"),
    sourceOf("vitest.config.ts", 'const setup = "packages/server/src/set-up.fixture.ts";'),
    file("packages/server/src/set-up.fixture.ts"),
  ];
  const dead = ["packages/engine/src/base/unused.ts", "packages/testkit/src/forgotten.ts", "tools/lost.ts"];
  expect(deadFiles(sources, ["node tools/run.mjs tools/golden.ts --update"])).toEqual(dead.map((path) => `${path}: no program imports this file`));
});
