/** A report as plain text: complete, for mail programs and people who read no markup. */
import type { PageBlock, ReportPage } from "@leadline/engine/report/report-page.ts";

export function textOf({ title, subtitle, headline, blocks, footer }: ReportPage): string {
  return [title, subtitle, "", headline, ...blocks.map(blockText), "", "--", ...footer].join("\n");
}

function blockText(block: PageBlock): string {
  switch (block.kind) {
    case "heading":
      return `\n${block.text.toUpperCase()}`;
    case "text":
      return block.text;
    case "calls":
      return block.calls.map(({ title, value, text }) => `\n${title}: ${value.toUpperCase()}${text === "" ? "" : `\n  ${text}`}`).join("");
    case "list":
      return block.items.map((item) => `- ${item}`).join("\n");
    case "table":
      return block.rows.map((row) => `- ${row.map((cell, at) => (cell === "" ? "" : at === 0 ? cell : `${block.head[at] ?? ""}: ${cell}`)).filter(Boolean).join(" | ")}`).join("\n");
    case "dots":
      return `\n${block.plot.label}\n${block.plot.marks.map(({ label, text }) => `  ${label}: ${text}`).join("\n")}`;
  }
}
