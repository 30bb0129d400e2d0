import "reflect-metadata";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { plannerOf } from "../../src/dispatch/planner.ts";
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

type Thing = Record<string, unknown> & { id: string };

describe("proposals", () => {
  let hub: TestHub;
  let incidentId: string;
  let proposalId: string;
  beforeAll(async () => {
    hub = await startTestHub(await openEmbeddedTest(), {
      world: (database) => loadWorld(database, world(1, "tiny")),
    });
    incidentId = (await run("incidents-report", {}, "usr-g01-dispatcher")).id;
    await run("incidents-start-response", { incidentId }, "usr-g01-approver");
    await run("incidents-declare-needs", { incidentId }, "usr-g01-dispatcher");
  });
  afterAll(async () => {
    await plannerOf(hub.database).close();
    await hub.close();
  });

  async function ask<T>(name: string, variables: object, as: string): Promise<T> {
    const { data, errors } = await hub.ask<Record<string, T>>(
      operation(name),
      variables as Record<string, unknown>,
      { as },
    );
    expect(errors).toEqual([]);
    return Object.values(data)[0]!;
  }
  const run = (name: string, input: object, as: string): Promise<Thing> =>
    ask<Thing>(name, { input: { ...example(name)["input"], ...input } }, as);

  it("are asked for by a dispatcher of the lead, not by an approver or a neighbour", async () => {
    for (const as of ["usr-g01-approver", "usr-g06-dispatcher"])
      expect(await run("proposals-propose", { incidentId }, as)).toMatchObject({
        refusals: [{ code: "NOT_ALLOWED" }],
      });
    const asked = await run("proposals-propose", { incidentId }, "usr-g01-dispatcher");
    expect(asked).toMatchObject({ state: "SOLVING", preset: "BALANCED" });
    proposalId = asked.id;
  });

  it("become ready, with lines on their grounds, shortages and what was not used", async () => {
    await plannerOf(hub.database).idle();
    const shown = await ask<Thing>("proposals-proposal", { id: proposalId }, "usr-g01-dispatcher");
    expect(shown).toMatchObject({
      state: "READY",
      status: "OPTIMAL",
      progress: null,
      incident: { nameZh: "乌达产业园氯气泄漏(示例)" },
    });
    const lines = shown["allocations"] as Record<string, unknown>[];
    expect(lines.map(({ basis }) => basis)).toContain("OWN");
    expect(lines.map(({ basis }) => basis)).toContain("PACT");
    for (const line of lines) expect(line).toMatchObject({ lender: {}, need: {} });
    expect(shown["stages"]).toMatchObject([{ name: "unmet" }, {}, {}, {}, {}, {}]);
  });

  it("are listed for who asked, and hidden from a neighbour", async () => {
    const mine = await ask<{ edges: unknown[] }>(
      "proposals-list",
      { first: 5, incidentId },
      "usr-g01-approver",
    );
    expect(mine.edges).toMatchObject([{ node: { id: proposalId, state: "READY" } }]);
    const theirs = await ask<{ edges: unknown[] }>(
      "proposals-list",
      { first: 5 },
      "usr-g06-dispatcher",
    );
    expect(theirs.edges).toEqual([]);
    expect(await ask("proposals-proposal", { id: proposalId }, "usr-g06-dispatcher")).toBeNull();
  });

  describe("tried under other circumstances", () => {
    const as = "usr-g01-dispatcher";
    const tryOut = (edits: object, who = as) =>
      ask<Thing>("proposals-what-if", { proposalId, edits }, who);
    const lineOf = async () => {
      const { allocations } = await ask<Thing>("proposals-proposal", { id: proposalId }, as);
      const lines = allocations as { supply: string; need: { id: string }; quantity: number }[];
      // Of goods: which line comes first is chance, and of a team no quantity is read.
      return lines.find(({ quantity }) => quantity > 1)!;
    };

    it("say line by line what changes, and stay what they are", async () => {
      const { supply, need, quantity } = await lineOf();
      const tried = await tryOut({ close: [{ supply, needId: need.id }] });
      const lines = tried["lines"] as Record<string, unknown>[];
      expect(lines).toContainEqual(
        expect.objectContaining({ change: "DROPPED", supply, needId: need.id, before: quantity }),
      );
      expect(tried["stages"]).toMatchObject([{ name: "unmet" }, {}, {}, {}, {}, {}]);
      expect(await lineOf()).toMatchObject({ supply, quantity });
    });

    it("change nothing where the edit touches nothing", async () => {
      const { need } = await lineOf();
      const tried = await tryOut({ deadlines: [{ needId: need.id, deadlineAt: null }] });
      expect(["OPTIMAL", "FEASIBLE"]).toContain(tried["status"]);
      const lines = tried["lines"] as { change: string }[];
      expect(lines.some(({ change }) => change === "KEPT")).toBe(true);
    });

    it("refuse edits of what is not there by path, and whom they are hidden from", async () => {
      const { supply, need } = await lineOf();
      const refusals = async (edits: object, who = as) =>
        ((await tryOut(edits, who))["refusals"] as { code: string; path: string }[]).map(
          ({ code, path }) => `${code} ${path}`,
        );
      expect(await refusals({})).toEqual(["INVALID_INPUT edits"]);
      expect(await refusals({ forbid: ["nothing"] })).toEqual(["UNKNOWN_CODE edits.forbid.0"]);
      const pins = [{ supply, needId: need.id, quantity: 9_000_000 }];
      expect((await refusals({ pins }))[0]).toMatch(/^PROBLEM_INVALID edits\.pins\.0/);
      expect(await refusals({ forbid: [supply] }, "usr-g06-dispatcher")).toEqual([
        "NOT_FOUND proposalId",
      ]);
    });

    it("name the roads and depots that they cannot do without", async () => {
      const swept = await ask<Thing>("proposals-robustness", { proposalId, losses: 6 }, as);
      const losses = swept["losses"] as { missingBefore: number[]; missingAfter: number[] }[];
      expect(losses).toHaveLength(Math.min(6, swept["candidates"] as number));
      expect(losses[0]?.missingAfter).toHaveLength(5);
      expect(await ask("proposals-robustness", { proposalId, losses: 900 }, as)).toMatchObject({
        refusals: [{ code: "QUANTITY_OUT_OF_RANGE", path: "losses" }],
      });
    });
  });

  it("cannot be cancelled when ready, and a stranger's is not found", async () => {
    expect(await run("proposals-cancel", { proposalId }, "usr-g01-dispatcher")).toMatchObject({
      refusals: [{ code: "ILLEGAL_TRANSITION" }],
    });
    expect(await run("proposals-cancel", { proposalId }, "usr-g06-dispatcher")).toMatchObject({
      refusals: [{ code: "NOT_FOUND" }],
    });
  });

  it("can be cancelled while they are solved, and then stay cancelled", async () => {
    const key = { idempotencyKey: "propose-and-cancel-1" };
    const asked = await run("proposals-propose", { incidentId, ...key }, "usr-g01-dispatcher");
    const input = { proposalId: asked.id, idempotencyKey: "cancel-while-solving-1" };
    const cancelled = await run("proposals-cancel", input, "usr-g01-dispatcher");
    await plannerOf(hub.database).idle();
    const shown = await ask<Thing>("proposals-proposal", { id: asked.id }, "usr-g01-dispatcher");
    // The solve of a tiny world may be over before it can be cancelled: both ends are honest.
    expect(["CANCELLED", "READY"]).toContain(shown["state"]);
    expect(shown["state"]).toBe(cancelled["state"] ?? "READY");
  });

  it("name every need that is not there", async () => {
    const wrong = { incidentId, needIds: ["x"], idempotencyKey: "propose-wrong-1" };
    expect(await run("proposals-propose", wrong, "usr-g01-dispatcher")).toMatchObject({
      refusals: [{ code: "NOT_FOUND", path: "needIds.0" }],
    });
  });

  it("have a test for every operation that is published for them", () => {
    const names = readdirSync(folder).filter((name) => /^proposals-.*\.graphql$/.test(name));
    const here = readFileSync(new URL(import.meta.url), "utf8");
    const missing = names
      .map((name) => name.replace(".graphql", ""))
      .filter((name) => !here.includes(`"${name}"`));
    expect(missing).toEqual([]);
  });
});
