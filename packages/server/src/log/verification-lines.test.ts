/** The verifier on lines made by hand: removed projects, checkpoints kept elsewhere, formats of tomorrow, records and texts that are gone. */
import { commitmentOf } from "@leadline/verifier/signed-log.ts";
import { verifyReport } from "@leadline/verifier/report.ts";
import { startVerification, type Line, type VerificationOptions } from "@leadline/verifier/verification.ts";
import { expect, test } from "vitest";
import { logKey } from "./checkpoints.ts";
import { leafHash } from "./log-entry.ts";
import { EMPTY_TREE, edgeBytes, grown, rootOf, treeOver, type Tree } from "./merkle-tree.ts";
import { signedNote } from "./signed-note.ts";

const AT = "2026-11-23T10:00:00.000Z";
const key = logKey("a secret that is long enough for a test");
const stranger = logKey("another secret that is long enough");
const bytes = (value: Uint8Array): string => `\\x${Buffer.from(value).toString("hex")}`;
const noteOf = (log: string, tree: Tree, signer = key): string => signedNote(signer, { origin: `leadline/w/${log}`, size: tree.size, root: rootOf(tree) });
const checkpoint = (log: string, tree: Tree, note = noteOf(log, tree)): Line => ({ type: "row", table: "checkpoint", row: { log, size: tree.size, root: bytes(rootOf(tree)), edge: bytes(edgeBytes(tree)), note, public_key: bytes(key.publicKey) } });

type WorkspaceEvents = readonly { readonly type: string; readonly proof: object }[];

/** The workspace's log with these events, and the tree over it. */
function workspaceLines(...events: WorkspaceEvents): readonly Line[] {
  const leaves = events.map((event, at) => Buffer.from(JSON.stringify({ position: at + 1, at: AT, actor: "ann", ...event, sealed: [] })));
  const tree = treeOver(leaves.map((leaf) => leafHash(leaf)));
  const rows = events.map(({ type }, at): Line => ({ type: "row", table: "workspace_change", row: { position: at + 1, at: AT, actor: "ann", type, leaf: bytes(leaves[at] ?? Buffer.alloc(0)), leaf_hash: bytes(leafHash(leaves[at] ?? Buffer.alloc(0))) } }));
  return [...rows, { type: "row", table: "workspace_tree", row: { size: tree.size, edge: bytes(edgeBytes(tree)) } }];
}

function said(lines: readonly Line[], options: VerificationOptions = { keys: [key.publicKey] }): readonly string[] {
  const verification = startVerification(options);
  for (const line of lines) verification.add(line);
  return verification.end().findings.map(({ sentence }) => sentence);
}

const TREE = treeOver([leafHash(Buffer.from("an entry of a project that is gone"))]);
const created = { type: "project.created", proof: { projectId: "p", key: "P", origin: "made", isSample: false } };
const anchored = { type: "log.anchored", proof: { projects: [{ projectId: "p", size: 1, root: rootOf(TREE).toString("base64") }] } };
const removed = { type: "project.removed", proof: { projectId: "p" } };

test("checkpoints outlive a project that was removed as the log says, and tell on one that only vanished", () => {
  expect(said([...workspaceLines(created, anchored, removed), checkpoint("p", TREE)])).toEqual([]);
  expect(said([...workspaceLines(created, anchored), checkpoint("p", TREE)])).toEqual(["project, project p: the workspace's log knows this project, but it is not here, and nothing says that it was removed."]);
  // Two of them are of the same log.
  expect(said([...workspaceLines(created, anchored, removed), checkpoint("p", EMPTY_TREE), checkpoint("p", TREE)])).toEqual([]);
  const forged = signedNote(stranger, { origin: "leadline/w/p", size: 1, root: rootOf(TREE) });
  expect(said([...workspaceLines(created, anchored, removed), checkpoint("p", TREE, forged)])).toEqual(["checkpoint, project p: the checkpoint over 1 entries has a signature that is not valid."]);
  expect(said([...workspaceLines(created, anchored, removed), checkpoint("p", TREE, "no note")])).toEqual(["checkpoint, project p: the checkpoint over 1 entries does not say what its row says."]);
});

test("a checkpoint that was kept elsewhere must be readable, signed by the given key, and of something that is here or was removed", () => {
  const lines = workspaceLines(created, removed);
  expect(said(lines, { keys: [key.publicKey], kept: [noteOf("p", TREE)] })).toEqual([]);
  expect(said(lines, { kept: ["what is this"] })).toEqual(["checkpoint, the workspace's log: the checkpoint that was kept elsewhere is none that this program can read."]);
  expect(said(lines, { keys: [key.publicKey], kept: [noteOf("p", TREE, stranger)] })).toEqual(["checkpoint, project p: the checkpoint that was kept elsewhere is not signed by the given key."]);
  expect(said(lines, { keys: [stranger.publicKey, key.publicKey], kept: [noteOf("q", TREE)] })).toEqual(["project, project q: a checkpoint of its log was kept elsewhere, but the project is not here, and the workspace's log does not say that it was removed."]);
  expect(said(lines, { keys: [key.publicKey], kept: [noteOf("workspace", grown(grown(grown(EMPTY_TREE, leafHash(Buffer.from("1"))), leafHash(Buffer.from("2"))), leafHash(Buffer.from("3"))))] })).toEqual(["change, the workspace's log: the checkpoint that was kept elsewhere covers 3 entries, but there are 2: entries were taken away."]);
});

/** A project with one entry that adds a task whose name is sealed. */
function projectLines(given: { readonly format?: string; readonly hasRecord?: boolean; readonly hasText?: boolean; readonly hasRow?: boolean } = {}): readonly Line[] {
  const { format = "leadline-log/2", hasRecord = true, hasText = true, hasRow = true } = given;
  const salt = Buffer.alloc(32, 7);
  const leaf = JSON.stringify({ format, projectId: "p", revision: 1, at: AT, actor: "ann", requestKey: "k", sealed: ["", "", commitmentOf(salt, '"Ada\'s task"')], change: { added: [{ kind: "task", record: { id: "t", name: { sealed: 2 } } }], updated: [], removed: [] } });
  const tree = treeOver([leafHash(Buffer.from(leaf))]);
  const lines: readonly (Line | false)[] = [
    { type: "entry", projectId: "p", revision: 1, at: AT, actor: "ann", requestKey: "k", label: null, leaf, leafHash: leafHash(Buffer.from(leaf)).toString("hex") },
    hasText && { type: "row", table: "change_text", row: { project_id: "p", revision: 1, position: 2, salt: bytes(salt), text: '"Ada\'s task"' } },
    { type: "row", table: "change_tree", row: { project_id: "p", size: 1, edge: bytes(edgeBytes(tree)) } },
    hasRecord && { type: "record", projectId: "p", kind: "task", revision: 1, record: { id: "t", name: hasText ? "Ada's task" : "(erased)" } },
    hasRow && { type: "project", id: "p", key: "P", revision: 1, taskCount: 1, name: undefined, origin: "made", isSample: false },
  ];
  return lines.filter((line) => line !== false);
}

test("a project whose parts fit together is clean; what is missing, unknown or without its row is named", () => {
  const of = (more: Parameters<typeof projectLines>[0] = {}, ...events: WorkspaceEvents): readonly string[] => said([...workspaceLines(created, ...events), ...projectLines(more)]);
  expect(of()).toEqual([]);
  expect(of({ format: "leadline-log/9" })).toEqual(['change, entry 1 of project p: its format is "leadline-log/9", which this program does not know.']);
  expect(of({ hasRecord: false })).toEqual(["record, project P, task t: the log made this record, but it is gone."]);
  expect(of({ hasRow: false })).toContain("project, project p: there are rows of this project, but not the project itself.");
  expect(said([...workspaceLines(), ...projectLines()])).toEqual(["project, project P: the workspace's log does not know that it was created."]);
});

test("a text that is gone was erased where the workspace's log says so, and the entry is proven without it", () => {
  const erased = { type: "personalData.erased", proof: { texts: [{ log: "p", entry: 1, position: 2 }] } };
  expect(said([...workspaceLines(created, erased), ...projectLines({ hasText: false })])).toEqual([]);
  expect(said([...workspaceLines(created), ...projectLines({ hasText: false })])).toEqual(["change_text, entry 1 of project P: text 2 is gone, and the workspace's log does not say that it was erased."]);
  const notes = startVerification();
  for (const line of [...workspaceLines(created, erased), ...projectLines({ hasText: false })]) notes.add(line);
  expect(notes.end().notes).toEqual(["1 texts were erased, as the workspace's log says; their entries are proven all the same.", "Nothing is signed yet: only the parts were compared with each other."]);
});

test("what is taken away or altered in the trees beside the entries is found", () => {
  const lines = [...workspaceLines(created), ...projectLines()];
  const without = (table: string): readonly Line[] => lines.filter((line) => line["table"] !== table);
  expect(said(without("change_tree"))).toEqual(["change_tree, project P: the tree that is kept (nothing entries) is not that of the 1 entries."]);
  expect(said(without("workspace_tree"))).toEqual(["workspace_tree, the workspace's log: the tree that is kept (nothing entries) is not that of the 1 entries."]);
  expect(said([{ type: "row", table: "change_tree", row: { project_id: "q", size: 2, edge: "\\x" } }])).toContain("change_tree, project q: the tree that is kept (2 entries) is not that of the 0 entries.");
});

test("a file of a report that carries no proof, another entry, or other texts than were published is told by its fields", () => {
  const fieldsOf = (content: string, proof: Readonly<Record<string, unknown>>, costs?: string): readonly unknown[] => verifyReport({ content, proof, ...(costs !== undefined && { costs }) }, { keys: [], kept: [] }).findings.flatMap(({ field }) => field ?? []);
  const proofOf = (...added: readonly object[]): Readonly<Record<string, unknown>> => ({ leaf: Buffer.from(JSON.stringify({ change: { added } })).toString("base64"), path: [], entry: 1, note: noteOf("p", TREE), size: 1, words: "none of these" });
  expect(fieldsOf("no report", {})).toEqual(["entry"]);
  expect(fieldsOf("{}", proofOf({ kind: "task", record: { id: "t" } }))).toEqual(["entry", "words"]);
  const published = { kind: "statusReport", record: { id: "s", number: 1, version: 1, content: { sealed: 2 }, costs: { sealed: 3 } } };
  const other = { number: 2, version: 1 };
  expect(fieldsOf(JSON.stringify(other), { ...proofOf({ kind: "task", record: {} }, published), salts: { content: "00" } }, "{}")).toEqual(["content", "costs", "number", "words"]);
});
