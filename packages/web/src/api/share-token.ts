/** The token of a share link, which stands behind the # of its address, so that it never reaches a server's log. */

const KEY = "leadline.share";
/** A link to the plan, or to the newest status report. */
const ADDRESS = /^\/r\/([A-Z][A-Z0-9]{0,9})(\/status)?$/;
let token = tokenOfPage();

/** What this page was opened with, instead of a session; a reload of the same tab still knows it. */
export function shareToken(): string | undefined {
  return token;
}

function tokenOfPage(): string | undefined {
  if (typeof location === "undefined" || typeof sessionStorage === "undefined") return undefined;
  try {
    const [, key, status] = ADDRESS.exec(location.pathname) ?? [];
    const given = location.hash.slice(1);
    if (key === undefined || !/^ll_s_[\w-]{20,200}$/.test(given)) return sessionStorage.getItem(KEY) ?? undefined;
    sessionStorage.setItem(KEY, given);
    history.replaceState(null, "", `/p/${key}/${status === undefined ? "plan/gantt" : "status/newest"}`);
    return given;
  } catch {
    return undefined;
  }
}

/** The link no longer opens anything: whoever has an account signs in instead. */
export function forgetShareToken(): void {
  token = undefined;
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
