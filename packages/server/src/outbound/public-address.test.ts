/** Facts about addresses that may be called, and those that lead inside. */
import { expect, test } from "vitest";
import { isPublicAddress } from "./public-address.ts";

test.each([
  ["loopback", "127.0.0.1"],
  ["all of loopback", "127.255.3.2"],
  ["this network", "0.0.0.0"],
  ["private, class A", "10.1.2.3"],
  ["private, class B", "172.31.255.255"],
  ["private, class C", "192.168.1.1"],
  ["carrier-grade NAT", "100.64.0.1"],
  ["the end of carrier-grade NAT", "100.127.255.255"],
  ["the metadata service of clouds", "169.254.169.254"],
  ["benchmarking", "198.19.0.1"],
  ["documentation", "203.0.113.7"],
  ["multicast", "224.0.0.1"],
  ["broadcast", "255.255.255.255"],
  ["IPv6 loopback", "::1"],
  ["IPv6 unspecified", "::"],
  ["IPv4-mapped loopback", "::ffff:127.0.0.1"],
  ["IPv4-mapped loopback in hexadecimal", "::ffff:7f00:1"],
  ["IPv4-mapped, even where the address is public", "::ffff:8.8.8.8"],
  ["IPv4-compatible", "::7f00:1"],
  ["link-local", "fe80::1"],
  ["link-local with a zone", "fe80::1%eth0"],
  ["unique local", "fd12:3456::1"],
  ["site-local", "fec0::1"],
  ["IPv6 multicast", "ff02::1"],
  ["6to4 around a private address", "2002:0a00:0001::1"],
  ["6to4 around a public address", "2002:0808:0808::1"],
  ["Teredo", "2001:0:4136:e378:8000:63bf:3fff:fdd2"],
  ["IPv6 documentation", "2001:db8::1"],
  ["NAT64 around loopback", "64:ff9b::7f00:1"],
  ["NAT64 around the metadata service, dotted", "64:ff9b::169.254.169.254"],
  ["NAT64 around zero", "64:ff9b::"],
  ["local NAT64", "64:ff9b:1::8.8.8.8"],
  ["a name", "example.org"],
  ["an old way of writing loopback", "0x7f.1"],
  ["nothing", ""],
])("%s is not public", (_what, address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each([
  ["8.8.8.8"],
  ["100.63.255.255"],
  ["100.128.0.1"],
  ["172.15.0.1"],
  ["172.32.0.1"],
  ["192.0.1.1"],
  ["2606:4700::1111"],
  ["2a00:1450:4001:82a::200e"],
  ["64:ff9b::8.8.8.8"],
  ["64:ff9b::808:808"],
])("%s is public", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});
