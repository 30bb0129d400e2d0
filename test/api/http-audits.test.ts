import "reflect-metadata";
import { serverAudits } from "graphql-http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub(await openEmbeddedTest());
});
afterAll(() => hub.close());

/** A GET that any page can send without a preflight is turned away; the text leaves that free. */
const refused = [
  "MAY accept application/x-www-form-urlencoded formatted GET requests",
  ...["application/json", "application/graphql-response+json"].map(
    (type) =>
      `MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting ${type}`,
  ),
];

describe("the audits of GraphQL over HTTP that graphql-http publishes", () => {
  const audits = serverAudits({ url: () => `${hub.url}/graphql` });

  it("are all there", () => {
    const count = (level: string): number =>
      audits.filter(({ name }) => name.startsWith(level)).length;
    expect([count("MUST"), count("SHOULD"), count("MAY")]).toEqual([13, 23, 25]);
  });

  it.each(audits.map(({ name, fn }) => ({ name, fn })))("$name", async ({ name, fn }) => {
    const result = await fn();
    const expected = refused.includes(name) ? "notice" : "ok";
    expect({ name, status: result.status }).toEqual({ name, status: expected });
  });
});
