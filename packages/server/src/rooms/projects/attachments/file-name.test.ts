/** Facts about names of attached files. */
import { expect, test } from "vitest";
import { cleanFileName } from "./file-name.ts";

test.each([
  ["plan.pdf", "plan.pdf"],
  ["../../etc/passwd", "passwd"],
  ["C:\\Users\\a\\plan.xlsx", "plan.xlsx"],
  ["a\r\nSet-Cookie: x=1.txt", "aSet-Cookie: x=1.txt"],
  ["invoice\u202efdp.exe", "invoicefdp.exe"],
  ["  Überblick (2).txt ", "Überblick (2).txt"],
  ["..", "file"],
  ["a/", "file"],
  ["\0", "file"],
])("%j becomes %j", (given, name) => {
  expect(cleanFileName(given)).toBe(name);
});

test("a long name is cut between letters", () => {
  expect([...cleanFileName("😀".repeat(300))]).toHaveLength(255);
});
