/** `leadline remote KIND ACTION …`: asks a running server over HTTP, as a program with a token or as the person of single-user mode. */
import { randomUUID } from "node:crypto";
import { apiClient, type ApiClient } from "@leadline/client/api-client.ts";
import { HttpProblem } from "@leadline/client/http-problem.ts";
import { transportOver } from "@leadline/client/transport.ts";
import { EXIT, failure, success, type ExitCode, type Failure, type Outcome } from "../exit-code.ts";
import { nearest } from "../nearest.ts";
import type { Terminal } from "../terminal.ts";
import { tableText } from "../text-table.ts";
import { KINDS, type Action, type Answer, type Fields } from "./remote-kinds.ts";
import { PEOPLE_ACTIONS } from "./remote-people.ts";
import { remotePlace, type RemoteOptions } from "./remote-place.ts";
import { statusAnswer } from "./remote-status.ts";
import { TASK_ACTIONS } from "./remote-tasks.ts";

const ALL_KINDS: Readonly<Record<string, Readonly<Record<string, Action>>>> = { ...KINDS, tasks: TASK_ACTIONS, people: PEOPLE_ACTIONS };

export interface RemoteVerbOptions extends RemoteOptions {
  readonly failBelow?: string;
}

export async function remoteVerb(kind: string, words: readonly string[], options: RemoteVerbOptions, terminal: Terminal): Promise<Outcome<undefined>> {
  const place = await remotePlace(options, process.env);
  if (!place.ok) return place;
  const { base, token } = place.value;
  const ask = transportOver({ base, token, fetch, unreachable: `${base} does not answer. Check the address, and whether the server runs.` });
  const client = apiClient({ ask, newKey: randomUUID });
  try {
    const answer = await answerTo(client, kind, words, options);
    if (!answer.ok) return answer;
    print(answer.value, options, terminal);
    return answer.value.fails === undefined ? success(undefined) : failure(EXIT.failed, answer.value.fails);
  } catch (problem) {
    if (problem instanceof HttpProblem) return failureOf(problem);
    throw problem;
  }
}

async function answerTo(client: ApiClient, kind: string, words: readonly string[], { failBelow }: RemoteVerbOptions): Promise<Outcome<Answer>> {
  if (kind === "status") return statusAnswer(client, words[0], failBelow);
  const actions = ALL_KINDS[kind];
  if (!actions) return failure(EXIT.usage, unknown(`kind "${kind}"`, kind, [...Object.keys(ALL_KINDS), "status"]));
  const [name = "list", ...rest] = words;
  const action = actions[name];
  if (!action) return failure(EXIT.usage, unknown(`action "${name}" for ${kind}`, name, Object.keys(actions)));
  const isField = (word: string): boolean => /^[a-z][A-Za-z]*=/.test(word);
  const fields: Fields = Object.fromEntries(rest.filter(isField).map((word) => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)]));
  return action({ client, words: rest.filter((word) => !isField(word)), fields });
}

function unknown(what: string, typed: string, known: readonly string[]): string {
  const similar = nearest(typed, known);
  return `This version knows no ${what}. ${similar === undefined ? `It knows: ${known.join(", ")}.` : `Maybe you mean ${similar}.`}`;
}

function print({ json, head, rows }: Answer, options: RemoteOptions, terminal: Terminal): void {
  if (options.json) terminal.print(`${JSON.stringify(json)}\n`);
  else if (options.plain) terminal.print(rows.map((row) => `${row.join("\t")}\n`).join(""));
  else terminal.print(tableText(head, rows, head.map(() => "left")).map((line) => `${line}\n`).join(""));
}

const EXIT_OF_STATUS: Readonly<Record<number, ExitCode>> = { 401: EXIT.notAllowed, 403: EXIT.notAllowed, 404: EXIT.notFound, 409: EXIT.conflict, 412: EXIT.conflict, 428: EXIT.conflict };

function failureOf(problem: HttpProblem): Failure {
  const sentence = problem.status === 401 ? `${problem.message} Set LEADLINE_TOKEN, or name a file with --token-file.` : problem.message;
  return failure(EXIT_OF_STATUS[problem.status] ?? EXIT.failed, sentence);
}
