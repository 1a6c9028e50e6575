/** A report as Markdown, with nothing in it that a name or text could turn into markup. */
import type { PageBlock, ReportPage } from "@leadline/engine/report/report-page.ts";

export function markdownOf({ title, subtitle, headline, blocks, footer }: ReportPage): string {
  return [`# ${plain(title)}`, plain(subtitle), `**${plain(headline)}**`, ...blocks.map(blockText), "---", ...footer.map(plain)].join("\n\n");
}

function blockText(block: PageBlock): string {
  switch (block.kind) {
    case "heading":
      return `## ${plain(block.text)}`;
    case "text":
      return plain(block.text);
    case "calls":
      return block.calls.map(({ title, value, text }) => `**${plain(title)}: ${plain(value)}**${text === "" ? "" : `  \n${plain(text)}`}`).join("\n\n");
    case "list":
      return block.items.map((item) => `- ${plain(item)}`).join("\n");
    case "table":
      return [row(block.head), row(block.head.map(() => "---")), ...block.rows.map((cells) => row(cells.map(plain)))].join("\n");
    case "dots":
      return [plain(block.plot.label), ...block.plot.marks.map(({ label, text }) => `- ${plain(label)}: ${plain(text)}`)].join("\n");
  }
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function plain(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|~]/g, "\\$&").replaceAll(/\r?\n/g, " ").replaceAll(/^([-+=]|\d+\.)/g, "\\$1");
}
