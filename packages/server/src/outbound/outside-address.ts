/** An address that somebody gave us, checked, and bound to the machine that it leads to at this moment. */
import { isIP } from "node:net";
import { OutsideFailure } from "./outside-failure.ts";
import { isPublicAddress } from "./public-address.ts";

export interface AddressRules {
  /** Ports that may be called. */
  readonly ports: readonly number[];
  /** `host:port` that the operator of this server vouches for, wherever they lead and on whatever port. */
  readonly trusted: ReadonlySet<string>;
  /** All addresses of a name. */
  readonly resolve: (host: string) => Promise<readonly string[]>;
}

/** Where the connection goes. Nobody resolves the name a second time, so it cannot lead elsewhere by then. */
export interface PinnedAddress {
  readonly url: URL;
  readonly address: string;
  readonly port: number;
}

/** Rejects with an `OutsideFailure` that says why an address may not be called. */
export async function pinAddress(url: URL, rules: AddressRules): Promise<PinnedAddress> {
  const port = checkedPort(url, rules);
  const host = bareHost(url);
  const addresses = isIP(host) === 0 ? await rules.resolve(host).catch(() => []) : [host];
  const [address] = addresses;
  const isTrusted = rules.trusted.has(`${host}:${port}`);
  // One closed address among several is enough to refuse: which one is called would be a matter of luck.
  if (address === undefined || !(isTrusted || addresses.every(isPublicAddress))) {
    throw new OutsideFailure("outbound/refused", `${url.host} is no server on the open internet that Leadline may call. Check the address; addresses inside a company's network must be allowed by whoever runs this server (LEADLINE_OUTBOUND_ALLOW).`);
  }
  return { url, address, port };
}

/** Reads an address that somebody typed. */
export function outsideUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) throw new OutsideFailure("outbound/refused", `“${text.slice(0, 200)}” is no web address. It must begin with https://.`);
  if (url.username !== "" || url.password !== "") throw new OutsideFailure("outbound/refused", "A web address must not hold a user name or password. Take them out.");
  return url;
}

function checkedPort(url: URL, { ports, trusted }: AddressRules): number {
  const port = url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
  if (ports.includes(port) || trusted.has(`${bareHost(url)}:${port}`)) return port;
  throw new OutsideFailure("outbound/refused", `Port ${port} of ${url.hostname} may not be called; allowed are ${ports.join(", ")}.`);
}

/** The name without the brackets of IPv6 and without the dot at the end that means the same name. */
function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
}
