/** The rows of asvs.json: what OWASP ASVS demands, which test holds it, and what is wrong with a row that claims too much. */
import { z } from "zod";

const text = z.string().min(10);
const place = { id: z.string().regex(/^V\d+\.\d+\.\d+$/), level: z.union([z.literal(1), z.literal(2)]) };

/** `test`: the file, `#`, and the whole name of the test. */
const rowSchema = z.discriminatedUnion("status", [
  z.strictObject({ ...place, status: z.literal("tested"), test: z.string().regex(/^[\w./-]+\.test\.tsx?#.+$/), assertion: text }),
  z.strictObject({ ...place, status: z.literal("not applicable"), reason: text }),
  z.strictObject({ ...place, status: z.literal("not yet"), reason: text }),
]);

export const asvsSchema = z.strictObject({ standard: z.string(), rows: z.array(rowSchema) });

export type AsvsRow = z.infer<typeof rowSchema>;

const MOST_ROWS_OF_A_TEST = 5;

/** `textOf`: a test file's text, or undefined where there is none. `required`: the ids that the standard has; absent: not at hand. */
export function rowFaults(rows: readonly AsvsRow[], textOf: (path: string) => string | undefined, required: ReadonlyMap<string, number> | undefined): string[] {
  const known = new Map(rows.map(({ id, level }) => [id, level]));
  const doubled = rows.length === known.size ? [] : ["a requirement has two rows"];
  const missing = [...(required ?? [])].filter(([id, level]) => known.get(id) !== level).map(([id]) => `${id} has no row of its level`);
  const unknown = required === undefined ? [] : [...known.keys()].filter((id) => !required.has(id)).map((id) => `${id} is no requirement of levels 1 and 2`);
  const overused = [...testsOf(rows)].filter(([, ids]) => ids.length > MOST_ROWS_OF_A_TEST).map(([test, ids]) => `${test} stands for ${ids.length} rows`);
  return [...doubled, ...missing, ...unknown, ...overused, ...[...testsOf(rows)].flatMap(([test, ids]) => (isThere(test, textOf) ? [] : [`${ids.join(", ")}: there is no test ${test}`]))];
}

/** Every named test with the rows that it stands for. */
export function testsOf(rows: readonly AsvsRow[]): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const row of rows) if (row.status === "tested") found.set(row.test, [...(found.get(row.test) ?? []), row.id]);
  return found;
}

function isThere(test: string, textOf: (path: string) => string | undefined): boolean {
  const { file, name } = partsOf(test);
  return textOf(file)?.includes(`test(${JSON.stringify(name)}`) === true;
}

export function partsOf(test: string): { readonly file: string; readonly name: string } {
  const at = test.indexOf("#");
  return { file: test.slice(0, at), name: test.slice(at + 1) };
}

export interface LevelCount {
  readonly level: 1 | 2;
  readonly tested: number;
  readonly notYet: number;
  readonly notApplicable: number;
}

export function countsOf(rows: readonly AsvsRow[]): readonly LevelCount[] {
  return ([1, 2] as const).map((level) => {
    const count = (status: AsvsRow["status"]): number => rows.filter((row) => row.level === level && row.status === status).length;
    return { level, tested: count("tested"), notYet: count("not yet"), notApplicable: count("not applicable") };
  });
}

export function countText({ level, tested, notYet, notApplicable }: LevelCount): string {
  return `level ${level}: ${tested} of ${tested + notYet} that apply are tested (${Math.floor((100 * tested) / Math.max(1, tested + notYet))} %), ${notYet} not yet, ${notApplicable} do not apply`;
}
