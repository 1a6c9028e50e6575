/** The log: every line is JSON, no secret and no raw control character stands in it, whatever is handed over. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { isSecretName, withoutSecrets } from "./clean-text.ts";
import { makeLogger } from "./logger.ts";

function logged(write: (logger: ReturnType<typeof makeLogger>) => void): readonly string[] {
  const lines: string[] = [];
  write(makeLogger("trace", { write: (line: string) => void lines.push(line) }));
  return lines;
}

const CANARY = "c4n4ry-0f-a-s3cret-value";

test("secrets are left out by their names, at any depth, and by their looks", () => {
  const failure = Object.assign(new Error(`cannot reach postgresql://user:${CANARY}@host/db with Bearer ${CANARY}`), {
    code: "28P01",
    detail: CANARY,
    request: { headers: { authorization: CANARY } },
    cause: new Error(`GET https://host/path?token=${CANARY}&x=1`),
  });
  const lines = logged((logger) => {
    logger.error({ err: failure }, `token ll_${CANARY} was shown`);
    logger.error(failure);
    logger.info({ headers: { Authorization: CANARY, cookie: `session=${CANARY}`, "x-api-key": CANARY }, body: [{ newPassword: CANARY }, { deep: { totp_secret: CANARY } }] }, "request");
    logger.info(`/sign-in/callback?code=${CANARY}&state=${CANARY}#access=${CANARY}`);
  });
  expect(lines).toHaveLength(4);
  expect(lines.join("")).not.toContain(CANARY);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ err: { type: "Error", code: "28P01", message: expect.stringContaining("postgresql://[removed]@host/db"), stack: expect.stringContaining("logger.test"), cause: { message: expect.stringContaining("?token=[removed]&x=") } } });
});

test("whatever text comes, a line is JSON in one line without raw control or direction characters", () => {
  const odd = fc.string({ unit: fc.constantFrom("a", "\n", "\r", "\u0000", "\u001b", "\u007f", "\u0085", "\u009b", "\u2028", "\u202e", "\u2066", "\ufeff", "😀", '"', "\\", "\ud800") });
  fc.assert(
    fc.property(odd, odd, (text, field) => {
      const [line = ""] = logged((logger) => logger.info({ [`x${field}`]: { inner: field } }, text));
      expect(line.endsWith("\n")).toBe(true);
      expect(line.slice(0, -1)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/);
      expect(typeof JSON.parse(line)).toBe("object");
    }),
  );
});

test("cleaning a text leaves its words", () => {
  expect(withoutSecrets("Stopping after 3 s: see http://127.0.0.1:3000/readyz")).toBe("Stopping after 3 s: see http://127.0.0.1:3000/readyz");
  expect(["Authorization", "set-cookie", "LEADLINE_ADMIN_PASSWORD", "apiKey", "recovery-codes", "csrfToken"].map(isSecretName)).toEqual([true, true, true, true, true, true]);
  expect(["name", "route", "status", "milliseconds"].some(isSecretName)).toBe(false);
});
