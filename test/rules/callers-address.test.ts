import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { addressOf, noProxies, proxiesOf } from "../../src/server/address.ts";
import { Crowd } from "../../src/server/crowd.ts";

const from = (remoteAddress: string, forwarded?: string): IncomingMessage =>
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
  }) as unknown as IncomingMessage;

describe("the address that a caller is counted by", () => {
  const { proxies } = proxiesOf("10.0.0.0/8, 192.0.2.7, 2001:db8:1::/48");

  it.each([
    ["192.0.2.1", undefined, "192.0.2.1"],
    ["::ffff:192.0.2.1", undefined, "192.0.2.1"],
    ["192.0.2.1", "198.51.100.9", "192.0.2.1"],
    ["10.1.1.1", "198.51.100.9", "198.51.100.9"],
    ["::ffff:10.1.1.1", "203.0.113.5, 198.51.100.9", "198.51.100.9"],
    ["10.1.1.1", "198.51.100.9, 192.0.2.7", "198.51.100.9"],
    ["10.1.1.1", "10.9.9.9", "10.9.9.9"],
    ["10.1.1.1", undefined, "10.1.1.1"],
    ["10.1.1.1", "not an address", "10.1.1.1"],
    ["10.1.1.1", "198.51.100.9, ", "10.1.1.1"],
    ["2001:db8:1::2", "2001:db8:2:3:4:5:6:7", "2001:db8:2:3::/64"],
    ["2001:DB8:2::1", undefined, "2001:db8:2:0::/64"],
    ["fe80::1%eth0", undefined, "fe80:0:0:0::/64"],
    ["::1", undefined, "0:0:0:0::/64"],
  ])("of %s that forwards %s is %s", (remote, forwarded, expected) => {
    expect(addressOf(from(remote, forwarded), proxies)).toBe(expected);
  });

  it("is nobody's word but the socket's where no proxy is named", () => {
    expect(addressOf(from("10.1.1.1", "198.51.100.9"), noProxies)).toBe("10.1.1.1");
  });

  it("names what is no address and no network", () => {
    const { wrong } = proxiesOf("10.0.0.0/33, x, 1.2.3.4/8/9, ::1/129, , 10.0.0.1, 10.0.0.0/x");
    expect(wrong).toEqual(["10.0.0.0/33", "x", "1.2.3.4/8/9", "::1/129", "10.0.0.0/x"]);
  });
});

describe("a crowd", () => {
  it("lets each caller hold so many, and one more when one has left", () => {
    const crowd = new Crowd(2);
    expect([crowd.enter("a"), crowd.enter("a"), crowd.enter("a")]).toEqual([true, true, false]);
    expect(crowd.enter("b")).toBe(true);
    crowd.leave("a");
    expect(crowd.enter("a")).toBe(true);
  });
});
