import "reflect-metadata";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { globalId } from "../../src/graph/node.ts";
import { packageRoot } from "../../src/kernel/root.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { onBothShapes } from "../support/database.ts";
import type { OrderState } from "../support/dispatch-state.ts";
import { asks, orgs } from "../support/dispatch-world.ts";
import { adopted, collapsed, decided, fillSetWorld, solved } from "../support/set-world.ts";

const operation = (name: string): string =>
  readFileSync(join(packageRoot, "schema", "operations", `${name}.graphql`), "utf8");

onBothShapes("sets over GraphQL", (open) => {
  let hub: TestHub;
  let incidentId: string;
  let orders: OrderState[];
  beforeAll(async () => {
    hub = await startTestHub(await open(), { world: fillSetWorld });
    ({ incidentId } = await collapsed(hub.database, ["SEARCH", "RESCUE", "LIFT"]));
  });
  afterAll(() => hub.close());

  const ask = async <Data>(name: string, variables: object): Promise<Data> => {
    const answer = await hub.ask<Data>(operation(name), { ...variables }, { as: asks.id });
    expect(answer.errors).toEqual([]);
    return answer.data;
  };
  const codes = (...skills: readonly string[]) => skills.map((code) => ({ code }));
  const needs = async (): Promise<readonly { readonly node: object }[]> => {
    const variables = { incidentId: globalId("Incident", incidentId), first: 9 };
    return (await ask<{ needs: { edges: { node: object }[] } }>("incidents-needs", variables)).needs
      .edges;
  };

  it("a need says what each set must cover, in the order of the codes", async () => {
    expect(await needs()).toMatchObject([
      { node: { capabilities: codes("LIFT", "RESCUE", "SEARCH"), capability: null, sets: [] } },
    ]);
  });

  it("a plan says which set a unit is of and what for", async () => {
    const { id } = await solved(hub.database, incidentId);
    const { proposal } = await ask<{ proposal: { allocations: object[] } }>("proposals-proposal", {
      id: globalId("Proposal", id),
    });
    expect(proposal.allocations).toHaveLength(3);
    for (const line of proposal.allocations) expect(line).toMatchObject({ set: 1, fills: null });
    expect(proposal.allocations).toContainEqual(
      expect.objectContaining({ covers: codes("LIFT"), counted: 1 }),
    );
  });

  it("an order's lines bear the code of their set, which the need tells whole", async () => {
    orders = await adopted(hub.database, incidentId);
    const [{ node }] = (await needs()) as [{ node: { sets: [{ code: string }] } }];
    expect(node).toMatchObject({
      ...{ promised: 1, received: 0 },
      sets: [
        {
          ...{ whole: true, complete: false, lacking: [], received: [] },
          standing: codes("LIFT", "RESCUE", "SEARCH"),
        },
      ],
    });
    const [own] = orders;
    const { order } = await ask<{ order: object }>("orders-order", {
      id: globalId("DispatchOrder", own!.order.id),
    });
    expect(order).toMatchObject({ lines: [{ set: node.sets[0].code, covers: codes("SEARCH") }] });
  });

  it("a broken set says what it lacks, and the next plan what it fills up", async () => {
    const refuses = orders.find(({ order }) => order.lenderOrg === orgs.lendsToo)!;
    await decided(hub.database, refuses, "REFUSE");
    const [{ node }] = (await needs()) as [{ node: { sets: [{ code: string }] } }];
    expect(node).toMatchObject({
      promised: 0,
      sets: [{ whole: false, lacking: codes("LIFT"), standing: codes("RESCUE", "SEARCH") }],
    });
    const { id } = await solved(hub.database, incidentId);
    const { proposal } = await ask<{ proposal: object }>("proposals-proposal", {
      id: globalId("Proposal", id),
    });
    expect(proposal).toMatchObject({
      allocations: [{ set: null, fills: node.sets[0].code, covers: codes("LIFT") }],
    });
  });
});
