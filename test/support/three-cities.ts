import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { globalId, localId } from "../../src/graph/node.ts";
import { packageRoot } from "../../src/kernel/root.ts";
import type { TestHub } from "./client.ts";
import {
  claimRow,
  inOrder,
  summed,
  taskRow,
  type Books,
  type Call,
  type Chapter,
  type Claim,
  type Line,
  type Order,
  type Page,
  type Proof,
  type Road,
  type StatementTold,
  type Task,
} from "./three-cities-books.ts";
import type { City } from "./three-cities-world.ts";

type Data = Readonly<Record<string, unknown>>;

const org = (id: City): string => globalId("Organization", id);

/** Plays the story through the real API and keeps what was asked. */
export class ThreeCities {
  readonly #hub: TestHub;
  readonly #names = new Map<string, string>();
  #calls: Call[] = [];

  constructor(hub: TestHub) {
    this.#hub = hub;
    for (const id of ["A", "B", "C", "E", "K"] as const) this.#names.set(org(id), id);
  }

  /** Calls since the last chapter, and the books as they stand now. */
  async chapter(): Promise<Chapter> {
    const calls = this.#calls;
    this.#calls = [];
    return { calls, books: await this.books() };
  }

  /** Asks in the name of a city, and notes the call unless it only looks something up. */
  async ask<T = Data>(who: City, operation: string, variables: Data, noted = true): Promise<T> {
    if (noted) this.#calls.push({ who, operation, variables: this.#named(variables) });
    const path = join(packageRoot, "schema", "operations", `${operation}.graphql`);
    const as = { as: `usr-${who}` };
    const { data, errors } = await this.#hub.ask<Data>(readFileSync(path, "utf8"), variables, as);
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return Object.values(data)[0] as T;
  }

  async act<T = Data & { id: string }>(who: City, operation: string, input: Data): Promise<T> {
    this.#calls.push({ who, operation, variables: { input: this.#named(input) } });
    const keyed = { input: { idempotencyKey: randomUUID(), ...input } };
    const answer = await this.ask<T & { refusals?: unknown }>(who, operation, keyed, false);
    if (answer.refusals !== undefined) throw new Error(JSON.stringify(answer.refusals));
    return answer;
  }

  name(id: string, name: string): string {
    this.#names.set(id, name);
    return id;
  }

  /** Ids, codes and times by name: they differ from run to run. */
  #named(value: unknown): unknown {
    return JSON.parse(
      JSON.stringify(value, (_key, part: unknown) =>
        typeof part === "string" ? (this.#names.get(part) ?? part) : part,
      ),
    ) as unknown;
  }

  /** An incident in `user`, met from `lender`'s depot: what is used, and half comes back. */
  async borrow(
    user: City,
    lender: City,
    { goods, responsible }: { goods: Readonly<Record<string, number>>; responsible?: City },
  ): Promise<void> {
    const incidentId = await this.#respond(user, goods, responsible);
    const lines = await this.#ship(user, lender, incidentId);
    const occurredAt = this.name(new Date().toISOString(), "‹now›");
    for (const { id: orderLineId, ordered } of lines) {
      const half = { orderLineId, quantity: ordered / 2, carrierId: org("K"), occurredAt };
      await this.act(user, "replenishment-record-use", {
        ...{ orderLineId, consumed: ordered / 2, occurredAt },
      });
      await this.act(user, "replenishment-start-return", half);
      await this.act(lender, "replenishment-receive-return", half);
      const found = { orderLineId, good: ordered / 2, occurredAt };
      await this.act(lender, "replenishment-inspect-return", found);
    }
  }

  async #respond(
    user: City,
    goods: Readonly<Record<string, number>>,
    responsible: City | undefined,
  ): Promise<string> {
    const fault = responsible === undefined ? {} : { responsibleId: org(responsible) };
    const { id } = await this.act(user, "incidents-report", {
      nameZh: `${user} 市事件(示例)`,
      category: responsible === undefined ? "NATURAL_DISASTER" : "ACCIDENT_DISASTER",
      hazard: responsible === undefined ? "FLOOD" : "HAZCHEM",
      regionCode: { A: "150300", B: "640200", C: "150600" }[user as "A"],
      node: `SITE-${user}`,
      leadId: org(user),
      ...fault,
    });
    const incidentId = this.name(id, `‹incident ${user}›`);
    const level = { incidentId, responseLevel: "LEVEL_3", reason: "示例" };
    await this.act(user, "incidents-start-response", level);
    const needs = Object.entries(goods).map(([item, quantity]) => ({
      item,
      quantity,
      priority: 1,
    }));
    await this.act(user, "incidents-declare-needs", { incidentId, needs });
    return incidentId;
  }

  async #ship(user: City, lender: City, incidentId: string): Promise<Line[]> {
    const asked = { incidentId, preset: "FASTEST" };
    const { id } = await this.act(user, "proposals-propose", asked);
    const proposalId = this.name(id, `‹proposal ${user}›`);
    await this.#solved(user, proposalId);
    const adopted = await this.act<{ orders: Order[] }>(user, "orders-adopt", { proposalId });
    const [order, ...more] = adopted.orders;
    if (order === undefined || more.length > 0 || order.lender.id !== org(lender))
      throw new Error(JSON.stringify(adopted));
    const orderId = this.name(order.id, `‹order ${user}›`);
    for (const { id: approval, organization } of order.approvals) {
      const approvalId = this.name(approval, `‹approval ${user}›`);
      const by = localId(organization.id)?.id as City;
      await this.act(by, "approvals-decide", { approvalId, decision: "GRANT" });
    }
    await this.act(user, "orders-issue", { orderId });
    await this.act(lender, "orders-acknowledge", { orderId });
    const { lines } = await this.ask<{ lines: Line[] }>(
      lender,
      "demo-order",
      { id: orderId },
      false,
    );
    for (const line of lines) this.name(line.id, `‹line ${user} ${line.item.sku}›`);
    const ordered = lines.toSorted((a, b) => b.item.sku.localeCompare(a.item.sku));
    await this.#drive(user, lender, { orderId, lines: ordered });
    return ordered;
  }

  async #drive(user: City, lender: City, { orderId, lines }: Road): Promise<void> {
    const load = lines.map(({ id: lineId, ordered: loaded }) => ({ lineId, loaded }));
    await this.act(lender, "orders-load", { orderId, lines: load });
    const leaving = lines.map(({ id, ordered }) => ({ orderLineId: id, departed: ordered }));
    const departed = await this.act<{ arrivalCode: string; leg: { id: string } }>(
      lender,
      "orders-depart",
      { orderId, carrierId: org("K"), lines: leaving },
    );
    const code = this.name(departed.arrivalCode, "‹code›");
    const legId = this.name(departed.leg.id, `‹leg ${user}›`);
    const counted = lines.map(({ id: orderLineId, ordered: accepted }) => ({
      ...{ orderLineId, accepted, rejected: 0, missing: 0 },
    }));
    await this.act(user, "orders-receive", { legId, code, lines: counted });
  }

  async #solved(user: City, id: string): Promise<void> {
    for (;;) {
      const { state } = await this.ask<{ state: string }>(
        user,
        "proposals-proposal",
        { id },
        false,
      );
      if (state === "READY") return;
      if (state !== "SOLVING") throw new Error(`the proposal is ${state}`);
      await pause(50);
    }
  }

  /** Open claims and tasks, each once, as its parties see them. */
  async books(): Promise<Books> {
    const [claims, tasks] = [new Map<string, string[]>(), new Map<string, string[]>()];
    for (const who of ["A", "B", "C"] as const) {
      const asked = { first: 100 };
      const page = await this.ask<Page<Claim>>(who, "demo-claims", asked, false);
      for (const { node } of page.edges)
        if (node.outstanding > 0) claims.set(node.id, claimRow(node));
      const shelf = await this.ask<Page<Task>>(who, "demo-refill-tasks", asked, false);
      for (const { node } of shelf.edges) tasks.set(node.id, taskRow(node));
    }
    return { claims: inOrder(claims), tasks: summed(tasks) };
  }

  /** 对账单 of each creditor against its debtor, which signs it, too. */
  async statements(): Promise<StatementTold[]> {
    const told: StatementTold[] = [];
    for (const [who, other] of [
      ["B", "A"],
      ["C", "B"],
      ["A", "C"],
    ] as const) {
      const subject = { organizationId: org(who), counterpartyId: org(other) };
      const issued = await this.act<StatementTold>(who, "statements-issue", subject);
      const statementId = this.name(issued.id, `‹statement ${who}–${other}›`);
      await this.act(other, "statements-countersign", { statementId });
      told.push({ ...issued, who, other });
    }
    return told;
  }

  /** The entries behind a statement, proved to its other side. */
  async proofsOf(statementId: string): Promise<Proof[]> {
    const asked = { statementId };
    const { lines } = await this.ask<{ lines: { vouchers: { inclusions: Proof[] }[] }[] }>(
      "A",
      "ledger-statement-proofs",
      asked,
    );
    return lines.flatMap(({ vouchers }) => vouchers.flatMap(({ inclusions }) => inclusions));
  }

  async claimOf(who: City, kind: string, item: string, debtor: City): Promise<Claim> {
    const page = await this.ask<Page<Claim>>(who, "demo-claims", { first: 100 }, false);
    const found = page.edges.find(
      ({ node }) =>
        node.kind === kind &&
        node.itemCode === item &&
        node.debtor.id === org(debtor) &&
        node.outstanding > 0 &&
        node.state !== "DISPUTED",
    );
    if (found === undefined) throw new Error(`no ${kind} of ${item} by ${debtor}`);
    this.name(found.node.id, `‹claim ${debtor} ${kind} ${item}›`);
    return found.node;
  }
}
