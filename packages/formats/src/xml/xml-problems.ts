/** What is said about a file that is no readable XML: one sentence each, with the line and what to do. */
import type { Problem } from "@leadline/engine/base/problem.ts";
import type { ReadLimits } from "../plan-file-types.ts";

const SAVE_AGAIN = "Maybe save it again from Microsoft Project: File, Save As, XML Format (*.xml).";
const RAISE = "Maybe split the plan, or raise the limit on your own server.";

export function tooLarge(limits: ReadLimits): Problem {
  const megabytes = withThousands(Math.round((limits.maxBytes / 1024 / 1024) * 10) / 10);
  return { code: "file/too-large", message: `The file is larger than the limit of ${megabytes} MB, so it was not read.`, hint: RAISE };
}

export function unknownEncoding(name: string): Problem {
  return {
    code: "xml/encoding",
    message: `The file is written in the encoding “${clean(name).slice(0, 40)}”, which Leadline does not read (it reads UTF-8, UTF-16, ISO-8859-1 and windows-1252).`,
    hint: "Maybe save it again as UTF-8.",
    line: 1,
  };
}

export function notUtf8(line: number): Problem {
  return {
    code: "xml/not-utf8",
    message: `The file counts as UTF-8, but line ${line} holds other bytes; the whole file was read as windows-1252.`,
    hint: "Maybe look through the names for wrong letters.",
    line,
  };
}

export function strayCharacter(line: number): Problem {
  return {
    code: "xml/stray-character",
    message: `Line ${line} holds a control character that XML does not allow; it and all like it were left out.`,
    line,
  };
}

export function notXml(line: number): Problem {
  return { code: "xml/not-xml", message: `The file is not XML: no element begins by line ${line}.`, hint: SAVE_AGAIN, line };
}

/** `detail` is what the parser says. */
export function notWellFormed(line: number, detail: string): Problem {
  if (/^unclosed tag|^unexpected end/.test(detail)) {
    const message = `The file ends in the middle, at line ${line} (${clean(detail)}); nothing was imported.`;
    return { code: "xml/truncated", message, hint: SAVE_AGAIN, line };
  }
  return { code: "xml/not-well-formed", message: `Line ${line} is not well-formed XML (${clean(detail)}); nothing was imported.`, hint: SAVE_AGAIN, line };
}

export function hasDoctype(line: number): Problem {
  return {
    code: "xml/doctype",
    message: `The file declares a document type (a <!DOCTYPE …> that ends in line ${line}); Leadline refuses such files, because they can name other files or unfold into endless text.`,
    hint: "Maybe delete the <!DOCTYPE …> part: Microsoft Project never writes one.",
    line,
  };
}

export function tooDeep(line: number, limits: ReadLimits): Problem {
  const message = `Line ${line} nests elements deeper than the limit of ${limits.maxDepth}, so the file was not read.`;
  return { code: "xml/too-deep", message, hint: SAVE_AGAIN, line };
}

export function tooManyElements(line: number, limits: ReadLimits): Problem {
  const message = `By line ${line} the file holds more than the limit of ${withThousands(limits.maxElements)} elements, so it was not read.`;
  return { code: "xml/too-many-elements", message, hint: RAISE, line };
}

function clean(detail: string): string {
  let end = detail.length;
  while (detail[end - 1] === ".") end -= 1;
  return detail.slice(0, end).replace(/\s+/g, " ").slice(0, 120);
}

/** For the limits of a reader: whole numbers below a thousand millions. */
function withThousands(value: number): string {
  const rest = String(value % 1000);
  return value < 1000 ? rest : `${withThousands(Math.floor(value / 1000))},${rest.padStart(3, "0")}`;
}
