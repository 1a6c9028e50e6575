/** Facts about telling files apart by their content. */
import { expect, test } from "vitest";
import { mediaTypeOf, SIGN_BYTES } from "./media-type.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");

test.each([
  ["a picture", "\x89PNG\r\n\x1a\n rest", "image/png"],
  ["a photo", "\xff\xd8\xff\xe0", "image/jpeg"],
  ["a WebP picture", "RIFF\0\0\0\0WEBPVP8", "image/webp"],
  ["a PDF", "%PDF-1.7", "application/pdf"],
  ["an Office file", "PK\x03\x04", "application/zip"],
  ["an .mpp", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"],
  ["plain text", "Hello,\r\n\tworld", "text/plain"],
  ["a page, which must not be shown as one", "<!doctype html><script>alert(1)</script>", "text/plain"],
  ["a drawing with scripts", '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', "text/plain"],
  ["a script", "alert(document.cookie)", "text/plain"],
  ["nothing", "", "text/plain"],
  ["a program", "\x7fELF\x02\x01\x01\0", "application/octet-stream"],
  ["bytes that are no UTF-8", "\xc3\x28", "application/octet-stream"],
])("%s is known by its content", (_what, content, mediaType) => {
  expect(mediaTypeOf(bytes(content))).toBe(mediaType);
});

test("a letter that the end of the looked-at part cuts in two is still text", () => {
  const text = Buffer.from(`${"a".repeat(SIGN_BYTES - 1)}ä`, "utf8").subarray(0, SIGN_BYTES);
  expect(mediaTypeOf(text)).toBe("text/plain");
});
