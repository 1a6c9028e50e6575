/** Writes a report as PDF: text that can be searched and copied, no fonts, no script, and the report's data as an attachment. The same report makes the same bytes. */
import { strToU8 } from "fflate";
import type { ReportPage } from "@leadline/engine/report/report-page.ts";
import { pdfFont } from "./pdf-font.ts";
import { layOut, PAGE } from "./pdf-layout.ts";

export function pdfOf(page: ReportPage, data: string): Uint8Array {
  const font = pdfFont();
  const first = layOut(page, font);
  const missing = [...font.unshown()];
  // A page that says which characters its fonts lack may be longer by a line, so it is laid out once more.
  const pages = missing.length === 0 ? first : layOut({ ...page, footer: [...page.footer, "Characters that these fonts lack are shown as “?”; copying the text, and the other formats, give them."] }, font);
  return file([
    catalogue(page.title),
    `<< /Type /Pages /Kids [${pages.map((_, at) => `${FIRST_PAGE + at * 2} 0 R`).join(" ")}] /Count ${pages.length} >>`,
    fontObject("Helvetica"),
    fontObject("Helvetica-Bold"),
    `<< /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [${font.differences() || "32 /space"}] >>`,
    stream("", font.unicodeMap()),
    `<< /Type /Filespec /F (leadline-report.json) /UF (leadline-report.json) /AFRelationship /Data /EF << /F 8 0 R >> >>`,
    stream(ATTACHED, data),
    ...pages.flatMap((content, at) => [`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${FIRST_PAGE + at * 2 + 1} 0 R >>`, stream("", content)]),
  ]);
}

const ATTACHED = "/Type /EmbeddedFile /Subtype /application#2Fjson ";
/** What stands before the length of the attached report. */
export const ATTACHMENT = `<< ${ATTACHED}/Length `;

/** Objects before the pages: catalogue, pages, two fonts, encoding, map, attachment and its data. */
const FIRST_PAGE = 9;

function catalogue(title: string): string {
  const hex = [...Array.from({ length: title.length }, (_, at) => title.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0"))].join("");
  return `<< /Type /Catalog /Pages 2 0 R /Lang (en) /ViewerPreferences << /DisplayDocTitle true >> /Names << /EmbeddedFiles << /Names [(leadline-report.json) 7 0 R] >> >> /AF [7 0 R] /Title <FEFF${hex}> >>`;
}

function fontObject(name: string): string {
  return `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding 5 0 R /ToUnicode 6 0 R >>`;
}

interface Stream {
  readonly head: string;
  readonly content: Uint8Array;
}

function stream(kind: string, text: string): Stream {
  const content = strToU8(text);
  return { head: `<< ${kind}/Length ${content.length} >>`, content };
}

/** Objects one after the other, and the table that says where each begins. */
function file(objects: readonly (string | Stream)[]): Uint8Array {
  const parts: Uint8Array[] = [strToU8("%PDF-1.7\n")];
  const places: number[] = [];
  let at = parts[0]?.length ?? 0;
  const add = (bytes: Uint8Array): void => {
    parts.push(bytes);
    at += bytes.length;
  };
  for (const [index, object] of objects.entries()) {
    places.push(at);
    add(strToU8(`${index + 1} 0 obj\n`));
    if (typeof object === "string") add(strToU8(object));
    else {
      add(strToU8(`${object.head}\nstream\n`));
      add(object.content);
      add(strToU8("\nendstream"));
    }
    add(strToU8("\nendobj\n"));
  }
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  add(strToU8(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`));
  return joined(parts, at);
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
