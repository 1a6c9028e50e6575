/** Where the command line speaks: data to stdout, messages to stderr, colour only for people who want it. */

export interface Terminal {
  /** Data: what a pipe should carry. */
  readonly print: (text: string) => void;
  /** Messages for the person, one line. */
  readonly tell: (sentence: string) => void;
  /** Marks text that must not be overlooked, where colour is wanted. */
  readonly emphasize: (text: string) => string;
  /** Columns to fill; undefined where the output is not a screen. */
  readonly width: number | undefined;
}

/** The terminal of this process. `NO_COLOR` (any value but empty) and a pipe switch colour off. */
export function processTerminal(): Terminal {
  const isColored = process.stdout.isTTY === true && !process.env["NO_COLOR"] && process.env["TERM"] !== "dumb";
  return {
    print: (text) => void process.stdout.write(text),
    tell: (sentence) => void process.stderr.write(`${sentence}\n`),
    emphasize: (text) => (isColored ? `\u001b[31m${text}\u001b[39m` : text),
    width: process.stdout.isTTY ? process.stdout.columns : undefined,
  };
}
