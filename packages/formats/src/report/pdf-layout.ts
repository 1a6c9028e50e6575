/** Puts a report on at most two pages: lays out blocks in a size that fits, and says what was left out where none does. */
import type { PageBlock, ReportPage } from "@leadline/engine/report/report-page.ts";
import { placedDots } from "./dot-places.ts";
import type { FontWeight, PdfFont } from "./pdf-font.ts";

/** A4 in points. */
export const PAGE = { width: 595, height: 842, margin: 40 } as const;
const MOST_PAGES = 2;
const SIZES = [9.5, 9, 8.5, 8, 7.5, 7] as const;
const INK = "0.106 0.125 0.153";
const MUTED = "0.353 0.388 0.439";
const RULE = "0.835 0.855 0.878";
const ACCENT = "0.043 0.341 0.659";
const TONES = { good: "0.102 0.498 0.294", warning: "0.604 0.357 0", bad: "0.702 0.149 0.118", none: MUTED } as const;
const WIDTH = PAGE.width - 2 * PAGE.margin;

/** Operators of each page's content. */
export function layOut(page: ReportPage, font: PdfFont): readonly string[] {
  for (const size of SIZES) {
    const pages = pagesOf(page, font, size);
    if (pages.length <= MOST_PAGES) return pages;
  }
  return shortened(page, font);
}

/** The last blocks go first: calls, plots and decisions stand at the beginning. */
function shortened(page: ReportPage, font: PdfFont): readonly string[] {
  const size = SIZES.at(-1) ?? 7;
  for (let count = page.blocks.length - 1; count > 0; count -= 1) {
    const left: PageBlock = { kind: "text", text: `${page.blocks.length - count} more parts do not fit on two pages; they stand in the report's other formats.` };
    const pages = pagesOf({ ...page, blocks: [...page.blocks.slice(0, count), left] }, font, size);
    if (pages.length <= MOST_PAGES) return pages;
  }
  return pagesOf({ ...page, blocks: [] }, font, size).slice(0, MOST_PAGES);
}

/** A pen that goes down a page and begins a new one where it must. */
interface Pen {
  readonly font: PdfFont;
  readonly size: number;
  readonly pages: string[][];
  readonly bottom: number;
  y: number;
}

function pagesOf({ title, subtitle, headline, blocks, footer }: ReportPage, font: PdfFont, size: number): readonly string[] {
  const footLines = footer.flatMap((line) => wrapped(font, line, 7, "regular", WIDTH));
  const bottom = PAGE.margin + footLines.length * 9 + 6;
  const pen: Pen = { font, size, pages: [[]], bottom, y: PAGE.height - PAGE.margin };
  paragraph(pen, title, { size, colour: MUTED });
  paragraph(pen, headline, { size: size + 5, weight: "bold" });
  paragraph(pen, subtitle, { size, colour: MUTED });
  for (const [at, block] of blocks.entries()) drawBlock(pen, block, blocks[at + 1]);
  return pen.pages.map((operators, at) => [...operators, ...footOf(font, footLines, `Page ${at + 1} of ${pen.pages.length}`)].join("\n"));
}

function footOf(font: PdfFont, lines: readonly string[], place: string): readonly string[] {
  const top = PAGE.margin + lines.length * 9;
  return [
    `${RULE} RG 0.5 w ${PAGE.margin} ${top + 2} m ${PAGE.width - PAGE.margin} ${top + 2} l S`,
    ...lines.map((line, at) => textAt(font, line, PAGE.margin, top - 8 - at * 9, { size: 7, colour: MUTED })),
    textAt(font, place, PAGE.width - PAGE.margin - font.width(place, 7, "regular"), PAGE.margin - 14, { size: 7, colour: MUTED }),
  ];
}

interface Style {
  readonly size: number;
  readonly weight?: FontWeight;
  readonly colour?: string;
}

function textAt(font: PdfFont, text: string, x: number, y: number, { size, weight = "regular", colour = INK }: Style): string {
  return `BT ${colour} rg /${weight === "bold" ? "F2" : "F1"} ${size} Tf ${round(x)} ${round(y)} Td ${font.encoded(text)} Tj ET`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function draw(pen: Pen, operators: string): void {
  pen.pages.at(-1)?.push(operators);
}

/** Begins a new page where so much no longer fits. */
function need(pen: Pen, height: number): void {
  if (pen.y - height >= pen.bottom) return;
  pen.pages.push([]);
  pen.y = PAGE.height - PAGE.margin;
}

function paragraph(pen: Pen, text: string, style: Style, { x = PAGE.margin, width = WIDTH }: { readonly x?: number; readonly width?: number } = {}): void {
  const leading = style.size * 1.35;
  for (const line of wrapped(pen.font, text, style.size, style.weight ?? "regular", width)) {
    need(pen, leading);
    pen.y -= leading;
    draw(pen, textAt(pen.font, line, x, pen.y + style.size * 0.3, style));
  }
}

/** Lines that are no wider; a word that is wider alone is cut. */
function wrapped(font: PdfFont, text: string, size: number, weight: FontWeight, width: number): readonly string[] {
  const lines: string[] = [];
  for (const part of text.split(/\r?\n/)) {
    let line = "";
    for (const word of part.split(" ").flatMap((one) => pieces(font, one, size, weight, width))) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (font.width(longer, size, weight) <= width || line === "") line = longer;
      else {
        lines.push(line);
        line = word;
      }
    }
    lines.push(line);
  }
  return lines;
}

function pieces(font: PdfFont, word: string, size: number, weight: FontWeight, width: number): readonly string[] {
  if (font.width(word, size, weight) <= width) return [word];
  const cut: string[] = [];
  let piece = "";
  for (const character of word) {
    if (piece !== "" && font.width(piece + character, size, weight) > width) {
      cut.push(piece);
      piece = "";
    }
    piece += character;
  }
  return [...cut, piece];
}

function drawBlock(pen: Pen, block: PageBlock, next: PageBlock | undefined): void {
  const { size } = pen;
  switch (block.kind) {
    case "heading":
      // A heading never stands alone at the end of a page.
      need(pen, size * 5 + (next?.kind === "dots" ? 70 : 0));
      pen.y -= size * 0.7;
      return paragraph(pen, block.text, { size: size + 1.5, weight: "bold" });
    case "text":
      return paragraph(pen, block.text, { size });
    case "calls":
      return drawCalls(pen, block.calls);
    case "list":
      return drawList(pen, block.items);
    case "table":
      return drawTable(pen, block.head, block.rows);
    case "dots":
      return drawDots(pen, block.plot);
  }
}

function drawCalls(pen: Pen, calls: Extract<PageBlock, { readonly kind: "calls" }>["calls"]): void {
  const gap = 16;
  const width = (WIDTH - gap) / 2;
  const { size, font } = pen;
  const texts = calls.map(({ text }) => wrapped(font, text, size, "regular", width - 10));
  const height = size * 1.35 * (2 + Math.max(...texts.map(({ length }) => length))) + size * 1.4;
  need(pen, height);
  const top = pen.y - size * 0.5;
  for (const [at, { title, value, tone }] of calls.entries()) {
    const x = PAGE.margin + at * (width + gap);
    draw(pen, `${TONES[tone]} rg ${round(x)} ${round(pen.y - height)} 3 ${round(height - size * 0.5)} re f`);
    draw(pen, textAt(font, title, x + 10, top - size, { size: size - 0.5, colour: MUTED }));
    draw(pen, textAt(font, value, x + 10, top - size * 2.7, { size: size + 4, weight: "bold", colour: TONES[tone] }));
    for (const [line, text] of (texts[at] ?? []).entries()) draw(pen, textAt(font, text, x + 10, top - size * (4.1 + line * 1.35), { size }));
  }
  pen.y -= height + size * 0.6;
}

function drawList(pen: Pen, items: readonly string[]): void {
  const { size } = pen;
  for (const item of items) {
    need(pen, size * 1.35);
    draw(pen, textAt(pen.font, "•", PAGE.margin, pen.y - size * 1.05, { size }));
    paragraph(pen, item, { size }, { x: PAGE.margin + 10, width: WIDTH - 10 });
  }
}

/** Columns that hold nothing are left out. */
function drawTable(pen: Pen, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const size = pen.size - 0.5;
  const shown = head.map((_, at) => at).filter((at) => rows.some((row) => (row[at] ?? "") !== ""));
  const wishes = shown.map((at) => Math.max(...[head, ...rows].map((row) => pen.font.width(row[at] ?? "", size, "bold"))) + 8);
  const widths = sharedWidths(wishes);
  const drawRow = (cells: readonly string[], weight: FontWeight): void => {
    const lines = shown.map((column, at) => wrapped(pen.font, cells[column] ?? "", size, weight, (widths[at] ?? 0) - 6));
    const height = Math.max(...lines.map(({ length }) => length)) * size * 1.3 + 3;
    need(pen, height);
    let x = PAGE.margin;
    for (const [at, cell] of lines.entries()) {
      for (const [line, text] of cell.entries()) draw(pen, textAt(pen.font, text, x, pen.y - size * (1 + line * 1.3), { size, weight, ...(weight === "bold" && { colour: MUTED }) }));
      x += widths[at] ?? 0;
    }
    pen.y -= height;
    draw(pen, `${RULE} RG 0.5 w ${PAGE.margin} ${round(pen.y + 0.5)} m ${PAGE.width - PAGE.margin} ${round(pen.y + 0.5)} l S`);
  };
  drawRow(head, "bold");
  for (const row of rows) drawRow(row, "regular");
}

/** Narrow columns get what they ask for; what is left is shared by the wide ones. */
function sharedWidths(wishes: readonly number[]): readonly number[] {
  const widths = [...wishes];
  let [left, columns] = [WIDTH as number, wishes.length];
  for (const { wish, at } of wishes.map((one, place) => ({ wish: one, at: place })).sort((a, b) => a.wish - b.wish)) {
    const width = Math.min(wish, left / columns);
    widths[at] = width;
    left -= width;
    columns -= 1;
  }
  return widths;
}

function drawDots(pen: Pen, plot: Extract<PageBlock, { readonly kind: "dots" }>["plot"]): void {
  const { size } = pen;
  const { stacked, lines } = placedDots(plot, WIDTH - 20);
  const tall = Math.max(0, ...stacked.map(({ y }) => y)) + 1;
  const step = Math.min(9, 60 / tall);
  const height = tall * step + 6 + lines.length * size * 1.3 + size * 2;
  need(pen, height);
  paragraph(pen, plot.title, { size, weight: "bold" });
  const base = pen.y - tall * step - 4;
  draw(pen, `${RULE} RG 0.7 w ${PAGE.margin} ${round(base)} m ${PAGE.width - PAGE.margin} ${round(base)} l S`);
  for (const { x, id } of lines) {
    const isLimit = id === "promise" || id === "budget";
    draw(pen, `${isLimit ? TONES.bad : MUTED} RG ${isLimit ? 1.2 : 0.7} w ${isLimit ? "[] 0 d" : "[3 2] 0 d"} ${round(PAGE.margin + x)} ${round(base)} m ${round(PAGE.margin + x)} ${round(pen.y)} l S [] 0 d`);
  }
  for (const { x, y } of stacked) draw(pen, disc(PAGE.margin + x, base + (y + 0.5) * step, Math.min(3.2, step / 2 - 0.4)));
  pen.y = base;
  const words = lines.map(({ label, text }) => `${label}: ${text}`).join("   ·   ");
  paragraph(pen, `${words}. Each dot is a chance of 1 in ${plot.dots.length}.`, { size: size - 0.5, colour: MUTED });
}

/** A circle of four curves. */
function disc(x: number, y: number, r: number): string {
  const k = r * 0.5523;
  const at = (dx: number, dy: number): string => `${round(x + dx)} ${round(y + dy)}`;
  return `${ACCENT} rg ${at(r, 0)} m ${at(r, k)} ${at(k, r)} ${at(0, r)} c ${at(-k, r)} ${at(-r, k)} ${at(-r, 0)} c ${at(-r, -k)} ${at(-k, -r)} ${at(0, -r)} c ${at(k, -r)} ${at(r, -k)} ${at(r, 0)} c f`;
}
