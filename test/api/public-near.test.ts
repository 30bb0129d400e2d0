import "reflect-metadata";
import { Buffer } from "node:buffer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";

describe("the public's page", () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub(await openEmbeddedTest(), {
      world: (database) => loadWorld(database, world(1, "tiny")),
    });
  });
  afterAll(() => hub.close());
  const read = async (query = "") => {
    const response = await fetch(`${hub.url}/public${query}`);
    return { status: response.status, text: await response.text() };
  };

  it("is small, without script, Chinese first, and asks nothing of any other place", async () => {
    const { status, text } = await read();
    expect(status).toBe(200);
    expect(text).toContain('<html lang="zh-CN">');
    expect(text).toContain("演练");
    expect(text).not.toMatch(/<script|https?:\/\//);
    expect(Buffer.byteLength(text)).toBeLessThan(30_000);
    expect((await read("?lang=en")).text).toContain('<html lang="en">');
    expect((await read("?size=large")).text).toContain("font:26px");
  });

  it("invents no shelter, and shows no depot that is not public", async () => {
    const { text } = await read();
    expect(text).toContain("尚未登记避难场所");
    // The tiny world has one public government depot, in 惠农区.
    expect(text.match(/<li>/g)).toHaveLength(await publicDepots());
    expect(text).toContain("惠农");
  });

  it("says how far in a straight line, by county, by pinyin and by a point", async () => {
    expect((await read("?county=640205")).text).toMatch(/距[^<]*直线约 [\d.]+ 公里/);
    expect((await read("?q=huinong")).text).toMatch(/距惠农区直线约/);
    const far = await read("?lat=30&lon=120");
    expect(far.text).toContain("附近 50 公里内没有公开的储备点,最近的是");
    expect((await read("?q=%3Cb%3E")).text).not.toContain("<b>”");
    expect((await read("?q=nowhere")).text).toContain("没有找到");
  });

  const publicDepots = async (): Promise<number> => {
    const { data } = await hub.ask<{ depots: { edges: readonly unknown[] } }>(
      "{ depots(first: 100) { edges { node { code } } } }",
    );
    return data.depots.edges.length;
  };
});
