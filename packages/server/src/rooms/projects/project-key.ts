/** Short keys of projects: task 42 of project NET is shown as NET-42. */

export const KEY_PATTERN = /^[A-Z][A-Z0-9]{0,9}$/;
const LONGEST_START = 6;

/** "Branch refresh" = BR, "Network" = NETW; the first free one with a number behind it where that is taken. */
export function freeKey(name: string, isTaken: (key: string) => boolean): string {
  const start = keyStart(name);
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? start : `${start}${number}`;
    if (!isTaken(key)) return key;
  }
}

export function keyStart(name: string): string {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").toUpperCase();
  const words = plain.match(/[A-Z][A-Z0-9]*/g) ?? [];
  if (words.length === 0) return "P";
  const [first = ""] = words;
  return words.length === 1 ? first.slice(0, 4) : words.map((word) => word.charAt(0)).join("").slice(0, LONGEST_START);
}
