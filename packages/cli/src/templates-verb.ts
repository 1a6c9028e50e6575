/** `leadline templates`: lists the templates that a new plan can start from. */
import { builtInTemplates } from "@leadline/formats/template/built-in.ts";
import { success, type Outcome } from "./exit-code.ts";
import type { Terminal } from "./terminal.ts";
import { tableText } from "./text-table.ts";

export interface TemplatesOptions {
  readonly json?: true;
  readonly plain?: true;
}

export async function templatesVerb(options: TemplatesOptions, terminal: Terminal): Promise<Outcome<undefined>> {
  const templates = builtInTemplates().map(({ key, name, exampleScope }) => ({ key, name, exampleScope }));
  const rows = templates.map(({ key, name, exampleScope }) => [key, name, exampleScope]);
  if (options.json) terminal.print(`${JSON.stringify({ templates })}\n`);
  else if (options.plain) terminal.print(rows.map((row) => `${row.join("\t")}\n`).join(""));
  else terminal.print(tableText(["Key", "Template", "For example"], rows, ["left", "left", "left"]).map((line) => `${line}\n`).join(""));
  return success(undefined);
}
