/** Lays cells out in columns of one width each, for a screen with letters of one width. */

export type Side = "left" | "right";

/** The lines of a table, the head first; no spaces at the ends of lines. */
export function tableText(head: readonly string[], rows: readonly (readonly string[])[], sides: readonly Side[]): string[] {
  const widths = head.map((title, column) => rows.reduce((width, row) => Math.max(width, widthOf(row[column] ?? "")), widthOf(title)));
  return [head, ...rows].map((row) => row.map((cell, column) => padded(cell, widths[column] ?? 0, sides[column] ?? "left")).join("  ").trimEnd());
}

function padded(cell: string, width: number, side: Side): string {
  const gap = " ".repeat(Math.max(0, width - widthOf(cell)));
  return side === "left" ? cell + gap : gap + cell;
}

/** Letters, not code units; wide East Asian letters take two columns. */
function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += WIDE.test(letter) ? 2 : 1;
  return width;
}

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
