/** Where people go on after signing in: a place of ours, whatever the address of the page said. */

const HOME = "/";
const MAX_CHARACTERS = 2000;

/** A path of this site, or the first page. Whoever sends people here must not be able to send them on to a site of theirs. */
export function ownPath(text: string | undefined): string {
  if (text === undefined || text.length > MAX_CHARACTERS || !/^\/[^/\\]/.test(`${text}.`) || /[\\\p{Cc}]/u.test(text)) return HOME;
  const url = URL.canParse(text, "http://here.invalid") ? new URL(text, "http://here.invalid") : undefined;
  if (url?.origin !== "http://here.invalid" || url.pathname.startsWith("//") || url.pathname === "/api" || url.pathname.startsWith("/api/")) return HOME;
  return `${url.pathname}${url.search}${url.hash}`;
}
