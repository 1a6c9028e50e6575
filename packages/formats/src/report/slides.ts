/** Writes a report as slides (.pptx): the finding with both calls, then plots, tables and lists as text that can be edited. */
import { strToU8, zipSync } from "fflate";
import type { PageBlock, ReportPage } from "@leadline/engine/report/report-page.ts";
import { escapeText } from "../xml/write-xml.ts";
import { placedDots } from "./dot-places.ts";
import { THEME } from "./slide-theme.ts";

/** Slides are measured in 914,400 parts of an inch; 13.33 by 7.5 inches. */
const POINT = 12_700;
const [WIDE, HIGH] = [960, 540];
const MARGIN = 40;
const ROWS_PER_SLIDE = 8;
const TONES = { good: "1A7F4B", warning: "9A5B00", bad: "B3261E", none: "5A6370" } as const;

interface Slide {
  readonly title: string;
  readonly shapes: readonly string[];
}

/** `data`: what proves the report, as a part of its own. */
export function slidesOf(page: ReportPage, data: string): Uint8Array {
  const slides = [firstSlide(page), ...furtherSlides(page)];
  const files: Record<string, string> = {
    "[Content_Types].xml": contentTypes(slides.length),
    "_rels/.rels": relations([["officeDocument", "ppt/presentation.xml"]]),
    "docProps/leadline.json": data,
    "ppt/presentation.xml": presentation(slides.length),
    "ppt/_rels/presentation.xml.rels": relations([["slideMaster", "slideMasters/slideMaster1.xml"], ...slides.map((_, at) => ["slide", `slides/slide${at + 1}.xml`] as const)]),
    "ppt/slideMasters/slideMaster1.xml": MASTER,
    "ppt/slideMasters/_rels/slideMaster1.xml.rels": relations([["slideLayout", "../slideLayouts/slideLayout1.xml"], ["theme", "../theme/theme1.xml"]]),
    "ppt/slideLayouts/slideLayout1.xml": LAYOUT,
    "ppt/slideLayouts/_rels/slideLayout1.xml.rels": relations([["slideMaster", "../slideMasters/slideMaster1.xml"]]),
    "ppt/theme/theme1.xml": THEME,
  };
  for (const [at, slide] of slides.entries()) {
    files[`ppt/slides/slide${at + 1}.xml`] = slideXml(slide, page.footer.at(-2) ?? "");
    files[`ppt/slides/_rels/slide${at + 1}.xml.rels`] = relations([["slideLayout", "../slideLayouts/slideLayout1.xml"]]);
  }
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), { level: 6, mtime: "1980-01-02T00:00:00" });
}

function firstSlide({ title, subtitle, headline, blocks }: ReportPage): Slide {
  const calls = blocks.flatMap((block) => (block.kind === "calls" ? block.calls : []));
  const width = (WIDE - 2 * MARGIN - 20) / 2;
  const boxes = calls.flatMap((call, at) => [
    box(10 + at * 2, { x: MARGIN + at * (width + 20), y: 190, width, height: 60 }, [{ text: call.title, size: 14, colour: "5A6370" }, { text: call.value, size: 28, isBold: true, colour: TONES[call.tone] }]),
    box(11 + at * 2, { x: MARGIN + at * (width + 20), y: 265, width, height: 190 }, [{ text: call.text, size: 14 }]),
  ]);
  return { title: headline, shapes: [box(3, { x: MARGIN, y: 120, width: WIDE - 2 * MARGIN, height: 50 }, [{ text: title, size: 14, colour: "5A6370" }, { text: subtitle, size: 12, colour: "5A6370" }]), ...boxes] };
}

/** A slide for each plot, and one or more for what stands below each heading. */
function furtherSlides({ blocks }: ReportPage): readonly Slide[] {
  const slides: Slide[] = [];
  let heading = "";
  let items: string[] = [];
  const end = (): void => {
    for (let at = 0; at < items.length; at += ROWS_PER_SLIDE) slides.push({ title: heading === "" ? "In words" : heading, shapes: [box(3, BODY, items.slice(at, at + ROWS_PER_SLIDE).map((text) => ({ text: `• ${text}`, size: 16 })))] });
    items = [];
  };
  for (const block of blocks) {
    if (block.kind === "heading") {
      end();
      heading = block.text;
    } else if (block.kind === "dots") {
      end();
      slides.push(plotSlide(block));
    } else items.push(...linesOf(block));
  }
  end();
  return slides;
}

const BODY = { x: MARGIN, y: 110, width: WIDE - 2 * MARGIN, height: 370 };

function linesOf(block: PageBlock): readonly string[] {
  switch (block.kind) {
    case "text":
      return [block.text];
    case "list":
      return block.items;
    case "table":
      return block.rows.map((row) => row.map((cell, at) => (cell === "" ? "" : at === 0 ? cell : `${(block.head[at] ?? "").toLowerCase()}: ${cell}`)).filter(Boolean).join(" · "));
    case "heading":
    case "calls":
    case "dots":
      return [];
  }
}

function plotSlide({ plot }: Extract<PageBlock, { readonly kind: "dots" }>): Slide {
  const { stacked, lines } = placedDots(plot, WIDE - 2 * MARGIN - 20);
  const base = 400;
  const step = Math.min(20, 240 / (Math.max(0, ...stacked.map(({ y }) => y)) + 1));
  const dots = stacked.map(({ x, y }, at) => shape(100 + at, "ellipse", { x: MARGIN + x - step * 0.45, y: base - (y + 1) * step, width: step * 0.9, height: step * 0.9 }, "0B57A8"));
  const rules = lines.map(({ x, id }, at) => shape(200 + at, "rect", { x: MARGIN + x - 0.75, y: 150, width: 1.5, height: base - 150 }, id === "promise" || id === "budget" ? TONES.bad : TONES.none));
  const words = [lines.map(({ label, text }) => `${label}: ${text}`).join("   ·   "), `Each dot is a chance of 1 in ${plot.dots.length}.`];
  return { title: plot.title, shapes: [...rules, ...dots, box(3, { x: MARGIN, y: 415, width: WIDE - 2 * MARGIN, height: 60 }, words.map((text) => ({ text, size: 16 })))] };
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Line {
  readonly text: string;
  readonly size: number;
  readonly isBold?: true;
  readonly colour?: string;
}

function transform({ x, y, width, height }: Place): string {
  const units = (points: number): number => Math.round(points * POINT);
  return `<a:xfrm><a:off x="${units(x)}" y="${units(y)}"/><a:ext cx="${units(width)}" cy="${units(height)}"/></a:xfrm>`;
}

function fill(colour: string): string {
  return `<a:solidFill><a:srgbClr val="${colour}"/></a:solidFill>`;
}

/** Text that shrinks where it does not fit. */
function box(id: number, place: Place, lines: readonly Line[], kind = ""): string {
  const paragraphs = lines.map(({ text, size, isBold, colour = "1B2027" }) => `<a:p><a:r><a:rPr lang="en" sz="${size * 100}"${isBold ? ' b="1"' : ""}>${fill(colour)}</a:rPr><a:t>${escapeText(text)}</a:t></a:r></a:p>`).join("");
  const isTitle = kind === "title";
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${isTitle ? "Title" : `Text ${id}`}"/><p:cNvSpPr${isTitle ? "/><p:nvPr><p:ph type=\"title\"/></p:nvPr>" : ' txBox="1"/><p:nvPr/>'}</p:nvSpPr><p:spPr>${transform(place)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:normAutofit/></a:bodyPr><a:lstStyle/>${paragraphs === "" ? "<a:p/>" : paragraphs}</p:txBody></p:sp>`;
}

function shape(id: number, kind: "ellipse" | "rect", place: Place, colour: string): string {
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="Mark ${id}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>${transform(place)}<a:prstGeom prst="${kind}"><a:avLst/></a:prstGeom>${fill(colour)}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>`;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const NAMES = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';
const EMPTY_TREE = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>';

function slideXml({ title, shapes }: Slide, foot: string): string {
  const head = box(2, { x: MARGIN, y: 36, width: WIDE - 2 * MARGIN, height: 72 }, [{ text: title, size: 24, isBold: true }], "title");
  const footer = box(9, { x: MARGIN, y: HIGH - 40, width: WIDE - 2 * MARGIN, height: 20 }, [{ text: foot, size: 10, colour: "5A6370" }]);
  return `${XML}<p:sld ${NAMES}><p:cSld><p:spTree>${EMPTY_TREE}${head}${shapes.join("")}${footer}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>`;
}

function presentation(slides: number): string {
  const each = Array.from({ length: slides }, (_, at) => `<p:sldId id="${256 + at}" r:id="rId${at + 2}"/>`).join("");
  return `${XML}<p:presentation ${NAMES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:sldIdLst>${each}</p:sldIdLst><p:sldSz cx="${WIDE * POINT}" cy="${HIGH * POINT}"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`;
}

const MASTER = `${XML}<p:sldMaster ${NAMES}><p:cSld><p:bg><p:bgPr>${fill("FFFFFF")}<a:effectLst/></p:bgPr></p:bg><p:spTree>${EMPTY_TREE}</p:spTree></p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst></p:sldMaster>`;
const LAYOUT = `${XML}<p:sldLayout ${NAMES} type="titleOnly"><p:cSld name="Title only"><p:spTree>${EMPTY_TREE}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>`;

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const each = targets.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`).join("");
  return `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each}</Relationships>`;
}

function contentTypes(slides: number): string {
  const part = (name: string, type: string): string => `<Override PartName="/ppt/${name}.xml" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>`;
  const each = Array.from({ length: slides }, (_, at) => part(`slides/slide${at + 1}`, "presentationml.slide")).join("");
  return `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="json" ContentType="application/json"/>${part("presentation", "presentationml.presentation.main")}${part("slideMasters/slideMaster1", "presentationml.slideMaster")}${part("slideLayouts/slideLayout1", "presentationml.slideLayout")}${part("theme/theme1", "theme")}${each}</Types>`;
}
