/** The apostrophe that keeps spreadsheets from running a text as a formula, put on when writing and taken off when reading. */

/** Quoting alone does not help: LibreOffice computes both `=1+1` and `"=1+1"`. A negative number stays a number. */
export function guarded(text: string): string {
  return looksLikeFormula(text) && !/^[+-]?\d+(?:[.,]\d+)?$/.test(text) ? `'${text}` : text;
}

/** The text as it was before `guarded`. */
export function unguarded(text: string): string {
  return text.startsWith("'") && looksLikeFormula(text.slice(1)) ? text.slice(1) : text;
}

/** Spreadsheets skip white space before the sign, and take the wide signs of East Asian keyboards for it too. */
function looksLikeFormula(text: string): boolean {
  return /^'*[\s\u0000]*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text) || /^'*[\t\r\n\u0000]/.test(text);
}
