/** Our own cookies: what they are called, how they are set, and how one is found among those of a request. */

/** Behind https a cookie belongs to this host alone: no other host of the same domain can have set it. */
export function cookiePrefix(isSecure: boolean): string {
  return isSecure ? "__Host-leadline" : "leadline";
}

export interface OwnCookie {
  readonly name: string;
  /** Whether people come by https. */
  readonly isSecure: boolean;
}

/** `name` without our prefix. What two cookies call themselves is read as the first of them. */
export function ownCookie(header: string | undefined, { name, isSecure }: OwnCookie): string | undefined {
  const begin = `${cookiePrefix(isSecure)}.${name}=`;
  const found = (header ?? "").split(";").map((cookie) => cookie.trimStart()).find((cookie) => cookie.startsWith(begin));
  return found?.slice(begin.length);
}

/** The line that sets a cookie. The prefix demands the path of the whole site. `seconds`: 0 takes the cookie away. */
export function cookieLine({ name, isSecure }: OwnCookie, value: string, seconds: number): string {
  return `${cookiePrefix(isSecure)}.${name}=${value}; Max-Age=${seconds}; Path=/; HttpOnly; ${isSecure ? "Secure; " : ""}SameSite=Lax`;
}
