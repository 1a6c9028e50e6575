/** XML comes in element by element, and what no plan needs is refused in one sentence, quickly. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_READ_LIMITS, type ReadLimits } from "../plan-file-types.ts";
import { readXml } from "./read-xml.ts";
import { xmlText } from "./write-xml.ts";
import type { XmlElement } from "./xml-element.ts";

interface Seen {
  readonly outcome: ReturnType<typeof readXml>;
  readonly children: XmlElement[];
  readonly entities: XmlElement[];
}

function read(text: string | Uint8Array, limits: Partial<ReadLimits> = {}): Seen {
  const children: XmlElement[] = [];
  const entities: XmlElement[] = [];
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const outcome = readXml(bytes, { limits: { ...DEFAULT_READ_LIMITS, ...limits } }, {
    root: () => undefined,
    isContainer: (name) => name === "List",
    child: (element) => children.push(element),
    entity: (_, element) => entities.push(element),
  });
  return { outcome, children, entities };
}

/** The code and the sentence with which a file is refused, within two seconds of work (other tests share the machine). */
function refusal(text: string | Uint8Array, limits: Partial<ReadLimits> = {}): string {
  const began = process.cpuUsage();
  const { outcome } = read(text, limits);
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1000).toBeLessThan(2000);
  return "failure" in outcome ? `${outcome.failure.code}: ${outcome.failure.message}` : "accepted";
}

test("entities of a list come one by one, other elements whole, with their lines", () => {
  const { children, entities } = read("<R>\n<A>1</A>\n<List>\n<E><N>x</N></E><E/></List><B><C/></B></R>");
  expect(children.map(({ name, text, line }) => `${name} ${text} ${line}`)).toEqual(["A 1 2", "List  3", "B  4"]);
  expect(entities.map(({ name, children: inner }) => `${name} ${inner.length}`)).toEqual(["E 1", "E 0"]);
});

test("text, CDATA and references are one text; comments and instructions are none", () => {
  const { children } = read("<R><A>a&amp;<![CDATA[<b>]]>&#13;&#x41;<!-- no --><?no no?></A></R>");
  expect(children[0]?.text).toBe("a&<b>\rA");
});

test("text between elements is kept as a nameless child", () => {
  const { children } = read("<R><A> one <B>2</B> three </A></R>");
  expect(children[0]?.children.map(({ name, text }) => [name, text])).toEqual([["", " one "], ["B", "2"], ["", " three "]]);
});

test("the prefix of the root is no part of the names", () => {
  const { children } = read('<p:R xmlns:p="u"><p:A q:x="1">1</p:A><q:B/></p:R>');
  expect(children.map(({ name }) => name)).toEqual(["A", "q:B"]);
});

test("hostile and broken files are refused in one sentence with the line", () => {
  const laughs = `<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY a "ha">${"bcdefgh".split("").map((name, at) => `<!ENTITY ${name} "${`&${"abcdefg"[at]};`.repeat(10)}">`).join("")}]>\n<R><A>&h;</A></R>`;
  expect(refusal(laughs)).toMatch(/^xml\/doctype: .*line 2/);
  expect(refusal('<!DOCTYPE r SYSTEM "file:///etc/passwd"><R/>')).toMatch(/^xml\/doctype/);
  expect(refusal("<R><A>&boom;</A></R>")).toMatch(/^xml\/not-well-formed: Line 1 .*undefined entity/);
  expect(refusal("<R><A>\n<B></A></B></R>")).toMatch(/^xml\/not-well-formed: Line 2/);
  expect(refusal("<R>\n<A>1</A>\n<A")).toMatch(/^xml\/truncated: .*line 3/);
  expect(refusal("<R>\n<A>1</A>\n<A>2")).toMatch(/^xml\/truncated: .*line 3/);
  expect(refusal("<R a='1' a='2'/>")).toMatch(/^xml\/not-well-formed/);
  expect(refusal("")).toMatch(/^xml\/not-xml/);
  expect(refusal("just words\n and more")).toMatch(/^xml\/not-xml/);
  expect(refusal('{"format":"json"}')).toMatch(/^xml\/not-xml/);
  expect(refusal(Uint8Array.from({ length: 5000 }, (_, at) => (at * 7919) % 256))).toMatch(/^xml\/not-xml/);
  expect(refusal('<?xml version="1.0" encoding="EBCDIC"?><R/>')).toMatch(/^xml\/encoding: .*“EBCDIC”/);
});

test("200,000-deep nesting is refused at the limit of depth", () => {
  expect(refusal("<a>".repeat(200_000))).toMatch(/^xml\/too-deep: .*limit of 64/);
  expect(refusal(`<R>${"<a>".repeat(63)}${"</a>".repeat(63)}</R>`)).toBe("accepted");
});

test("limits are configurable and named", () => {
  expect(refusal("<R><A/><A/></R>", { maxElements: 2 })).toMatch(/^xml\/too-many-elements: .*limit of 2 elements/);
  expect(refusal("<R><A/></R>", { maxBytes: 8 })).toMatch(/^file\/too-large/);
  expect(refusal("<R><A><B/></A></R>", { maxDepth: 2 })).toMatch(/^xml\/too-deep: Line 1 .*limit of 2/);
});

test("long runs of one thing are read in time", () => {
  expect(refusal(`<R><A>${"x".repeat(2_000_000)}</A></R>`)).toBe("accepted");
  expect(refusal(`<R><A ${Array.from({ length: 50_000 }, (_, at) => `a${at}="1"`).join(" ")}/></R>`)).toBe("accepted");
  expect(refusal(`<R><!-- ${"-x".repeat(1_000_000)}`)).toMatch(/^xml\/truncated/);
  expect(refusal(`<${"a".repeat(1_000_000)}`)).toMatch(/^xml\//);
  expect(refusal(`<R>${"&amp;".repeat(200_000)}</R>`)).toBe("accepted");
});

test("control characters are left out and told once", () => {
  const { outcome, children } = read("<R><A>a\u0001b</A><A>c&#2;d</A></R>");
  expect("problems" in outcome && outcome.problems.map(({ code }) => code)).toEqual(["xml/stray-character"]);
  expect(children.map(({ text }) => text.startsWith("ab") || text.startsWith("c"))).toEqual([true, true]);
});

test("any tree that is written is read back", () => {
  const name = fc.constantFrom("A", "B", "Some.Name_1", "x-y");
  const text = fc.string({ unit: fc.constantFrom("a", "<", "&", ">", '"', "'", "\r", "\n", "\t", "]]>", "é", "𐍈", " ") });
  const { tree } = fc.letrec<{ tree: XmlElement }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "small" },
      fc.record({ name, text, children: fc.constant([]), line: fc.constant(0) }),
      fc.record({ name, text: fc.constant(""), children: fc.array(tie("tree"), { minLength: 1, maxLength: 4 }), line: fc.constant(0) }),
    ),
  }));
  fc.assert(
    fc.property(tree, (element) => {
      const { outcome, children } = read(`<R>\n${xmlText(element, "  ")}</R>`);
      expect("problems" in outcome).toBe(true);
      expect(children.map(withoutLines)).toEqual([withoutLines(element)]);
    }),
    { numRuns: 300 },
  );
});

interface Plain {
  readonly name: string;
  readonly text: string;
  readonly children: readonly Plain[];
}

function withoutLines({ name, text, children }: XmlElement): Plain {
  return { name, text, children: children.map(withoutLines) };
}

test("no bytes make reading throw", () => {
  const piece = fc.constantFrom("<", ">", "/", "A", "R", "=", '"', "'", "&", ";", "#", "x", "!", "--", "[CDATA[", "]]>", "?", "xml", "DOCTYPE", " ", "\n", "\0", "é");
  fc.assert(fc.property(fc.array(piece, { maxLength: 80 }), (pieces) => void read(`<R>${pieces.join("")}`)), { numRuns: 500 });
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void read(bytes)), { numRuns: 500 });
});
