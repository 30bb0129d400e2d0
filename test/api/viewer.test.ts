import "reflect-metadata";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openEmbeddedTest } from "../support/embedded.ts";
import { startTestHub, type TestHub } from "../support/client.ts";

describe("viewer", () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub(await openEmbeddedTest());
  });
  afterAll(() => hub.close());

  it("is null for the public", async () => {
    const { data, errors } = await hub.ask('{ viewer { name } node(id: "x") { id } }');
    expect(errors).toEqual([]);
    expect(data).toEqual({ viewer: null, node: null });
  });
});
