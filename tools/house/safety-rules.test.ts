/** Each safety rule fires on a small bad sample, and lets the good one pass. */
import { expect, test } from "vitest";
import { assembledStatements, markupFromText, outsideCalls, programStarts } from "./safety-rules.ts";
import { sourceOf } from "./source-file.ts";

const inServer = (text: string) => [sourceOf("packages/server/src/storage/a.ts", text)];

test("a value inside of a statement is named", () => {
  expect(assembledStatements(inServer("await tx.query(`SELECT 1 FROM task WHERE id = '${id}'`);"))).toEqual([
    "packages/server/src/storage/a.ts:1: puts a value into SQL; use a placeholder, or a constant in capitals",
  ]);
  expect(assembledStatements(inServer(`await tx.query("SELECT 1 FROM " + table);`))).toHaveLength(1);
  expect(assembledStatements(inServer("await tx.query(`ORDER BY ${columnOf(wish)}`);"))).toHaveLength(1);
});

test("placeholders, constants and escaped names may stand in a statement", () => {
  const text = "await tx.query(`SELECT ${COLUMNS} FROM project WHERE id = $1`, [id]);\nawait c.query(`CREATE DATABASE ${c.escapeIdentifier(name)}`);\nawait c.query(TEXT);";
  expect(assembledStatements(inServer(text))).toEqual([]);
});

test("a file that starts programs must stand on the list", () => {
  const starts = (path: string) => programStarts([sourceOf(path, `import { spawn } from "node:child_process";`)]);
  expect(starts("packages/server/src/rooms/projects/a.ts")).toHaveLength(1);
  expect(starts("packages/server/src/storage/cluster.ts")).toEqual([]);
  expect(starts("packages/server/src/a.fixture.ts")).toEqual([]);
});

test("a way to another machine beside the room for it is named", () => {
  const found = (text: string, path = "packages/server/src/rooms/a.ts") => outsideCalls([sourceOf(path, text)]);
  expect(found(`import { request } from "node:https";`)).toHaveLength(1);
  expect(found(`import { connect } from "net";`)).toHaveLength(1);
  expect(found(`const { request } = await import("node:http");`)).toHaveLength(1);
  expect(found(`import nodemailer from "nodemailer";`)).toHaveLength(1);
  expect(found(`await fetch(url);`)).toHaveLength(1);
  expect(found(`await globalThis.fetch(url);`)).toHaveLength(1);
  expect(found(`const stream = new EventSource(url);`)).toHaveLength(1);
  expect(found(`import type { Socket } from "node:net";\nimport { type Socket as S } from "node:net";\nstore.fetch(1);`)).toEqual([]);
  expect(found(`import { request } from "node:http";`, "packages/server/src/outbound/call-outside.ts")).toEqual([]);
  expect(found(`import { request } from "node:http";`, "packages/server/src/a.test.ts")).toEqual([]);
});

test("text that becomes markup or code is named", () => {
  const found = (text: string) => markupFromText([sourceOf("packages/web/src/a.tsx", text)]);
  expect(found(`element.innerHTML = text;`)).toHaveLength(1);
  expect(found(`const a = <p dangerouslySetInnerHTML={{ __html: text }} />;`)).toHaveLength(1);
  expect(found(`const run = new Function(text);`)).toHaveLength(1);
  expect(found(`element.textContent = text; const a = <p>{text}</p>;`)).toEqual([]);
});
