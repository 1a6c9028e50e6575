/** Takes a person's name and address out of plans and logs for good, while the logs go on to prove everything else. */
import type { Change } from "@leadline/engine/change/change.ts";
import type { KeptSource, Resource } from "@leadline/engine/model/records.ts";
import { recordWorkspaceEvent } from "../log/workspace-log.ts";
import { announce, appendEntry, applyChange, lockProject, updateProject } from "../rooms/projects/queries.ts";
import type { Transaction } from "../storage/database.ts";
import { emptyForecastsNaming, entriesAbout, eraseInReports, eraseTexts, forgetAnswersNaming, keptSourcesOf, recordsNaming, textsNaming, type TextPlace } from "./queries.ts";

export interface Erasure {
  /** Names and addresses as they stand in plans and logs. */
  readonly words: readonly string[];
  readonly at: Date;
  readonly actorId: string;
  readonly requestKey: string;
}

export interface Erased {
  /** Texts of logs. */
  readonly texts: number;
  /** People of plans that have no name any more. */
  readonly resources: number;
  readonly projects: number;
  /** Records that still hold one of the words, in a name or note of a task for example: for somebody to look at. */
  readonly remaining: readonly { readonly projectId: string; readonly kind: string; readonly id: string }[];
}

const MOST_REMAINING = 100;

/**
 * All in one transaction: each plan gets an entry that makes the person nameless, then every text that named them is
 * erased from the logs, and the workspace's log says which texts those were.
 */
export async function erasePerson(tx: Transaction, { words: given, ...by }: Erasure): Promise<Erased> {
  const words = [...new Set(given.map((word) => JSON.stringify(word.trim().toLowerCase()).slice(1, -1)))];
  const people = grouped((await recordsNaming(tx, words)).filter(isPerson(words)), ({ project_id: id }) => id);
  const places: TextPlace[] = [];
  for (const [projectId, records] of people) {
    const resources = records.map(({ data }) => data as unknown as Resource);
    await makeNameless(tx, projectId, resources, by);
    for (const { id } of resources) places.push(...(await textsOfRecord(tx, projectId, id)));
  }
  places.push(...(await textsNaming(tx, words)));
  const distinct = [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
  const texts = await eraseTexts(tx, distinct);
  await eraseInReports(tx, words);
  await forgetAnswersNaming(tx, words);
  await emptyForecastsNaming(tx, words);
  const remaining = (await recordsNaming(tx, words)).map(({ project_id: projectId, kind, id }) => ({ projectId, kind, id }));
  const label = `Erased a person's data: ${texts} texts of logs, in ${people.size} plans`;
  await recordWorkspaceEvent(tx, { at: by.at, actorId: by.actorId, label, event: { type: "personalData.erased", proof: { texts: distinct } } });
  return { texts, resources: [...people.values()].flat().length, projects: people.size, remaining: remaining.slice(0, MOST_REMAINING) };
}

function isPerson(words: readonly string[]): (row: { readonly kind: string; readonly data: Readonly<Record<string, unknown>> }) => boolean {
  const names = (value: unknown): boolean => typeof value === "string" && words.some((word) => JSON.stringify(value.toLowerCase()).includes(word));
  return ({ kind, data }) => kind === "resource" && (names(data["name"]) || names(data["email"]));
}

/** An entry of the log like any other: whoever has the plan open sees it at once, and replaying the log gives the tables. */
async function makeNameless(tx: Transaction, projectId: string, people: readonly Resource[], by: Omit<Erasure, "words">): Promise<void> {
  const row = await lockProject(tx, projectId);
  if (!row) return;
  const kept = await keptSourcesOf(tx, projectId, people.map(({ id }) => id));
  const change: Change = {
    added: [],
    updated: people.map((before) => ({ kind: "resource", before, after: nameless(before) })),
    removed: kept.map(({ data }) => ({ kind: "keptSource", record: data as unknown as KeptSource })),
  };
  await applyChange(tx, projectId, row.revision, change);
  const count = people.length === 1 ? "a person" : `${people.length} people`;
  await appendEntry(tx, { projectId, revision: row.revision, at: by.at.toISOString(), actor: by.actorId, requestKey: by.requestKey, label: `Erase the data of ${count}`, cause: {}, change });
  await updateProject(tx, projectId, { key: row.key, name: row.name, taskCount: row.task_count, start: row.start_minute, finish: row.finish_minute, deletedAt: row.deleted_at });
  await announce(tx, projectId, row.revision);
}

/** Work, rates and calendar stay: they belong to the plan. The id keeps the name apart from others. */
function nameless({ name: _name, initials: _initials, email: _email, group: _group, notes: _notes, ...others }: Resource): Resource {
  return { ...others, name: `Former person ${others.id.slice(-6)}` };
}

/** Whatever any entry ever said of the record; the new name among it stays. */
async function textsOfRecord(tx: Transaction, projectId: string, id: string): Promise<readonly TextPlace[]> {
  const entries = await entriesAbout(tx, projectId, id);
  return entries.flatMap(({ revision, leaf, texts }) =>
    sealedPositions(JSON.parse(leaf.toString("utf8")), id)
      .filter((position) => !(texts.get(position) ?? "").startsWith('"Former person '))
      .map((position) => ({ log: projectId, entry: revision, position })),
  );
}

/** Positions of the sealed fields of one record, wherever it stands in a leaf. */
function sealedPositions(value: unknown, id: string): readonly number[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => sealedPositions(item, id));
  const own = "id" in value && value.id === id;
  return Object.values(value).flatMap((member: unknown) => {
    const position = own && typeof member === "object" && member !== null && "sealed" in member ? member.sealed : undefined;
    return typeof position === "number" ? [position] : sealedPositions(member, id);
  });
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
