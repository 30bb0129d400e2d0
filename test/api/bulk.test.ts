import "reflect-metadata";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { grantKey, revokeKeyNow } from "../../src/access/key-operator.service.ts";
import type { BulkLine } from "../../src/server/bulk.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { codeOf } from "../support/http.ts";

const region = "150000";
let hub: TestHub;
let key: string;
beforeAll(async () => {
  hub = await startTestHub(await openEmbeddedTest(), {
    world: (database) => loadWorld(database, world(1, "demo")),
  });
  key = await hub.keyOf("usr-g01-dispatcher");
});
afterAll(() => hub.close());

type Thing = Extract<BulkLine, { readonly at: string }>;
const get = (path: string, as?: string): Promise<Response> =>
  fetch(`${hub.url}/bulk/${path}`, {
    headers: as === undefined ? {} : { authorization: `Bearer ${as}` },
  });
const read = async (path: string, as?: string): Promise<BulkLine[]> => {
  const text = await (await get(path, as)).text();
  expect(text.endsWith("\n")).toBe(true);
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as BulkLine);
};
const things = (lines: readonly BulkLine[]): Thing[] =>
  lines.filter((line): line is Thing => "at" in line);
const codesIn = (lines: readonly BulkLine[], kind: string): string[] =>
  things(lines)
    .filter((line) => line.kind === kind)
    .map(({ node }) => (node as { code: string }).code);

/** The codes that the pages of the API tell, for the same reader. */
async function paged(field: "depots" | "teams", as?: string): Promise<string[]> {
  const where = field === "depots" ? "filter: { regionCode: $region }" : "regionCode: $region";
  const query = `query ($region: String!, $after: String) {
    ${field}(first: 7, after: $after, ${where}) {
      edges { node { code } } pageInfo { hasNextPage endCursor } } }`;
  const codes: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    type Page = {
      edges: { node: { code: string } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
    const asked: { data: Record<string, Page> } = await hub.ask<Record<string, Page>>(
      query,
      { region, after },
      as === undefined ? undefined : { as },
    );
    const page = asked.data[field]!;
    codes.push(...page.edges.map(({ node }) => node.code));
    ({ hasNextPage: more, endCursor: after } = page.pageInfo);
  }
  return codes;
}

describe("a bulk read of a region", () => {
  it("tells all that its reader may see, and no more, between a start and an end", async () => {
    for (const as of [key, undefined]) {
      const lines = await read(region, as);
      expect(lines[0]).toMatchObject({ kind: "START", region, feed: expect.any(String) });
      expect(lines.at(-1)).toEqual({ kind: "END", lines: lines.length - 2 });
      expect(codesIn(lines, "DEPOT")).toEqual(await paged("depots", as));
      expect(codesIn(lines, "TEAM")).toEqual(await paged("teams", as));
    }
    const [mine, everyones] = [await read(region, key), await read(region)];
    expect(codesIn(mine, "DEPOT").length).toBeGreaterThan(codesIn(everyones, "DEPOT").length);
  });

  it("tells a depot with all its lots, however many pages they are", async () => {
    const lots = things(await read(region, key)).flatMap(({ kind, node }) =>
      kind === "DEPOT" ? (node as { lots: { id: string }[] }).lots.map(({ id }) => id) : [],
    );
    expect(new Set(lots).size).toBe(lots.length);
    const query = `query ($region: String!) { depots(first: 100, filter: { regionCode: $region }) {
      edges { node { lots(first: 100) { edges { node { id } } } } } } }`;
    type Depots = {
      depots: { edges: { node: { lots: { edges: { node: { id: string } }[] } } }[] };
    };
    const { data } = await hub.ask<Depots>(query, { region }, { as: key });
    const known = data.depots.edges.flatMap(({ node }) =>
      node.lots.edges.map((lot) => lot.node.id),
    );
    expect(lots).toEqual(expect.arrayContaining(known));
  });

  it("goes on after any line that was read whole, so that a cut costs one line", async () => {
    const whole = things(await read(region, key));
    for (const at of [0, 5, whole.length - 2, whole.length - 1]) {
      const rest = things(await read(`${region}?after=${whole[at]!.at}`, key));
      expect(rest.map((line) => line.at)).toEqual(whole.slice(at + 1).map((line) => line.at));
    }
  });

  it("is refused before its first line with a status, and says why", async () => {
    for (const [path, status, code] of [
      ["nowhere", 404, "NOT_FOUND"],
      ["15030", 404, "NOT_FOUND"],
      [`${region}?after=x`, 400, "BULK_PLACE_UNKNOWN"],
      [
        `${region}?after=${Buffer.from("DEPOT WzFd").toString("base64url")}`,
        400,
        "BULK_PLACE_UNKNOWN",
      ],
      [`${region}?after=a&after=b`, 400, "BULK_PLACE_UNKNOWN"],
    ] as const) {
      const response = await get(path, key);
      expect([path, response.status, await codeOf(response)]).toEqual([path, status, code]);
    }
    expect((await get(region, "qk_0000000000000000_x")).status).toBe(401);
  });

  it("of a region without anything is a start and an end", async () => {
    expect((await read("999999", key)).map(({ kind }) => kind)).toEqual(["START", "END"]);
  });
});

describe("a caller whose budget is small", () => {
  let slow: TestHub;
  beforeAll(async () => {
    slow = await startTestHub(await openEmbeddedTest(), {
      limits: { budget: 10_000, capacity: 10_000, perSecond: 2_000 },
      world: (database) => loadWorld(database, world(1, "demo")),
    });
  });
  afterAll(() => slow.close());

  it("is told all, at the pace at which it comes back", async () => {
    const text = await (await fetch(`${slow.url}/bulk/${region}`)).text();
    expect(text.trimEnd().split("\n").at(-1)).toContain('"kind":"END"');
  });

  it("holds four at once, and a place is free again when one has gone away", async () => {
    const many = Array.from({ length: 5 }, () => new AbortController());
    const url = `${slow.url}/bulk/${region}`;
    const asked = many.map(({ signal }) => fetch(url, { signal }));
    // Whoever is refused is told so at once; the others wait inside for their budget.
    const codes = asked.map(async (one) => {
      const response = await one;
      if (response.status !== 429) throw new Error("inside");
      return codeOf(response);
    });
    expect(await Promise.any(codes)).toBe("THROTTLED");
    for (const one of many) one.abort();
    const refused = (await Promise.allSettled(codes)).filter(
      ({ status }) => status === "fulfilled",
    );
    expect(refused).toHaveLength(1);
    let status = 429;
    for (let tries = 0; status === 429 && tries < 100; tries += 1) {
      const again = new AbortController();
      ({ status } = await fetch(url, { signal: again.signal }));
      again.abort();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(status).toBe(200);
  });

  it("gets an error in place of the end when the right to it is lost on the way", async () => {
    const ending = await grantKey(slow.database, { principalId: "usr-g01-dispatcher" });
    const headers = { authorization: `Bearer ${ending}` };
    const response = await fetch(`${slow.url}/bulk/${region}`, { headers });
    await revokeKeyNow(slow.database, /^qk_([0-9a-f]+)_/.exec(ending)![1]!);
    const last = (await response.text()).trimEnd().split("\n").at(-1)!;
    const { kind, code } = JSON.parse(last) as { kind: string; code: string };
    expect({ kind, code }).toEqual({ kind: "ERROR", code: "CREDENTIAL_NOT_GOOD" });
  });
});
