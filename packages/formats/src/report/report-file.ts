/** The door of report files: one published report with its proof as PDF, HTML, Markdown, text, JSON or slides, and back from any of them to the report. */
import { strFromU8, strToU8, unzipSync } from "fflate";
import { canonicalJson } from "@leadline/engine/base/canonical-json.ts";
import { reportPage, type ReportPage } from "@leadline/engine/report/report-page.ts";
import type { Audience, PublishedContent, ReportCosts } from "@leadline/engine/report/report.ts";
import { htmlOf } from "./html.ts";
import { markdownOf } from "./markdown.ts";
import { ATTACHMENT, pdfOf } from "./pdf.ts";
import { slidesOf } from "./slides.ts";
import { textOf } from "./text.ts";

/** Everything that a file of a report is made from, and carries along. */
export interface ReportFile {
  readonly format: "leadline-report-file/1";
  /** Counts up with every change of how pages look: a file can be compared byte for byte by the version that wrote it. */
  readonly writer: number;
  readonly audience: Audience;
  /** The frozen texts, as the log binds them. */
  readonly content: string;
  readonly costs?: string;
  readonly proof: ReportFileProof;
}

export interface ReportFileProof {
  readonly size: number;
  /** Eight words of the root. */
  readonly words: string;
  readonly [name: string]: unknown;
}

export const REPORT_FORMATS = ["pdf", "html", "md", "txt", "json", "pptx"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export const WRITER = 1;

/** The same report makes the same bytes. */
export function writeReportFile(file: ReportFile, format: ReportFormat): Uint8Array {
  const page = pageOf(file);
  const data = canonicalJson(file);
  switch (format) {
    case "json":
      return strToU8(`${data}\n`);
    case "txt":
      return strToU8(`${textOf(page)}\n\n${enveloped(data)}\n`);
    case "md":
      return strToU8(`${markdownOf(page)}\n\n<!--\n${enveloped(data)}\n-->\n`);
    case "html":
      return strToU8(htmlOf(page, `<!--\n${enveloped(data)}\n-->`));
    case "pdf":
      return pdfOf(page, data);
    case "pptx":
      return slidesOf(page, data);
  }
}

/** Frozen content comes from the log or from a file that is being verified; what is none makes a page of nothing. */
export function pageOf({ content, costs, audience, proof }: Pick<ReportFile, "content" | "costs" | "audience" | "proof">): ReportPage {
  const page = reportPage(JSON.parse(content) as PublishedContent, costs === undefined ? undefined : (JSON.parse(costs) as ReportCosts), audience);
  return { ...page, footer: [...page.footer, `Checkpoint ${proof.size}: ${proof.words}`, "These eight words prove what this report said: keep them, or check this file with “leadline verify FILE”."] };
}

const BEGIN = "-----BEGIN LEADLINE REPORT-----";
const END = "-----END LEADLINE REPORT-----";

/** Base64 survives mail programs and copying. */
function enveloped(data: string): string {
  const lines = base64(strToU8(data)).match(/.{1,76}/g) ?? [];
  return [BEGIN, ...lines, END].join("\n");
}

export type ReadReport = { readonly file: ReportFile; readonly format: ReportFormat } | { readonly problem: string };

/** What a file carries, whatever the page shows. */
export function readReportFile(bytes: Uint8Array): ReadReport {
  const found = dataIn(bytes);
  if (!found) return { problem: "There is no report in this file: it was not written by Leadline, or what proves it was taken out." };
  const file = parsed(found.data);
  return file ? { file, format: found.format } : { problem: "The report in this file cannot be read: it was cut off or altered." };
}

function dataIn(bytes: Uint8Array): { readonly data: string; readonly format: ReportFormat } | undefined {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return inSlides(bytes);
  const text = strFromU8(bytes);
  if (text.startsWith("%PDF-")) {
    return inPdf(bytes);
  }
  if (text.trimStart().startsWith("{")) return { data: text, format: "json" };
  const from = text.indexOf(BEGIN);
  const to = text.indexOf(END, from);
  if (from < 0 || to < 0) return undefined;
  const format = /^<!doctype html/i.test(text) ? "html" : text.includes(`<!--\n${BEGIN}`) ? "md" : "txt";
  return { data: strFromU8(fromBase64(text.slice(from + BEGIN.length, to).replaceAll(/[\s>]/g, ""))), format };
}

/** A program that writes a PDF anew may compress its parts: then the attachment has to be saved and verified by itself. */
function inPdf(bytes: Uint8Array): { readonly data: string; readonly format: ReportFormat } | undefined {
  const file = latin(bytes);
  const head = file.indexOf(ATTACHMENT);
  const end = file.indexOf(" >>\nstream\n", head);
  const length = Number(file.slice(head + ATTACHMENT.length, end));
  if (head < 0 || end < 0 || !Number.isInteger(length)) return undefined;
  const from = end + " >>\nstream\n".length;
  return { data: strFromU8(bytes.subarray(from, from + length)), format: "pdf" };
}

function inSlides(bytes: Uint8Array): { readonly data: string; readonly format: ReportFormat } | undefined {
  try {
    const part = unzipSync(bytes, { filter: ({ name, originalSize }) => name === "docProps/leadline.json" && originalSize < 4_000_000 })["docProps/leadline.json"];
    return part && { data: strFromU8(part), format: "pptx" };
  } catch {
    return undefined;
  }
}

function parsed(data: string): ReportFile | undefined {
  try {
    const file = JSON.parse(data) as Partial<ReportFile>;
    const isOne = file.format === "leadline-report-file/1" && typeof file.content === "string" && typeof file.proof === "object" && typeof file.writer === "number" && (file.costs === undefined || typeof file.costs === "string");
    // The wall: what matters is compared with what was signed.
    return isOne ? (file as ReportFile) : undefined;
  } catch {
    return undefined;
  }
}

/** One character a byte, for looking into a PDF. */
function latin(bytes: Uint8Array): string {
  return strFromU8(bytes, true);
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const bits = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const digits = [18, 12, 6, 0].map((shift) => ALPHABET[(bits >> shift) & 63] ?? "");
    const missing = Math.max(0, at + 3 - bytes.length);
    text += digits.slice(0, 4 - missing).join("") + "=".repeat(missing);
  }
  return text;
}

function fromBase64(text: string): Uint8Array {
  const digits = text.replaceAll("=", "");
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let [bits, held, at] = [0, 0, 0];
  for (const digit of digits) {
    bits = ((bits << 6) | Math.max(0, ALPHABET.indexOf(digit))) & 0xffffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at] = (bits >> held) & 255;
      at += 1;
    }
  }
  return bytes;
}
