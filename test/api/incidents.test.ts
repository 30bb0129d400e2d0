import "reflect-metadata";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { globalId } from "../../src/graph/node.ts";
import { packageRoot } from "../../src/kernel/root.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";

const folder = join(packageRoot, "schema", "operations");
const operation = (name: string): string => readFileSync(join(folder, `${name}.graphql`), "utf8");
const example = (name: string): Record<string, Record<string, unknown>> =>
  JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as Record<
    string,
    Record<string, unknown>
  >;

type Thing = Record<string, unknown> & { id: string; refusals?: { code: string; path: string }[] };
interface Page {
  edges: { cursor: string; node: Thing }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

describe("incidents", () => {
  let hub: TestHub;
  let incidentId: string;
  beforeAll(async () => {
    hub = await startTestHub(await openEmbeddedTest(), {
      world: (database) => loadWorld(database, world(1, "tiny")),
    });
    incidentId = (await run("incidents-report", {}, "usr-g01-dispatcher")).id;
  });
  afterAll(() => hub.close());

  /** Runs a published mutation on its published example, with some of the input replaced. */
  async function run(name: string, input: Record<string, unknown>, as: string): Promise<Thing> {
    const asked = { input: { ...example(name)["input"], ...input } };
    const { data, errors } = await hub.ask<Record<string, Thing>>(operation(name), asked, { as });
    expect(errors).toEqual([]);
    return Object.values(data)[0]!;
  }
  const list = async (name: string, variables: Record<string, unknown>): Promise<Page> => {
    const asked = { first: 10, ...variables };
    const { data, errors } = await hub.ask<Record<string, Page>>(operation(name), asked, {
      as: "usr-g06-dispatcher",
    });
    expect(errors).toEqual([]);
    return Object.values(data)[0]!;
  };

  it("are reported, and the same key answers the same incident", async () => {
    const again = await run("incidents-report", {}, "usr-g01-dispatcher");
    expect(again).toMatchObject({ id: incidentId, state: "REPORTED" });
  });

  it("cannot be started by a dispatcher, nor by a neighbour's approver", async () => {
    for (const as of ["usr-g01-dispatcher", "usr-g06-approver"])
      expect(await run("incidents-start-response", { incidentId }, as)).toMatchObject({
        refusals: [{ code: "NOT_ALLOWED" }],
      });
  });

  it("answer NOT_FOUND for what is not there", async () => {
    expect(await run("incidents-start-response", {}, "usr-g01-approver")).toMatchObject({
      refusals: [{ code: "NOT_FOUND", path: "incidentId" }],
    });
  });

  it("go from report to needs, with the payer fixed at the start", async () => {
    const started = await run("incidents-start-response", { incidentId }, "usr-g01-approver");
    expect(started).toMatchObject({
      state: "ACTIVE",
      responseLevel: "LEVEL_2",
      payer: { nameZh: "乌海市应急管理局(示例)" },
    });
    const level = await run("incidents-set-level", { incidentId }, "usr-g01-approver");
    expect(level).toMatchObject({
      levels: [
        { responseLevel: "LEVEL_3", setByApprover: true },
        { responseLevel: "LEVEL_2", setByApprover: true },
        { responseLevel: null, setByApprover: false },
      ],
    });
    const zone = await run("incidents-set-zone", { incidentId }, "usr-g01-dispatcher");
    expect(zone).toMatchObject({ zone: { lon: 106.735, radiusKm: 1 } });
    const declared = await run("incidents-declare-needs", { incidentId }, "usr-g01-dispatcher");
    expect(declared).toMatchObject({ needs: { edges: [{ node: { state: "OPEN" } }, {}] } });
  });

  it("refuse a whole list for each of its wrong lines", async () => {
    const needs = [
      { item: "PP-SCBA", quantity: 1, unit: "箱" },
      { item: "NO-SUCH", quantity: 1 },
    ];
    const input = { incidentId, needs, idempotencyKey: "needs-wrong-1" };
    const answer = await run("incidents-declare-needs", input, "usr-g01-dispatcher");
    expect(answer.refusals?.map(({ code, path }) => `${code} ${path}`)).toEqual([
      "WRONG_UNIT needs.0.unit",
      "UNKNOWN_CODE needs.1.item",
    ]);
    expect((await list("incidents-needs", { incidentId })).edges).toHaveLength(2);
  });

  it("are listed, filtered and paged for every member, and not for the public", async () => {
    expect((await list("incidents-list", { regionCode: "150000" })).edges).toHaveLength(1);
    expect((await list("incidents-list", { regionCode: "640000" })).edges).toEqual([]);
    expect((await list("incidents-list", { states: ["CLOSED"] })).edges).toEqual([]);
    const one = await list("incidents-needs", { incidentId, first: 1 });
    const two = await list("incidents-needs", { incidentId, after: one.pageInfo.endCursor });
    const ids = [...one.edges, ...two.edges].map(({ node }) => node.id);
    expect(new Set(ids).size).toBe(2);
    expect(two.pageInfo.hasNextPage).toBe(false);
    const { data } = await hub.ask<{ incident: null }>(operation("incidents-incident"), {
      id: incidentId,
    });
    expect(data.incident).toBeNull();
  });

  it("let needs be withdrawn once and renewed while they are wanted", async () => {
    const [first, second] = (await list("incidents-needs", { incidentId })).edges;
    const renewed = { needId: second!.node.id };
    expect(await run("incidents-renew-need", renewed, "usr-g01-dispatcher")).toMatchObject({
      state: "OPEN",
      version: 2,
    });
    const withdrawn = { needId: first!.node.id };
    expect(await run("incidents-withdraw-need", withdrawn, "usr-g01-dispatcher")).toMatchObject({
      state: "WITHDRAWN",
    });
    const again = { ...withdrawn, idempotencyKey: "withdraw-again-1" };
    expect(await run("incidents-withdraw-need", again, "usr-g01-dispatcher")).toMatchObject({
      refusals: [{ code: "ILLEGAL_TRANSITION" }],
    });
  });

  it("end, pass into the aftermath and close; each step once and in order", async () => {
    const early = { incidentId, idempotencyKey: "close-early-1" };
    expect(await run("incidents-close", early, "usr-g01-approver")).toMatchObject({
      refusals: [{ code: "ILLEGAL_TRANSITION" }],
    });
    for (const [name, state] of [
      ["incidents-end-response", "RESPONSE_ENDED"],
      ["incidents-begin-aftermath", "AFTERMATH"],
      ["incidents-close", "CLOSED"],
    ] as const)
      expect(await run(name, { incidentId }, "usr-g01-approver")).toMatchObject({ state });
    const { data, errors } = await hub.ask<{ incident: Thing; node: Thing }>(
      operation("incidents-incident"),
      { id: incidentId },
      { as: "usr-g06-dispatcher" },
    );
    expect(errors).toEqual([]);
    expect(data.incident).toMatchObject({ state: "CLOSED", government: {}, responsible: {} });
  });

  it("are nodes, and so are their needs", async () => {
    const [need] = (await list("incidents-needs", { incidentId })).edges;
    const asked = { ids: [incidentId, need!.node.id, globalId("Need", "nothing")] };
    const { data } = await hub.ask(
      "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename } }",
      asked,
      { as: "usr-g06-dispatcher" },
    );
    expect(data).toEqual({
      nodes: [{ __typename: "Incident" }, { __typename: "Need" }, null],
    });
  });

  it("have a test for every operation that is published for them", () => {
    const names = readdirSync(folder).filter((name) => /^incidents-.*\.graphql$/.test(name));
    const here = readFileSync(new URL(import.meta.url), "utf8");
    const missing = names
      .map((name) => name.replace(".graphql", ""))
      .filter((name) => !here.includes(`"${name}"`));
    expect(missing).toEqual([]);
  });
});
