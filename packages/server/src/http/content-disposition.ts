/** How a download is named: always as a file to keep, never as a page to show. */

/** `Content-Disposition` for a name in any script (RFC 6266), with nothing in it that could end the header. */
export function attachment(fileName: string): string {
  const plain = fileName.replace(/[^\w .()-]/g, "_");
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
