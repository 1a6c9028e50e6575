/** Addresses that open without a session: what they are and the token behind their #, which never reaches a server's log. */

export interface DoorAddress {
  readonly door: "invitation" | "reset" | "confirmation";
  readonly token: string;
}

export function doorOf({ pathname, hash }: Pick<Location, "pathname" | "hash">): DoorAddress | undefined {
  const token = hash.slice(1);
  if (token === "") return undefined;
  if (pathname === "/invite") return { door: "invitation", token };
  if (pathname === "/confirm") return { door: "confirmation", token };
  return pathname === "/reset-password" ? { door: "reset", token } : undefined;
}
