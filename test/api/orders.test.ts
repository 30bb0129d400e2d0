import "reflect-metadata";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packageRoot } from "../../src/kernel/root.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { onBothShapes } from "../support/database.ts";
import { propose } from "../support/dispatch-proposals.ts";
import { orderNow } from "../support/dispatch-state.ts";
import { stateOf } from "../support/dispatch-steps.ts";
import { fillDispatchWorld, orgs } from "../support/dispatch-world.ts";

const operation = (name: string): string =>
  readFileSync(join(packageRoot, "schema", "operations", `${name}.graphql`), "utf8");
const globalOf = (type: string, id: string): string =>
  Buffer.from(`${type}:${id}`).toString("base64url");
const localOf = (id: string): string =>
  Buffer.from(id, "base64url").toString("utf8").split(":")[1] ?? "";

interface Page<Node> {
  readonly edges: readonly { readonly node: Node }[];
}
interface OrderNode {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  readonly approvals: readonly { readonly id: string; readonly state: string }[];
}
interface Answered {
  readonly refusals?: readonly { readonly code: string; readonly wanted?: number }[];
  readonly orders?: readonly OrderNode[];
  readonly state?: string;
  readonly arrivalCode?: string | null;
  readonly leg?: { readonly id: string };
}

onBothShapes("orders over GraphQL", (open) => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub(await open(), { world: (database) => fillDispatchWorld(database) });
  });
  afterAll(() => hub.close());

  const ask = async <Data>(name: string, variables: object, org: string): Promise<Data> => {
    const as = { as: `${org}-person` };
    const { data, errors } = await hub.ask<Data>(operation(name), { ...variables }, as);
    expect(errors).toEqual([]);
    return data;
  };
  let calls = 0;
  const act = async (name: string, input: object, org: string): Promise<Answered> => {
    const idempotencyKey = `orders-test-${(calls += 1)}`;
    const keyed = { input: { idempotencyKey, ...input } };
    return Object.values(await ask<Record<string, Answered>>(name, keyed, org))[0]!;
  };

  let order: OrderNode;
  let proposalId: string;

  it("come of a proposal, and say so again to the same key", async () => {
    const proposed = await propose(hub.database, [
      { lot: "tents", quantity: 5 },
      { team: "TEAM-1" },
    ]);
    proposalId = globalOf("Proposal", proposed.proposalId);
    const keyed = { idempotencyKey: "adopt-once", proposalId };
    const adopted = await act("orders-adopt", keyed, orgs.asks);
    expect(adopted.orders).toMatchObject([{ state: "DRAFT", lender: { nameZh: "某单位" } }]);
    expect(await act("orders-adopt", keyed, orgs.asks)).toEqual(adopted);
    order = adopted.orders![0]!;
    const much = await propose(hub.database, [{ lot: "tents", quantity: 96 }]);
    const short = { proposalId: globalOf("Proposal", much.proposalId) };
    const refused = await act("orders-adopt", short, orgs.asks);
    expect(refused.refusals).toMatchObject([
      { code: "SHORT_OF_STOCK", path: "allocations.0", wanted: 96, available: 95 },
    ]);
  });

  it("lie in the inbox of whoever is asked, and in nobody else's", async () => {
    const states = { first: 10, states: ["PENDING"] };
    const inbox = async (org: string) =>
      (
        await ask<{ approvals: Page<{ id: string; kind: string; order: OrderNode }> }>(
          "approvals",
          states,
          org,
        )
      ).approvals.edges.map(({ node }) => node);
    expect((await inbox(orgs.lends)).map(({ kind }) => kind)).toEqual(["OWNER"]);
    expect((await inbox(orgs.asks)).map(({ kind }) => kind)).toEqual(["REFILL_PLEDGE"]);
    expect(await inbox(orgs.stranger)).toEqual([]);
    const unseen = { orderId: order.id };
    expect((await act("orders-issue", unseen, orgs.stranger)).refusals).toMatchObject([
      { code: "NOT_FOUND" },
    ]);
    expect((await act("orders-issue", unseen, orgs.asks)).refusals).toMatchObject([
      { code: "APPROVAL_MISSING" },
    ]);
    for (const org of [orgs.lends, orgs.asks])
      for (const { id } of await inbox(org)) {
        const decision = { approvalId: id, decision: "GRANT" };
        expect(await act("approvals-decide", decision, org)).toMatchObject({ state: "GRANTED" });
      }
  });

  it("go out and come in, step by step", async () => {
    const orderId = order.id;
    expect((await act("orders-issue", { orderId }, orgs.asks)).state).toBe("ISSUED");
    expect((await act("orders-acknowledge", { orderId }, orgs.lends)).state).toBe("ACKNOWLEDGED");
    const whole = await ask<{ order: OrderNode }>("orders-order", { id: orderId }, orgs.asks);
    const lines = whole.order.lines;
    const load = lines.map(({ id, ordered }) => ({ lineId: id, loaded: ordered }));
    expect((await act("orders-load", { orderId, lines: load }, orgs.lends)).state).toBe("LOADING");
    const gone = {
      idempotencyKey: "depart-once",
      orderId,
      carrierId: globalOf("Organization", orgs.carries),
      lines: lines.map(({ id, ordered }) => ({ orderLineId: id, departed: ordered })),
    };
    const left = await act("orders-depart", gone, orgs.lends);
    expect(left.leg).toMatchObject({ state: "DEPARTED", position: 1 });
    const again = await act("orders-depart", gone, orgs.lends);
    expect(again).toEqual({ ...left, arrivalCode: null });
    const onRoad = await hub.ask(
      "query ($id: ID!) { order(id: $id) { lines { goodsOut { kind received relayed } } } }",
      { id: orderId },
      { as: `${orgs.asks}-person` },
    );
    const out = { goodsOut: [{ kind: "IN_TRANSIT", received: false, relayed: false }] };
    expect(onRoad.data).toMatchObject({
      order: { lines: expect.arrayContaining([out]) as object[] },
    });
    const counts = lines.map(({ id, ordered }) => ({
      orderLineId: id,
      accepted: ordered,
      rejected: 0,
      missing: 0,
    }));
    const receive = { legId: left.leg!.id, code: left.arrivalCode, lines: counts };
    const received = await act("orders-receive", receive, orgs.asks);
    expect(received).toMatchObject({ state: "ARRIVED", order: { state: "RECEIVED" } });
    expect((await act("orders-close", { orderId }, orgs.asks)).state).toBe("CLOSED");
  });

  it("are printed whole for each party, and not there for others", async () => {
    const whole = { id: order.id };
    const { order: seen } = await ask<{ order: OrderNode }>("orders-order", whole, orgs.carries);
    expect(seen).toMatchObject({
      number: order.number,
      agreement: { code: "PACT", version: 1 },
      payer: { id: globalOf("Organization", orgs.asks) },
      legs: [{ slips: [{ kind: "DEPARTURE" }, { kind: "ARRIVAL" }] }],
    });
    expect(seen.lines.find(({ item }) => item !== null)).toMatchObject({
      basis: "PACT",
      liability: "USER_REFILLS",
      ordered: 5,
      held: 0,
      loaded: 5,
      departed: 5,
      accepted: 5,
      rejected: 0,
      missing: 0,
      cancelled: 0,
      reasons: [{ code: "ONLY_SOURCE", figure: 1 }],
    });
    const paper = await ask<{ order: OrderNode }>("dash-order", whole, orgs.carries);
    const bound = {
      liability: "USER_REFILLS",
      clause: "REGIME",
      debtor: { id: expect.anything() },
    };
    expect(paper.order).toMatchObject({
      agreement: { code: "PACT", version: 1, terms: { priceBasis: null } },
      lines: [bound, bound],
    });
    const hidden = await ask<{ order: null }>("orders-order", whole, orgs.stranger);
    expect(hidden.order).toBeNull();
  });

  it("are listed by state as the rule derives it, page by page", async () => {
    for (let at = 0; at < 3; at += 1) {
      const { proposalId: id } = await propose(hub.database, [{ lot: "own", quantity: 1 }]);
      await act("orders-adopt", { proposalId: globalOf("Proposal", id) }, orgs.asks);
    }
    const list = async (variables: object) => {
      const { orders } = await ask<{
        orders: Page<OrderNode> & { pageInfo: { hasNextPage: boolean; endCursor: string } };
      }>("orders", variables, orgs.asks);
      return { nodes: orders.edges.map(({ node }) => node), ...orders.pageInfo };
    };
    const { nodes } = await list({ first: 50 });
    for (const { id, state } of nodes) {
      const { order: row } = await orderNow(hub.database, localOf(id));
      expect(state).toBe(await stateOf(hub.database, row.id));
      const same = await list({ first: 50, states: [state] });
      expect(same.nodes.map((one) => one.id)).toContain(id);
    }
    expect((await list({ first: 50, states: ["CLOSED"] })).nodes.map(({ id }) => id)).toEqual([
      order.id,
    ]);
    const first = await list({ first: 2 });
    const second = await list({ first: 50, after: first.endCursor });
    expect([...first.nodes, ...second.nodes]).toEqual(nodes);
    const lent = { first: 50, lenderId: globalOf("Organization", orgs.lends) };
    expect((await list(lent)).nodes.map(({ id }) => id)).toEqual([order.id]);
  });
});
