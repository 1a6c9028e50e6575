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

const PIECE = /\s+|"((?:[^"]|"")*)"|\[([^\]"]*)\]|(,)|([^\s",[\]]+)|(.)/gy;

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

/** Undefined where the line cannot be cut up; the fault says why. */
function tokensOf(source: string, line: number, faults: Fault[]): readonly Token[] | undefined {
  const tokens: Token[] = [];
  for (const piece of source.matchAll(PIECE)) {
    const column = piece.index + 1;
    const [, text, share, comma, word, stray] = piece;
    if (word?.startsWith("#")) break;
    if (text !== undefined) tokens.push({ kind: "text", value: text.replaceAll('""', '"'), column });
    else if (share !== undefined) tokens.push({ kind: "share", value: share.trim(), column });
    else if (comma !== undefined) tokens.push({ kind: "comma", value: ",", column });
    else if (word !== undefined) tokens.push({ kind: "word", value: word, column });
    else if (stray !== undefined) {
      const what = stray === '"' ? "A text in quotes does not end on this line." : `“${stray}” stands alone here.`;
      faults.push({ line, column, message: what });
      return undefined;
    }
  }
  return tokens;
}
