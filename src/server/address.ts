import { BlockList, isIP, isIPv6 } from "node:net";
import type { IncomingMessage } from "node:http";

/** Proxies whose `X-Forwarded-For` is believed: addresses and networks, such as 10.0.0.0/8. */
export type Proxies = BlockList;

export const noProxies: Proxies = new BlockList();

/** Reads a list of addresses and networks; what is neither is answered in `wrong`. */
export function proxiesOf(text: string): {
  readonly proxies: Proxies;
  readonly wrong: readonly string[];
} {
  const proxies = new BlockList();
  const wrong = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "" && !added(proxies, part));
  return { proxies, wrong };
}

function added(list: BlockList, part: string): boolean {
  const [address = "", prefix, surplus] = part.split("/");
  const family = isIP(address);
  if (family === 0 || surplus !== undefined) return false;
  const bits = prefix === undefined ? bitsOf(family) : Number(prefix);
  if (prefix?.match(/^\d{1,3}$/) === null || bits > bitsOf(family)) return false;
  list.addSubnet(address, bits, family === 6 ? "ipv6" : "ipv4");
  return true;
}

const bitsOf = (family: number): number => (family === 6 ? 128 : 32);

/**
 * Who is counted: the nearest hop that is no proxy of ours. A header from anybody else is not
 * believed, or one caller would be as many as it likes.
 */
export function addressOf({ headers, socket }: IncomingMessage, proxies: Proxies): string {
  const forwarded = headers["x-forwarded-for"] ?? "";
  const hops = String(forwarded)
    .split(",")
    .map((hop) => hop.trim());
  let address = plain(socket.remoteAddress ?? "");
  while (isTrusted(address, proxies)) {
    const before = plain(hops.pop() ?? "");
    if (isIP(before) === 0) break;
    address = before;
  }
  return networkOf(address);
}

const isTrusted = (address: string, proxies: Proxies): boolean =>
  isIP(address) !== 0 && proxies.check(address, isIPv6(address) ? "ipv6" : "ipv4");

/** An IPv4 address as a socket of both families shows it: ::ffff:192.0.2.1. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, "");

/** One household or machine has a whole /64 of IPv6: counted by address it would have no end. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = (address.split("%")[0] ?? "").split("::");
  const [left, right] = [head, tail ?? ""].map((side) => (side === "" ? [] : side.split(":")));
  const zeros = Array.from({ length: 8 - (left?.length ?? 0) - (right?.length ?? 0) }, () => "0");
  const groups = tail === undefined ? (left ?? []) : [...(left ?? []), ...zeros, ...(right ?? [])];
  return `${groups.slice(0, 4).join(":").toLowerCase()}::/64`;
}
