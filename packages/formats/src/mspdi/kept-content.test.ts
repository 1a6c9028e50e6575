/** A kept entity gives back the very elements that were kept, and rubbish gives nothing. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { XmlElement } from "../xml/xml-element.ts";
import { keepEntity, keptEntityOf } from "./kept-content.ts";

const { element } = fc.letrec<{ element: XmlElement }>((tie) => ({
  element: fc.oneof(
    { depthSize: "small" },
    fc.record({ name: fc.string(), text: fc.string(), children: fc.constant([]), line: fc.constant(0) }),
    fc.record({ name: fc.string(), text: fc.constant(""), children: fc.array(tie("element"), { minLength: 1, maxLength: 3 }), line: fc.constant(0), attributes: fc.array(fc.tuple(fc.string(), fc.string()), { minLength: 1, maxLength: 2 }) }),
    fc.record({ name: fc.string(), text: fc.constant(""), children: fc.array(tie("element"), { minLength: 1, maxLength: 3 }), line: fc.constant(0) }),
  ),
}));

test("what is kept comes back, names, texts, attributes and order", () => {
  fc.assert(
    fc.property(element, fc.constantFrom("Tasks" as const, "Project" as const), fc.nat(), (tree, place, at) => {
      const entity = { id: "a", place, at, element: tree };
      expect(keptEntityOf(keepEntity(entity))).toEqual(entity);
    }),
  );
});

test("content of another making is no entity", () => {
  const contents = ["", "{", "null", "[]", '["Tasks"]', '["Tasks",0,"Task",[1]]', '["Rooms",0,"Task","x"]', '["Tasks","0","Task","x"]', '["Tasks",0,"Task",["UID"]]', '["Tasks",0,"Task",{"a":[["x"]],"c":""}]', `["Tasks",0,"T",${"[\"a\",".repeat(5000)}""${"]".repeat(5000)}]`, "[".repeat(100_000)];
  for (const content of contents) expect(keptEntityOf({ id: "a", format: "mspdi", content })).toBeUndefined();
});
