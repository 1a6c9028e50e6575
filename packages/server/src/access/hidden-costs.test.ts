/** What answers and conflicts tell those who see no costs. */
import { expect, test } from "vitest";
import { emptyTask } from "@leadline/engine/model/new-project.ts";
import { answerWithoutCosts, changeWithoutCosts, conflictWithoutCosts, sightOf } from "./hidden-costs.ts";
import { heldBackActor, makeActor, NOBODY, refuseHeldBack, requirePermission } from "./actor.ts";

const plain = emptyTask({ id: "t", number: 1, rank: "a" });
const paid = { ...plain, fixedCostCents: 500 };

test("how much somebody sees of a project follows from their rights on it", () => {
  const actor = makeActor({ id: "m", name: "M", workspaceId: "w", kind: "member", role: "guest" }, { permissions: [], projects: new Map([["a", ["project.read", "costs.read"]], ["b", ["project.read"]], ["c", ["costs.read"]]]) });
  expect(["a", "b", "c", "d"].map((id) => sightOf(actor, id))).toEqual(["everything", "no costs", "nothing", "nothing"]);
  expect(actor.visibleProjects).toEqual(["a", "b"]);
  expect([actor.may("public"), actor.may("signed-in"), actor.may("test.reset"), actor.may("project.read"), NOBODY.may("signed-in"), NOBODY.may("public")]).toEqual([true, true, false, false, false, true]);
});

test("a change that is about costs alone is not told", () => {
  const change = { added: [{ kind: "task" as const, record: paid }, { kind: "keptSource" as const, record: { id: "k", format: "mspdi", content: "{}" } as never }], updated: [{ kind: "task" as const, before: plain, after: paid }, { kind: "task" as const, before: paid, after: { ...paid, name: "x" } }, { kind: "task" as const, before: plain, after: plain }], removed: [] };
  expect(changeWithoutCosts(change)).toEqual({ added: [{ kind: "task", record: plain }], updated: [{ kind: "task", before: plain, after: { ...plain, name: "x" } }, { kind: "task", before: plain, after: plain }], removed: [] });
});

test("an answer is told without costs where it holds a change, and as it is where not", () => {
  const answer = (change: unknown): { readonly status: number; readonly body: Record<string, unknown> } => ({ status: 200, body: { revision: 7, change } });
  expect(answerWithoutCosts(answer({ added: [{ kind: "task", record: paid }], updated: [], removed: [] })).body).toEqual({ revision: 7, change: { added: [{ kind: "task", record: plain }], updated: [], removed: [] } });
  for (const other of [undefined, null, "text", 7, {}, { added: [] }, { added: [], updated: [] }]) {
    const given = answer(other);
    expect(answerWithoutCosts(given)).toBe(given);
  }
});

test("of a conflict the values are left out where they are costs, and the costs where they are whole records", () => {
  const conflict = (kind: string, field: string, value: unknown): Record<string, unknown> & { readonly kind: string; readonly field: string } => ({ kind, id: "t", field, label: "x", actor: "m", base: value, theirs: value, mine: value });
  const told = { kind: "task", id: "t", label: "x", actor: "m" };
  const name = conflict("task", "name", "x");
  expect(conflictWithoutCosts(name)).toBe(name);
  expect(conflictWithoutCosts(conflict("task", "fixedCostCents", 5))).toEqual({ ...told, field: "fixedCostCents" });
  expect(conflictWithoutCosts(conflict("task", "record", paid))).toEqual({ ...told, field: "record", base: plain, theirs: plain, mine: plain });
  expect(conflictWithoutCosts(conflict("task", "record", null))).toEqual({ ...told, field: "record" });
  expect(conflictWithoutCosts(conflict("task", "record", "gone"))).toEqual({ ...told, field: "record" });
  expect(conflictWithoutCosts(conflict("keptSource", "record", paid))).toEqual({ ...told, kind: "keptSource", field: "record" });
});

test("somebody who is held back may do nothing and is told why; others are told what they lack, or that nothing is there", () => {
  const who = { id: "m", name: "M", workspaceId: "w", role: "owner" };
  const codeOf = (work: () => void): string => {
    try {
      work();
      return "allowed";
    } catch (error) {
      return error instanceof Error && "code" in error ? String(error.code) : "other";
    }
  };
  const held = heldBackActor(who);
  const reader = makeActor({ ...who, kind: "member" }, { permissions: ["project.read"], projects: new Map() });
  const guest = makeActor({ ...who, kind: "member" }, { permissions: ["workspace.read"], projects: new Map() });
  expect([codeOf(() => requirePermission(held, "project.read")), codeOf(() => refuseHeldBack(held)), codeOf(() => refuseHeldBack(reader)), codeOf(() => requirePermission(held, "public"))]).toEqual(["session/second-factor", "session/second-factor", "allowed", "allowed"]);
  expect([codeOf(() => requirePermission(NOBODY, "project.read", "p")), codeOf(() => requirePermission(guest, "project.edit", "p")), codeOf(() => requirePermission(reader, "project.edit", "p")), codeOf(() => requirePermission(guest, "members.manage", "p")), codeOf(() => requirePermission(reader, "project.read", "p"))]).toEqual(["session/none", "not-found", "permission/missing", "permission/missing", "allowed"]);
});
