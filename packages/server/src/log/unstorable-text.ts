/** Characters that JSON can carry but PostgreSQL cannot store as text: the zero character and halves of a pair. */

/** What is wrong, for a sentence, in JSON as `JSON.stringify` writes it; `undefined` when all can be stored. */
export function unstorableText(json: string): string | undefined {
  if (!json.includes("\\u")) return undefined;
  const match = /(?<!\\)(?:\\\\)*\\u(0000|d[89a-f][0-9a-f]{2})/.exec(json);
  if (!match) return undefined;
  return match[1] === "0000" ? "the character U+0000" : "half of a character (a lone surrogate)";
}
