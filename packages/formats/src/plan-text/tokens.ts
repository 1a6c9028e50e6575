/** Cuts one line of plan-text into words, quoted texts, commas and bracketed shares, each with its column. */

export interface Token {
  readonly kind: "word" | "text" | "comma" | "share";
  /** Without quotes and brackets. */
  readonly value: string;
  /** 1-based. */
  readonly column: number;
}

/** What is wrong with a text, and where (1-based). */
export interface Fault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface TokenLine {
  readonly line: number;
  /** Columns of white space before the first token. */
  readonly indent: number;
  readonly tokens: readonly Token[];
}

const TEXT = /"((?:[^"]|"")*)"/y;
const SHARE = /\[([^\]"]*)\]/y;

/** The lines that say something: empty ones and everything after `#` are left out. A quote inside a text is doubled. */
export function tokenLines(text: string, faults: Fault[]): readonly TokenLine[] {
  const lines: TokenLine[] = [];
  text.split(/\r\n|\n|\r/).forEach((source, index) => {
    const tokens = tokensOf(source, index + 1, faults);
    const first = tokens?.[0];
    if (tokens && first) lines.push({ line: index + 1, indent: first.column - 1, tokens });
  });
  return lines;
}

/** Undefined where the line cannot be cut up; the fault says why. Words are most of a plan, so they are cut out without a pattern. */
function tokensOf(source: string, line: number, faults: Fault[]): readonly Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const column = at + 1;
    const end = endOfWord(source, at);
    if (end > at) {
      if (source[at] === "#") break;
      tokens.push({ kind: "word", value: source.slice(at, end), column });
      at = end;
    } else if (isSpace(source, at)) {
      at += 1;
    } else if (source[at] === ",") {
      tokens.push({ kind: "comma", value: ",", column });
      at += 1;
    } else {
      const isText = source[at] === '"';
      const pattern = isText ? TEXT : SHARE;
      pattern.lastIndex = at;
      const [whole, inside = ""] = pattern.exec(source) ?? [];
      if (whole === undefined) {
        faults.push({ line, column, message: isText ? "A text in quotes does not end on this line." : `“${source[at]}” stands alone here.` });
        return undefined;
      }
      tokens.push(isText ? { kind: "text", value: inside.includes('""') ? inside.replaceAll('""', '"') : inside, column } : { kind: "share", value: inside.trim(), column });
      at += whole.length;
    }
  }
  return tokens;
}

/** Past the last letter of the word that begins at `from`; `from` itself where none does. */
function endOfWord(source: string, from: number): number {
  let at = from;
  while (at < source.length && !ENDS.includes(source.charAt(at)) && !isSpace(source, at)) at += 1;
  return at;
}

const ENDS = '",[]';
const LAST_ASCII = 127;

function isSpace(source: string, at: number): boolean {
  const code = source.charCodeAt(at);
  return code <= LAST_ASCII ? code === 32 || (code >= 9 && code <= 13) : /\s/.test(source.charAt(at));
}
