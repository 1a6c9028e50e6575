/** Sound files of every format that Leadline reads: what the fuzz changes. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { contentOf, readPlanFile, writePlanFile } from "../../packages/formats/src/plan-file.ts";
import { SMALL_GAN, SMALL_MPX, SMALL_PLANNER, SMALL_SM } from "../../packages/formats/src/small-files.fixture.ts";
import { EDITABLE_PLAN } from "../../packages/formats/src/mspdi/small-plan.fixture.ts";
import { builtInTemplates } from "../../packages/formats/src/template/built-in.ts";
import type { FuzzSeed } from "./fuzz-inputs.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** By format; `root` is the clone. */
export function fuzzSeeds(root: string): Readonly<Record<string, readonly FuzzSeed[]>> {
  const texts = readdirSync(join(root, "corpus")).filter((name) => name.endsWith(".plan")).map((name) => ({ name, bytes: readFileSync(join(root, "corpus", name)) }));
  const written = (format: "mspdi" | "xer" | "json", ending: string): readonly FuzzSeed[] =>
    texts.slice(0, 6).flatMap(({ name, bytes }) => {
      let count = 0;
      const read = readPlanFile(name, bytes, { newId: () => `i${(count += 1)}` });
      const content = read.ok ? contentOf(writePlanFile(format, read.project)) : "";
      return read.ok ? [{ name: `${name}.${ending}`, bytes: typeof content === "string" ? utf8(content) : content }] : [];
    });
  return {
    mspdi: [{ name: "small.xml", bytes: utf8(EDITABLE_PLAN) }, ...written("mspdi", "xml")],
    xer: written("xer", "xer"),
    json: written("json", "json"),
    "plan-text": texts,
    gan: [{ name: "a.gan", bytes: utf8(SMALL_GAN) }],
    pod: [{ name: "a.pod", bytes: Uint8Array.from([0xac, 0xed, 0x00, 0x05, ...utf8(`ProjectLibreSeparator_MSXML@@${EDITABLE_PLAN}`)]) }],
    mpx: [{ name: "a.mpx", bytes: utf8(SMALL_MPX) }],
    planner: [{ name: "a.planner", bytes: utf8(SMALL_PLANNER) }],
    psplib: [{ name: "a.sm", bytes: utf8(SMALL_SM) }],
    template: builtInTemplates().toSorted((a, b) => a.text.length - b.text.length).slice(0, 2).map(({ key, text }) => ({ name: `${key}.yaml`, bytes: utf8(text) })),
  };
}
