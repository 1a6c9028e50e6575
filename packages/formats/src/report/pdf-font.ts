/** Text in the two fonts that every PDF viewer has: which byte stands for which character, how wide it is, and what it reads as when it is copied. */

/** Widths of Helvetica and Helvetica-Bold from the space on, in thousandths of the size (Adobe Font Metrics). */
const REGULAR = [278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584];
const BOLD = [278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584];

/** Codes 128 to 159 of WinAnsiEncoding that are not Latin-1. */
const WIN_ANSI: Readonly<Record<string, number>> = { "€": 128, "‚": 130, "ƒ": 131, "„": 132, "…": 133, "†": 134, "‡": 135, "ˆ": 136, "‰": 137, "Š": 138, "‹": 139, "Œ": 140, "Ž": 142, "‘": 145, "’": 146, "“": 147, "”": 148, "•": 149, "–": 150, "—": 151, "˜": 152, "™": 153, "š": 154, "›": 155, "œ": 156, "ž": 158, "Ÿ": 159 };
const WIDE: Readonly<Record<number, number>> = { 133: 1000, 145: 222, 146: 222, 147: 333, 148: 333, 149: 350, 151: 1000, 153: 1000, 160: 278, 183: 278 };

/** Names of glyphs by the accent that a letter carries. */
const ACCENTS: Readonly<Record<string, string>> = { "\u0300": "grave", "\u0301": "acute", "\u0302": "circumflex", "\u0303": "tilde", "\u0304": "macron", "\u0306": "breve", "\u0307": "dotaccent", "\u0308": "dieresis", "\u030a": "ring", "\u030b": "hungarumlaut", "\u030c": "caron", "\u0327": "commaaccent", "\u0328": "ogonek" };
const NAMED: Readonly<Record<string, readonly [glyph: string, like: string]>> = { "−": ["minus", "+"], "→": ["guilsinglright", "›"], "←": ["guilsinglleft", "‹"], "≥": ["greater", ">"], "≤": ["less", "<"], ł: ["lslash", "l"], Ł: ["Lslash", "L"], đ: ["dcroat", "d"], Đ: ["Dcroat", "D"], ı: ["dotlessi", "i"] };

/** Bytes that the encoding leaves free: characters beyond it get them as they come. */
const FREE = [...Array.from({ length: 31 }, (_, at) => at + 1), 127, 129, 141, 143, 144, 157].filter((code) => code !== 9 && code !== 10 && code !== 13);

export interface PdfFont {
  /** A string of the page's language, in parentheses. */
  readonly encoded: (text: string) => string;
  /** In points. */
  readonly width: (text: string, size: number, weight: FontWeight) => number;
  /** Objects of the fonts: differences of the encoding, and the map that tells what was meant. */
  readonly differences: () => string;
  readonly unicodeMap: () => string;
  /** Characters for which the page shows a question mark. */
  readonly unshown: () => ReadonlySet<string>;
}

export type FontWeight = "regular" | "bold";

interface Slot {
  readonly code: number;
  readonly glyph: string;
  readonly character: string;
  readonly like: string;
}

export function pdfFont(): PdfFont {
  const slots = new Map<string, Slot>();
  const unshown = new Set<string>();
  const codeOf = (character: string): number => {
    const known = winAnsiCode(character);
    if (known !== undefined) return known;
    const slot = slots.get(character) ?? newSlot(character);
    return slot?.code ?? QUESTION;
  };
  const newSlot = (character: string): Slot | undefined => {
    const [glyph, like] = glyphOf(character);
    if (glyph === "question") unshown.add(character);
    const code = FREE[slots.size];
    if (code === undefined) return undefined;
    const slot = { code, glyph, character, like };
    slots.set(character, slot);
    return slot;
  };
  const widthOf = (character: string, weight: FontWeight): number => {
    const code = winAnsiCode(character) ?? winAnsiCode(slots.get(character)?.like ?? glyphOf(character)[1]) ?? QUESTION;
    return (weight === "bold" ? BOLD : REGULAR)[code - 32] ?? WIDE[code] ?? baseWidth(character, weight);
  };
  return {
    encoded: (text) => `(${[...text].map((character) => escapedByte(codeOf(character))).join("")})`,
    width: (text, size, weight) => ([...text].reduce((sum, character) => sum + widthOf(character, weight), 0) * size) / 1000,
    differences: () => [...slots.values()].map(({ code, glyph }) => `${code} /${glyph}`).join(" "),
    unicodeMap: () => unicodeMapOf([...slots.values()]),
    unshown: () => unshown,
  };
}

const QUESTION = 63;

function winAnsiCode(character: string): number | undefined {
  const code = character.codePointAt(0) ?? 0;
  if ((code >= 32 && code < 127) || (code >= 160 && code < 256)) return code;
  return WIN_ANSI[character];
}

function glyphOf(character: string): readonly [glyph: string, like: string] {
  const named = NAMED[character];
  if (named) return named;
  const [base = "", accent = "", ...more] = [...character.normalize("NFD")];
  const name = ACCENTS[accent];
  return name !== undefined && more.length === 0 && /[A-Za-z]/.test(base) ? [`${base}${name}`, base] : ["question", "?"];
}

/** Letters of Latin-1 are as wide as those without their accents. */
function baseWidth(character: string, weight: FontWeight): number {
  const code = character.normalize("NFD").codePointAt(0) ?? 0;
  return (weight === "bold" ? BOLD : REGULAR)[code - 32] ?? 556;
}

/** Octal where a byte would mean something else. */
function escapedByte(code: number): string {
  const isPlain = code >= 32 && code < 127 && code !== 40 && code !== 41 && code !== 92;
  return isPlain ? String.fromCharCode(code) : `\\${code.toString(8).padStart(3, "0")}`;
}

function unicodeMapOf(slots: readonly Slot[]): string {
  const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, "0");
  const utf16 = (character: string): string => Array.from({ length: character.length }, (_, at) => hex(character.charCodeAt(at), 4)).join("");
  const plain = [...Array.from({ length: 95 }, (_, at) => at + 32), ...Array.from({ length: 96 }, (_, at) => at + 160)].map((code) => `<${hex(code, 2)}> <${hex(code, 4)}>`);
  const special = Object.entries(WIN_ANSI).map(([character, code]) => `<${hex(code, 2)}> <${utf16(character)}>`);
  const own = slots.map(({ code, character }) => `<${hex(code, 2)}> <${utf16(character)}>`);
  const all = [...plain, ...special, ...own];
  const parts = Array.from({ length: Math.ceil(all.length / 100) }, (_, at) => all.slice(at * 100, at * 100 + 100));
  return [
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def /CMapName /Adobe-Identity-UCS def /CMapType 2 def",
    "1 begincodespacerange <00> <FF> endcodespacerange",
    ...parts.map((part) => `${part.length} beginbfchar\n${part.join("\n")}\nendbfchar`),
    "endcmap CMapName currentdict /CMap defineresource pop end end",
  ].join("\n");
}
