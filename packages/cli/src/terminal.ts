/** Where the command line speaks: data to stdout, messages to stderr, colour only for people who want it. */
import { writeSync } from "node:fs";
import { EXIT } from "./exit-code.ts";

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

/**
 * For data that no screen needs to shape: writes to the open file itself, since opening `process.stdout` loads all of Node's
 * networking. Where the reader is slow the rest goes the usual way.
 */
export function pipeTerminal(): Terminal {
  return { print: writeAtOnce, tell: (sentence) => void process.stderr.write(`${sentence}\n`), emphasize: (text) => text, width: undefined };
}

function writeAtOnce(text: string): void {
  const bytes = Buffer.from(text);
  let from = 0;
  try {
    while (from < bytes.length) from += writeSync(STDOUT, bytes, from);
  } catch (error) {
    process.stdout.on("error", endQuietlyWhenThePipeCloses);
    if (isCode(error, "EAGAIN")) process.stdout.write(bytes.subarray(from));
    else endQuietlyWhenThePipeCloses(error);
  }
}

const STDOUT = 1;

/** `leadline schedule … | head` ends the pipe early: that is no failure. */
export function endQuietlyWhenThePipeCloses(error: unknown): void {
  if (!isCode(error, "EPIPE")) throw error;
  process.exit(EXIT.ok);
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
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
