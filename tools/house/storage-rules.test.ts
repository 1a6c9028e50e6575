/** The rule about SQL fires on a small bad sample, and lets English pass. */
import { expect, test } from "vitest";
import { sourceOf } from "./source-file.ts";
import { strayStatements } from "./storage-rules.ts";

const inRoom = (text: string) => strayStatements([sourceOf("packages/server/src/rooms/plan/a.ts", text)]);

test.each(['query("select id from project where id = $1")', "query(`INSERT INTO change (id) VALUES ($1)`)", 'query("update project set revision = 1")', 'query("begin")'])("%s is noticed outside of storage", (text) => {
  expect(inRoom(text)).toHaveLength(1);
});

test("English sentences and storage files pass", () => {
  expect(inRoom('say("Select a file from your computer."); say("Update project settings"); say(`Delete from the list`)')).toEqual([]);
  expect(strayStatements([sourceOf("packages/server/src/storage/a.ts", 'query("select id from project")')])).toEqual([]);
});
