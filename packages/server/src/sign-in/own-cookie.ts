/** Finds one of our own cookies among those of a request. */

/** `name` without our prefixes. What two cookies call themselves is read as the first of them. */
export function ownCookie(header: string | undefined, name: string): string | undefined {
  const names = [`__Secure-leadline.${name}=`, `leadline.${name}=`];
  for (const cookie of (header ?? "").split(";")) {
    const text = cookie.trimStart();
    const found = names.find((one) => text.startsWith(one));
    if (found !== undefined) return text.slice(found.length);
  }
  return undefined;
}
