/** Which addresses are on the open internet: everything that leads back to this machine or into somebody's own network is not. */
import { BlockList, isIP, isIPv4 } from "node:net";

/** IPv4 that is not public, after the IANA special-purpose registry. */
const CLOSED_4: readonly (readonly [network: string, bits: number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  // Carriers' own networks (RFC 6598).
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  // Link-local, with the address at which clouds hand out their machines' credentials.
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.31.196.0", 24],
  ["192.52.193.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["192.175.48.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

/** Parts of the IPv6 unicast space that carry an IPv4 address, lead into a laboratory, or are for examples. */
const CLOSED_6: readonly (readonly [network: string, bits: number])[] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  // 6to4: whoever owns the IPv4 address inside decides where this leads.
  ["2002::", 16],
  ["3fff::", 20],
];

const closed = new BlockList();
for (const [network, bits] of CLOSED_4) closed.addSubnet(network, bits, "ipv4");
for (const [network, bits] of CLOSED_6) closed.addSubnet(network, bits, "ipv6");

const unicast = new BlockList();
unicast.addSubnet("2000::", 3, "ipv6");

/** Translators (NAT64, RFC 6052) put an IPv4 address into the last 32 bits of this network. */
const translated = new BlockList();
translated.addSubnet("64:ff9b::", 96, "ipv6");

/** `address` as digits, without brackets; anything that is no address is not public. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !closed.check(address, "ipv4");
  if (isIP(address) !== 6 || address.includes("%")) return false;
  if (translated.check(address, "ipv6")) return isPublicAddress(lastFour(address));
  // Loopback, link-local, site-local, unique local, multicast and IPv4-mapped ones all lie outside of 2000::/3.
  return unicast.check(address, "ipv6") && !closed.check(address, "ipv6");
}

/** The IPv4 address in the last 32 bits. */
function lastFour(address: string): string {
  const dotted = /(?:\d{1,3}\.){3}\d{1,3}$/.exec(address)?.[0];
  if (dotted !== undefined) return dotted;
  // The parser writes every address in one form, the last two groups always as numbers or as the end of "::".
  const groups = new URL(`http://[${address}]/`).hostname.slice(1, -1).split("::");
  const tail = (groups.at(-1) ?? "").split(":").filter((group) => group !== "");
  const [high = "0", low = "0"] = groups.length > 1 ? ["0", "0", ...tail].slice(-2) : tail.slice(-2);
  const bits = Number.parseInt(high, 16) * 65_536 + Number.parseInt(low, 16);
  return [bits >>> 24, (bits >>> 16) & 255, (bits >>> 8) & 255, bits & 255].join(".");
}
