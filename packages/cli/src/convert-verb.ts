/** `leadline convert IN OUT`: writes a plan in another format and says what that format cannot hold. */
import { extname } from "node:path";
import { contentOf, writePlanFile } from "@leadline/formats/plan-file.ts";
import type { WritablePlanFormat } from "@leadline/formats/plan-file-types.ts";
import { EXIT, failure, success, type Outcome } from "./exit-code.ts";
import { problemSentence, readPlan, type InputOptions } from "./plan-input.ts";
import { problemFacts } from "./schedule-facts.ts";
import type { Terminal } from "./terminal.ts";
import { isSameFile, writeWholeFile } from "./written-file.ts";

export interface ConvertOptions extends InputOptions {
  readonly json?: true;
}

export async function convertVerb(input: string, output: string, options: ConvertOptions, terminal: Terminal): Promise<Outcome<undefined>> {
  const format = formatByName(output);
  if (!format.ok) return format;
  if (await isSameFile(input, output)) {
    return failure(EXIT.conflict, `${output}: this is the input file itself, which is never overwritten. Maybe choose another name.`);
  }
  const read = await readPlan(input, options);
  if (!read.ok) return read;
  const { project, problems, report } = read.value;

  const result = writePlanFile(format.value, project);
  const { losses } = result;
  const written = await writeWholeFile(output, contentOf(result));
  if (!written.ok) return written;

  if (options.json) {
    const listed = { problems: problems.map((problem) => problemFacts(project, problem)), losses: losses.map((loss) => problemFacts(project, loss)) };
    terminal.print(`${JSON.stringify({ input, output, from: report.format, to: format.value, tasks: report.tasks, ...listed })}\n`);
    return success(undefined);
  }
  for (const problem of problems) terminal.tell(problemSentence(input, problem));
  for (const loss of losses) terminal.tell(`${loss.code}: ${loss.message}`);
  terminal.tell(`${output}: ${report.tasks} tasks written. ${losses.length === 0 ? "Nothing was lost." : `${losses.length} losses are listed above.`}`);
  return success(undefined);
}

/** The format that a file name's ending asks for. */
export function formatByName(path: string): Outcome<WritablePlanFormat> {
  const format = FORMATS[extname(path).toLowerCase()];
  return format === undefined
    ? failure(EXIT.usage, `${path}: the name's ending says no format that Leadline writes. Maybe end it in ${Object.keys(FORMATS).join(", ")}.`)
    : success(format);
}

const FORMATS: Readonly<Record<string, WritablePlanFormat>> = { ".xml": "mspdi", ".xer": "xer", ".json": "json", ".plan": "plan-text", ".csv": "csv", ".xlsx": "xlsx" };
