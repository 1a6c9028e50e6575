/** The name of an attached file: for people to read, never a path, and never able to break a header or turn a line around. */

const MAX_LETTERS = 255;
/** Control characters, characters that turn the direction of writing, and halves of letters. */
const UNSEEN = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

export function cleanFileName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? "";
  const name = [...last.replace(UNSEEN, "").trim()].slice(0, MAX_LETTERS).join("");
  return /^\.*$/.test(name) ? "file" : name;
}
