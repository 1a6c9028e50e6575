/** Codes that people read and say: CR-1, D-12; a new one is above all that there are. */

/** `nextCode("CR", requests)` = "CR-4" where CR-3 is the highest. */
export function nextCode(letters: string, records: Iterable<{ readonly code: string }>): string {
  let highest = 0;
  for (const { code } of records) highest = Math.max(highest, numberIn(`${letters}-`, code));
  return `${letters}-${highest + 1}`;
}

function numberIn(prefix: string, code: string): number {
  const digits = code.startsWith(prefix) ? code.slice(prefix.length) : "";
  return /^\d{1,9}$/.test(digits) ? Number(digits) : 0;
}
