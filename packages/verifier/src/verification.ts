/** Compares everything that an export or a database holds with its logs, and the logs with what was signed. */
import { bytesOf, canonicalJson, listOf, parsedRow, rowOf, shown, type Row } from "./plain-data.ts";
import { commitmentOf, edgesAt, headOf, isSignedBy, leafHash, leafHashOfText, rootOf } from "./signed-log.ts";

/** One thing that is not as it was signed or logged, with the row of the database where it stands. */
export interface Finding {
  readonly table: string;
  /** Key of the project, where it belongs to one. */
  readonly project?: string;
  readonly kind?: string;
  /** Of the record; of an entry its number. */
  readonly id?: string;
  readonly field?: string;
  readonly sentence: string;
}

export interface Report {
  readonly findings: readonly Finding[];
  /** What is true but was not altered: erased texts, what no signature covers. */
  readonly notes: readonly string[];
  readonly projects: number;
  readonly entries: number;
  readonly checkpoints: number;
}

/** A line of an export; those of other types are passed over. */
export type Line = Readonly<Record<string, unknown>> & { readonly type: string };

export interface VerificationOptions {
  /** Trusted public keys, 32 bytes each; without them each checkpoint is checked with the key that it names. */
  readonly keys?: readonly Buffer[];
  /** Signed notes that somebody kept elsewhere. */
  readonly kept?: readonly string[];
  /** Looks at each project as its log has it; answers what else is wrong with its row. */
  readonly onProject?: (project: { readonly row: Row; readonly records: readonly { readonly kind: string; readonly record: object }[] }) => readonly { readonly field: string; readonly sentence: string }[];
}

export interface Verification {
  readonly add: (line: Line) => void;
  readonly end: () => Report;
}

interface Log {
  readonly name: string;
  readonly hashes: Buffer[];
  /** Commitments of each entry whose text has not been seen. */
  readonly unseen: Map<number, string[]>;
  /** Texts that records need, by entry and position. */
  readonly texts: Map<string, string>;
  readonly tree: { readonly row?: Row };
  readonly checkpoints: Row[];
}

/** Somebody says what the first entries of a log were. */
interface Statement {
  readonly size: number;
  readonly root: string;
  readonly voucher: string;
}

interface ProjectLog extends Log {
  row: Row | undefined;
  readonly stored: Map<string, Row>;
  readonly replayed: Map<string, { readonly kind: string; readonly record: Row; readonly revision: number }>;
  key: string | undefined;
  deletedAt: string | undefined;
}

const WORKSPACE = "workspace";
const ERASED = "(erased)";
const CHANGE_FORMATS: readonly unknown[] = ["leadline-log/1", "leadline-log/2"];

/** Takes the lines of an export, entries before their texts, and says at the end what does not fit together. */
export function startVerification({ keys = [], kept = [], onProject }: VerificationOptions = {}): Verification {
  const findings: Finding[] = [];
  const notes: string[] = [];
  const projects = new Map<string, ProjectLog>();
  const workspace: Log = newLog(WORKSPACE);
  const events: { readonly type: unknown; readonly proof: Row }[] = [];
  let checkpoints = 0;

  const projectOf = (id: string): ProjectLog => {
    const known = projects.get(id) ?? { ...newLog(id), row: undefined, stored: new Map(), replayed: new Map(), key: undefined, deletedAt: undefined };
    projects.set(id, known);
    return known;
  };
  const titleOf = (log: Log): string => (log.name === WORKSPACE ? "the workspace's log" : `project ${keyOf(log)}`);
  const keyOf = (log: Log): string => String(projects.get(log.name)?.row?.["key"] ?? log.name);
  const report = (table: string, log: Log, sentence: string, more: Partial<Finding> = {}): void => {
    findings.push({ table, ...(log.name === WORKSPACE ? {} : { project: keyOf(log) }), ...more, sentence: `${table}, ${more.id === undefined || more.kind !== undefined ? "" : `entry ${more.id} of `}${titleOf(log)}${more.kind === undefined ? "" : `, ${more.kind} ${more.id ?? ""}`}${more.field === undefined ? "" : `, field ${more.field}`}: ${sentence}` });
  };

  function addEntry(log: Log, table: string, row: { readonly number: unknown; readonly leaf: string; readonly made: Buffer; readonly hash: unknown; readonly facts: Row }): Row | undefined {
    const expected = log.hashes.length + 1;
    if (row.number !== expected) report(table, log, `this entry follows entry ${expected - 1}, so entries are missing, doubled or out of order.`, { id: String(row.number) });
    log.hashes.push(row.made);
    if (row.made.toString("hex") !== row.hash) report(table, log, "its content is not what was hashed.", { id: String(row.number) });
    const leaf = parsedRow(row.leaf);
    if (!leaf) return void report(table, log, "its content cannot be read.", { id: String(row.number) });
    for (const [field, value] of Object.entries(row.facts)) {
      const said = leaf[field] ?? null;
      const isSame = field === "at" ? Date.parse(String(said)) === Date.parse(String(value)) : said === value;
      if (!isSame) report(table, log, `the row says ${shown(value)}, the entry itself ${shown(said)}.`, { id: String(row.number), field });
    }
    log.unseen.set(expected, Array.isArray(leaf["sealed"]) ? leaf["sealed"].map(String) : []);
    return leaf;
  }

  function addProjectEntry(line: Line): void {
    const log = projectOf(String(line["projectId"]));
    const { revision, projectId, at, actor, requestKey, label } = line;
    const facts = { projectId, revision, at, actor, requestKey, ...(label === null ? {} : { label }) };
    const text = String(line["leaf"]);
    const leaf = addEntry(log, "change", { number: revision, leaf: text, made: leafHashOfText(text), hash: line["leafHash"], facts });
    if (!leaf) return;
    if (!CHANGE_FORMATS.includes(leaf["format"])) report("change", log, `its format is ${shown(leaf["format"])}, which this program does not know.`, { id: String(revision) });
    replay(log, log.hashes.length, leaf);
  }

  function replay(log: ProjectLog, revision: number, leaf: Row): void {
    const { added, updated, removed } = rowOf(leaf["change"]);
    for (const { kind, record } of listOf(removed)) log.replayed.delete(`${String(kind)} ${String(rowOf(record)["id"])}`);
    for (const { kind, after } of listOf(updated)) put(log, String(kind), rowOf(after), revision);
    for (const { kind, record } of listOf(added)) put(log, String(kind), rowOf(record), revision);
    const { key, isDeleted } = rowOf(rowOf(leaf["cause"])["project"]);
    if (key !== undefined) log.key = String(key);
    if (isDeleted === true) log.deletedAt = String(leaf["at"]);
    // Whatever changes a deleted project restores it first.
    if (isDeleted === false) log.deletedAt = undefined;
  }

  function put(log: ProjectLog, kind: string, record: Row, revision: number): void {
    log.replayed.set(`${kind} ${String(record["id"])}`, { kind, record, revision });
  }

  function addText(log: Log, table: string, entry: unknown, { position, salt, text }: Row): void {
    const unseen = log.unseen.get(Number(entry));
    const commitment = unseen?.[Number(position)];
    if (!unseen || commitment === undefined) return report(table, log, `text ${String(position)} belongs to nothing that the entry holds.`, { id: String(entry) });
    if (commitment !== commitmentOf(bytesOf(salt), String(text))) report(table, log, `text ${String(position)} is not the one that was logged: ${shown(text)}.`, { id: String(entry) });
    unseen[Number(position)] = "";
    if (Number(position) > 1) log.texts.set(`${String(entry)} ${String(position)}`, String(text));
  }

  function addRow(table: string, row: Row): void {
    switch (table) {
      case "change_text":
        return addText(projectOf(String(row["project_id"])), table, row["revision"], row);
      case "workspace_change_text":
        return addText(workspace, table, row["change_position"], row);
      case "change_tree":
        return void Object.assign(projectOf(String(row["project_id"])).tree, { row });
      case "workspace_tree":
        return void Object.assign(workspace.tree, { row });
      case "checkpoint":
        return void (row["log"] === WORKSPACE ? workspace : (projects.get(String(row["log"])) ?? gone(String(row["log"])))).checkpoints.push(row);
      case "workspace_change": {
        const { position, at, actor, type } = row;
        const bytes = bytesOf(row["leaf"]);
        const leaf = addEntry(workspace, table, { number: position, leaf: bytes.toString("utf8"), made: leafHash(bytes), hash: bytesOf(row["leaf_hash"]).toString("hex"), facts: { position, at, actor, type } });
        if (leaf) events.push({ type: leaf["type"], proof: rowOf(leaf["proof"]) });
      }
    }
  }

  /** Checkpoints outlive their project. */
  const removed = new Map<string, Log>();
  const gone = (id: string): Log => {
    const log = removed.get(id) ?? newLog(id);
    removed.set(id, log);
    return log;
  };

  function endTexts(log: Log, table: string, erased: ReadonlySet<string>): number {
    let count = 0;
    for (const [entry, commitments] of log.unseen) {
      for (const [position, commitment] of commitments.entries()) {
        if (commitment === "") continue;
        if (erased.has(`${log.name} ${entry} ${position}`)) count += 1;
        else report(table, log, `text ${position} is gone, and the workspace's log does not say that it was erased.`, { id: String(entry) });
      }
    }
    return count;
  }

  /** The tree at every size that somebody speaks of. */
  function endTree(log: Log, table: string): void {
    const statements = [...log.checkpoints.map((row) => ({ row, size: Number(row["size"]) })), ...anchored(log.name), ...keptOf(log.name)];
    const edges = edgesAt(log.hashes, new Set([...statements.map(({ size }) => size), log.hashes.length]));
    if (log.hashes.length > 0 || log.tree.row) {
      const { size, edge } = log.tree.row ?? {};
      const edgeNow = Buffer.concat(edges.get(log.hashes.length) ?? []);
      if (size !== log.hashes.length || !edgeNow.equals(bytesOf(edge))) report(table, log, `the tree that is kept (${shown(size)} entries) is not that of the ${log.hashes.length} entries.`);
    }
    for (const statement of statements) {
      const { size } = statement;
      const edge = edges.get(size);
      const root = edge && rootOf(edge);
      if ("row" in statement) endCheckpoint(log, statement.row, edge);
      else if (!root) report("change", log, `${statement.voucher} ${size} entries, but there are ${log.hashes.length}: entries were taken away.`);
      else if (root.toString("base64") !== statement.root) report("change", log, `the first ${size} entries are not those that ${statement.voucher}: some were altered, replaced or put in another order.`);
    }
  }

  function endCheckpoint(log: Log, row: Row, edge: readonly Buffer[] | undefined): void {
    checkpoints += 1;
    const wrong = (sentence: string): void => report("checkpoint", log, `the checkpoint over ${shown(row["size"])} entries ${sentence}`);
    const head = headOf(String(row["note"]));
    const root = bytesOf(row["root"]).toString("base64");
    if (!head || head.log !== log.name || head.size !== row["size"] || head.root !== root) return wrong("does not say what its row says.");
    if (!isSignedBy(String(row["note"]), bytesOf(row["public_key"]))) return wrong("has a signature that is not valid.");
    if (log.hashes.length === 0 && removed.has(log.name)) return;
    if (!edge) return wrong(`covers more than the ${log.hashes.length} entries that there are: entries were taken away.`);
    if (rootOf(edge).toString("base64") !== root) return wrong("was signed for other entries: some were altered, replaced or put in another order.");
    if (!Buffer.concat(edge).equals(bytesOf(row["edge"]))) wrong("keeps another tree than it signs.");
  }

    const anchors = once(() => {
    const byProject = new Map<string, Row[]>();
    for (const anchor of events.flatMap(({ type, proof }) => (type === "log.anchored" ? listOf(proof["projects"]) : []))) {
      const id = String(anchor["projectId"]);
      byProject.set(id, [...(byProject.get(id) ?? []), anchor]);
    }
    return byProject;
  });
  function anchored(name: string): readonly Statement[] {
    return (anchors().get(name) ?? []).map(({ size, root }) => ({ size: Number(size), root: String(root), voucher: "the workspace's log vouches for" }));
  }

  const heads = kept.map((note) => ({ note, head: headOf(note) }));
  function keptOf(name: string): readonly Statement[] {
    return heads.flatMap(({ head }) => (head?.log === name ? [{ size: head.size, root: head.root, voucher: "the checkpoint that was kept elsewhere covers" }] : []));
  }

  function endKept(): void {
    for (const { note, head } of heads) {
      const log = head?.log === WORKSPACE ? workspace : projects.get(head?.log ?? "");
      if (!head) report("checkpoint", workspace, "the checkpoint that was kept elsewhere is none that this program can read.");
      else if (keys.length > 0 && !keys.some((key) => isSignedBy(note, key))) report("checkpoint", log ?? newLog(head.log), "the checkpoint that was kept elsewhere is not signed by the given key.");
      else if (!log && !tombstones().has(head.log)) report("project", newLog(head.log), "a checkpoint of its log was kept elsewhere, but the project is not here, and the workspace's log does not say that it was removed.");
    }
    const newest = workspace.checkpoints.at(-1);
    if (keys.length > 0 && newest && !keys.some((key) => isSignedBy(String(newest["note"]), key))) report("checkpoint", workspace, "the newest checkpoint is not signed by the given key.");
    if (keys.length === 0 && checkpoints > 0) notes.push("No key was given: signatures were checked with the key that the data itself names, which proves nothing against whoever keeps the data. Give --key.");
  }

  const tombstones = once(() => new Map(events.flatMap(({ type, proof }) => (type === "project.removed" ? [[String(proof["projectId"]), proof] as const] : []))));

  /** Every signature over a project is noted in the workspace's log. */
  function endAnchors(log: Log): void {
    const sizes = new Set(log.checkpoints.map((row) => row["size"]));
    for (const { size } of anchored(log.name)) if (!sizes.has(size)) report("checkpoint", log, `the workspace's log knows a checkpoint over ${size} entries, but it is gone.`);
  }

  /** Projects that were signed or created and are neither here nor removed. */
  function endVanished(): void {
    const created = new Map(events.flatMap(({ type, proof }) => (type === "project.created" ? [[String(proof["projectId"]), proof] as const] : [])));
    const named = new Set([...created.keys(), ...anchors().keys(), ...removed.keys()]);
    for (const id of named) if (!projects.get(id)?.row && !tombstones().has(id)) report("project", newLog(id), "the workspace's log knows this project, but it is not here, and nothing says that it was removed.");
    for (const log of projects.values()) endProject(log, created.get(log.name));
  }

  function endProject(log: ProjectLog, created: Row | undefined): void {
    const { row } = log;
    if (!row) return report("project", log, "there are rows of this project, but not the project itself.");
    if (!created) report("project", log, "the workspace's log does not know that it was created.");
    const settings = opened(log, log.replayed.get("settings settings"));
    const tasks = [...log.replayed.values()].filter(({ kind }) => kind === "task").length;
    const key = log.key ?? created?.["key"] ?? row["key"];
    const facts = { revision: log.hashes.length, name: settings?.["name"], taskCount: tasks, key, origin: created?.["origin"] ?? row["origin"], isSample: created?.["isSample"] ?? row["isSample"] };
    for (const [field, value] of Object.entries(facts)) if (row[field] !== value) report("project", log, `the row says ${shown(row[field])}, its log ${shown(value)}.`, { field });
    const deletedAt = row["deletedAt"] ?? undefined;
    if (deletedAt === undefined ? log.deletedAt !== undefined : Date.parse(String(deletedAt)) !== Date.parse(log.deletedAt ?? "")) report("project", log, `the row says ${deletedAt === undefined ? "not deleted" : shown(deletedAt)}, its log ${log.deletedAt ?? "not deleted"}.`, { field: "deletedAt" });
    endRecords(log);
    const records = onProject ? [...log.replayed.values()].map((item) => ({ kind: item.kind, record: opened(log, item) ?? {} })) : [];
    for (const { field, sentence } of onProject?.({ row, records }) ?? []) report("project", log, sentence, { field });
  }

  function endRecords(log: ProjectLog): void {
    for (const [place, item] of log.replayed) {
      const [kind, id] = [item.kind, String(item.record["id"])];
      const row = log.stored.get(place);
      if (!row) {
        report("record", log, "the log made this record, but it is gone.", { kind, id });
        continue;
      }
      const [said, logged] = [rowOf(row["record"]), opened(log, item) ?? {}];
      for (const field of new Set([...Object.keys(said), ...Object.keys(logged)])) {
        if (canonicalJson(said[field]) !== canonicalJson(logged[field])) report("record", log, `the row says ${shown(said[field])}, its log ${shown(logged[field])}.`, { kind, id, field });
      }
      if (row["revision"] !== item.revision) report("record", log, `the row says ${shown(row["revision"])}, its log ${item.revision}.`, { kind, id, field: "revision" });
    }
    for (const [place, row] of log.stored) if (!log.replayed.has(place)) report("record", log, "the log knows nothing of this record.", { kind: String(row["kind"]), id: String(rowOf(row["record"])["id"]) });
  }

  return {
    add: (line) => {
      if (line.type === "entry") addProjectEntry(line);
      else if (line.type === "row") addRow(String(line["table"]), rowOf(line["row"]));
      else if (line.type === "record") projectOf(String(line["projectId"])).stored.set(`${String(line["kind"])} ${String(rowOf(line["record"])["id"])}`, line);
      else if (line.type === "project") projectOf(String(line["id"])).row = line;
    },
    end: () => {
      const erased = new Set(events.flatMap(({ type, proof }) => (type === "personalData.erased" ? listOf(proof["texts"]).map(({ log, entry, position }) => `${String(log)} ${String(entry)} ${String(position)}`) : [])));
      let count = endTexts(workspace, "workspace_change_text", erased);
      endTree(workspace, "workspace_tree");
      for (const log of projects.values()) {
        count += endTexts(log, "change_text", erased);
        endTree(log, "change_tree");
        endAnchors(log);
      }
      for (const log of removed.values()) for (const row of log.checkpoints) endCheckpoint(log, row, undefined);
      endVanished();
      endKept();
      if (count > 0) notes.push(`${count} texts were erased, as the workspace's log says; their entries are proven all the same.`);
      const entries = [workspace, ...projects.values()].reduce((sum, log) => sum + log.hashes.length, 0);
      if (checkpoints === 0 && entries > 0) notes.push("Nothing is signed yet: only the parts were compared with each other.");
      return { findings, notes, projects: projects.size, entries, checkpoints };
    },
  };
}

function newLog(name: string): Log {
  return { name, hashes: [], unseen: new Map(), texts: new Map(), tree: {}, checkpoints: [] };
}

/** A record with its sealed texts put back. */
function opened(log: Log, item: { readonly record: Row; readonly revision: number } | undefined): Row | undefined {
  if (!item) return undefined;
  const open = (value: unknown): unknown => {
    const { sealed, ...others } = rowOf(value);
    if (typeof sealed !== "number" || Object.keys(others).length > 0) return value;
    const text = log.texts.get(`${item.revision} ${sealed}`);
    return text === undefined ? ERASED : JSON.parse(text);
  };
  return Object.fromEntries(Object.entries(item.record).map(([name, value]) => [name, open(value)]));
}

/** Computed when it is asked for first. */
function once<T>(compute: () => T): () => T {
  let value: { readonly of: T } | undefined;
  return () => (value ??= { of: compute() }).of;
}
