/** A report as one HTML page that mail programs show as well: styles in place, no script, nothing loaded from elsewhere. */
import type { PageBlock, ReportPage } from "@leadline/engine/report/report-page.ts";
import type { DotPlot } from "@leadline/engine/report/report.ts";
import { placedDots } from "./dot-places.ts";

const TONES = { good: "#1a7f4b", warning: "#9a5b00", bad: "#b3261e", none: "#5a6370" } as const;
const CELL = "border-bottom:1px solid #d5dae0;padding:4px 8px 4px 0;text-align:left;vertical-align:top";

/** `data`: what proves the report, as a comment. */
export function htmlOf({ title, subtitle, headline, blocks, footer }: ReportPage, data: string): string {
  const body = [
    `<p style="font-size:13px;color:#5a6370;margin:0">${escaped(title)}</p>`,
    `<h1 style="font-size:20px;line-height:28px;margin:4px 0">${escaped(headline)}</h1>`,
    `<p style="font-size:13px;color:#5a6370;margin:0 0 12px">${escaped(subtitle)}</p>`,
    ...blocks.map(blockHtml),
    `<hr style="border:0;border-top:1px solid #d5dae0;margin:16px 0">`,
    ...footer.map((line) => `<p style="font-size:12px;line-height:18px;color:#5a6370;margin:2px 0">${escaped(line)}</p>`),
  ];
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title></head><body style="margin:24px auto;padding:0 16px;max-width:760px;font:14px/22px system-ui,sans-serif;color:#1b2027;background:#ffffff">\n${body.join("\n")}\n${data}\n</body></html>\n`;
}

function blockHtml(block: PageBlock): string {
  switch (block.kind) {
    case "heading":
      return `<h2 style="font-size:15px;margin:18px 0 4px">${escaped(block.text)}</h2>`;
    case "text":
      return `<p style="margin:6px 0">${escaped(block.text)}</p>`;
    case "calls":
      return block.calls.map(({ title, value, tone, text }) => `<div style="border-left:4px solid ${TONES[tone]};padding:2px 12px;margin:8px 0"><div style="font-size:12px;color:#5a6370">${escaped(title)}</div><div style="font-size:18px;font-weight:600;color:${TONES[tone]}">${escaped(value)}</div><div>${escaped(text)}</div></div>`).join("\n");
    case "list":
      return `<ul style="margin:4px 0;padding-left:20px">${block.items.map((item) => `<li>${escaped(item)}</li>`).join("")}</ul>`;
    case "table":
      return `<div style="overflow-x:auto"><table style="border-collapse:collapse;width:100%;font-size:13px;line-height:18px"><thead><tr>${block.head.map((cell) => `<th style="${CELL}">${escaped(cell)}</th>`).join("")}</tr></thead><tbody>${block.rows.map((row) => `<tr>${row.map((cell) => `<td style="${CELL}">${escaped(cell)}</td>`).join("")}</tr>`).join("")}</tbody></table></div>`;
    case "dots":
      return plotHtml(block.plot);
  }
}

/** Mail programs draw no pictures that lie in the page, so the marks stand below as text as well. */
function plotHtml({ title, label, dots, marks }: DotPlot): string {
  const { place, stacked, lines } = placedDots({ dots, marks }, 700);
  const circles = stacked.map(({ x, y }) => `<circle cx="${x}" cy="${70 - y * 10}" r="4" fill="#0b57a8"/>`).join("");
  const rules = lines.map(({ x, id }) => `<line x1="${x}" x2="${x}" y1="4" y2="76" stroke="${id === "promise" || id === "budget" ? "#b3261e" : "#5a6370"}" stroke-dasharray="${id === "promise" || id === "budget" ? "none" : "3 3"}"/>`).join("");
  const picture = dots.length === 0 || place === undefined ? "" : `<svg viewBox="0 0 720 80" role="img" aria-label="${escaped(label)}" style="width:100%;max-width:720px;height:auto"><line x1="10" x2="710" y1="76" y2="76" stroke="#d5dae0"/>${rules}${circles}</svg>`;
  return `<p style="font-weight:600;margin:12px 0 4px">${escaped(title)}</p>${picture}<p style="font-size:13px;margin:2px 0">${marks.map((mark) => `${escaped(mark.label)}: <b>${escaped(mark.text)}</b>`).join(" · ")}</p>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");
}
