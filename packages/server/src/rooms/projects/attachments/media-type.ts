/** What a file is by its first bytes; what its sender or its name says is not believed. */

/** Enough for every sign below. */
export const SIGN_BYTES = 4096;

interface Sign {
  readonly mediaType: string;
  readonly bytes: readonly number[];
  readonly at?: number;
}

const bytesOf = (text: string): readonly number[] => [...text].map((letter) => letter.charCodeAt(0));

const SIGNS: readonly Sign[] = [
  { mediaType: "image/png", bytes: [0x89, ...bytesOf("PNG\r\n"), 0x1a, 0x0a] },
  { mediaType: "image/jpeg", bytes: [0xff, 0xd8, 0xff] },
  { mediaType: "image/gif", bytes: bytesOf("GIF87a") },
  { mediaType: "image/gif", bytes: bytesOf("GIF89a") },
  { mediaType: "image/webp", bytes: bytesOf("WEBP"), at: 8 },
  { mediaType: "application/pdf", bytes: bytesOf("%PDF-") },
  { mediaType: "application/zip", bytes: [0x50, 0x4b, 0x03, 0x04] },
  { mediaType: "application/zip", bytes: [0x50, 0x4b, 0x05, 0x06] },
  { mediaType: "application/gzip", bytes: [0x1f, 0x8b] },
  // Older Office files and MS Project's .mpp.
  { mediaType: "application/x-ole-storage", bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
];

/** Markup and scripts are text here: nothing that a browser could run leaves under its own name. */
export function mediaTypeOf(beginning: Uint8Array): string {
  const sign = SIGNS.find(({ bytes, at = 0 }) => bytes.every((byte, place) => beginning[at + place] === byte));
  if (sign) return sign.mediaType;
  return isText(beginning) ? "text/plain" : "application/octet-stream";
}

/** UTF-8 without control characters but tab and ends of lines; a letter that is cut off at the end is forgiven. */
function isText(beginning: Uint8Array): boolean {
  if (beginning.some((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d].includes(byte))) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(beginning, { stream: beginning.length >= SIGN_BYTES });
    return true;
  } catch {
    return false;
  }
}
