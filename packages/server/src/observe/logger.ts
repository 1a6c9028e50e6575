/** The log: one JSON object per line, without secrets, whatever is handed to it. */
import { pino, type DestinationStream, type LogFn, type Logger } from "pino";
import { isSecretName, REMOVED, withoutControls, withoutSecrets } from "./clean-text.ts";

const MAX_DEPTH = 6;
const MAX_TEXT = 4000;
const MAX_ITEMS = 100;

export function makeLogger(level: string, out: DestinationStream): Logger {
  return pino(
    {
      level,
      formatters: { log: (fields) => cleanFields(fields) },
      // Failures are put into plain fields above, before pino would show all that hangs on them.
      serializers: { err: (value: unknown) => value },
      hooks: {
        logMethod(words, method) {
          method.apply(this, cleanWords(words));
        },
        streamWrite: withoutControls,
      },
    },
    out,
  );
}

type Words = Parameters<LogFn>;

/** A failure without a sentence lends its own, which pino would take as it is. */
function withSentence(words: Words): Words {
  const [first, sentence, ...others] = words;
  const failure = first instanceof Error ? first : typeof first === "object" && first !== null && "err" in first ? first.err : undefined;
  if (!(failure instanceof Error)) return words;
  return [first instanceof Error ? { err: first } : first, sentence ?? failure.message, ...others];
}

function cleanWords(given: Words): Words {
  const words = withSentence(given);
  for (const [at, word] of words.entries()) if (typeof word === "string") Reflect.set(words, at, withoutSecrets(word));
  return words;
}

function cleanFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, cleanValue(name, value, 0)]));
}

function cleanValue(name: string, value: unknown, depth: number): unknown {
  if (isSecretName(name) && typeof value !== "boolean" && value !== null && value !== undefined) return REMOVED;
  if (typeof value === "string") return withoutSecrets(value.slice(0, MAX_TEXT));
  if (typeof value !== "object" || value === null) return value;
  if (depth > MAX_DEPTH) return "[deeper]";
  if (value instanceof Error) return cleanError(value, depth);
  if (value instanceof Date) return value;
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item) => cleanValue(name, item, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MAX_ITEMS)
      .map(([member, inner]) => [member, cleanValue(member, inner, depth + 1)]),
  );
}

/** Facts of a database failure that name rules, never rows. */
const HARMLESS_FACTS = ["code", "errno", "syscall", "constraint", "table", "column", "severity", "routine", "status", "statusCode"] as const;

/** Only what helps to find the cause: libraries hang requests with their headers, and the database rows, on what they throw. */
function cleanError(error: Error, depth: number): Record<string, unknown> {
  const facts: Record<string, unknown> = { type: error.name, message: withoutSecrets(error.message.slice(0, MAX_TEXT)), stack: withoutSecrets((error.stack ?? "").slice(0, MAX_TEXT)) };
  for (const name of HARMLESS_FACTS) {
    const value: unknown = Reflect.get(error, name);
    if (typeof value === "string" || typeof value === "number") facts[name] = value;
  }
  if (error.cause !== undefined) facts["cause"] = cleanValue("cause", error.cause, depth + 1);
  return facts;
}
