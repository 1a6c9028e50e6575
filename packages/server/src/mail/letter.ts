/** A mail as text and as HTML, from the same words: names are written, never parsed. */

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments?: readonly { readonly name: string; readonly type: string; readonly content: Uint8Array }[];
}

export interface LetterParts {
  readonly to: string;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** One thing to do, with its address. */
  readonly link?: { readonly label: string; readonly url: string };
  /** Why the mail came, and what to do if it should not have. */
  readonly foot: string;
}

export function letterOf({ to, subject, paragraphs, link, foot }: LetterParts): Letter {
  const text = [...paragraphs, ...(link ? [`${link.label}:\n${link.url}`] : []), `--\n${foot}`].join("\n\n");
  const body = [
    ...paragraphs.map((paragraph) => `<p>${escaped(paragraph)}</p>`),
    ...(link ? [`<p><a href="${escaped(link.url)}" style="display:inline-block;padding:8px 16px;border-radius:6px;background:#0b57a8;color:#ffffff;text-decoration:none">${escaped(link.label)}</a></p><p style="font-size:12px;color:#5a6370">${escaped(link.url)}</p>`] : []),
    `<p style="font-size:12px;color:#5a6370">${escaped(foot)}</p>`,
  ];
  const html = `<!doctype html><html lang="en"><body style="margin:24px;max-width:560px;font:14px/22px system-ui,sans-serif;color:#1b2027">${body.join("\n")}</body></html>`;
  return { to: oneLine(to), subject: oneLine(subject), text, html };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");
}

/** A header ends where its line ends: whatever would begin another one becomes a space. */
function oneLine(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f\u2028\u2029]/g, " ").trim();
}
