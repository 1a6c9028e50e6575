/** Settings from the environment. */
import { expect, test } from "vitest";
import { isLoopback, readConfig } from "./config.ts";

test("without any setting the server listens on this machine and stores beside the clone", () => {
  expect(readConfig({}, "/clone")).toMatchObject({ host: "127.0.0.1", port: 3000, dataFolder: "/clone/.leadline", databaseUrl: undefined, isTest: false, importLimits: { maxBytes: 512 * 1024 * 1024 } });
});

test("a variable that is set to nothing counts as not set", () => {
  expect(readConfig({ PORT: "", HOST: " ", DATABASE_URL: "", LEADLINE_DATA_DIR: "" }, "/clone")).toEqual(readConfig({}, "/clone"));
});

test.for(["3.5", "-1", "70000", "0x10", "NaN"])("PORT=%s is refused", (PORT) => {
  expect(() => readConfig({ PORT }, "/")).toThrow(`PORT=${PORT} is not a whole number from 0 to 65535.`);
});

test("only addresses of this machine are loopback", () => {
  expect(["localhost", "127.0.0.1", "127.9.9.9", "::1"].map(isLoopback)).toEqual([true, true, true, true]);
  expect(["0.0.0.0", "::", "192.168.0.1", "127.example.com", "localhost.example.com"].map(isLoopback)).toEqual([false, false, false, false, false]);
});
