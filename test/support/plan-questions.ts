import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../src/kernel/root.ts";
import { globalId } from "../../src/graph/node.ts";
import type { Answer, TestHub } from "./client.ts";
import { orderOfAsked } from "./wide-history.ts";

/** The dispatcher of the first prefecture of every wide world. */
export const dispatcher = "usr-x10100-dispatcher";

export interface Question {
  readonly called: string;
  readonly operation: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Statements, however many rows are answered. */
  readonly statements: number;
  readonly as?: string;
  /** The same as partners ask it, where a small land has not so many depots. */
  readonly whole?: Readonly<Record<string, unknown>>;
}

const near = { lat: 28.2, lon: 100.2 };
const ask = (
  called: string,
  statements: number,
  variables: Readonly<Record<string, unknown>> = {},
  operation = called,
): Question => ({ called, operation, variables, statements, as: dispatcher });

/** What partners and the dashboard ask, over the world's own codes. */
export const questions: readonly Question[] = [
  {
    ...ask("partner query", 2, { first: 10, lots: 5, item: "BD-QUILT" }, "reserves-depots"),
    whole: { first: 50, lots: 5, item: "BD-QUILT" },
  },
  {
    ...ask("partner query, any item", 2, { first: 10, lots: 5 }, "reserves-depots"),
    whole: { first: 50, lots: 5 },
  },
  ask(
    "near: who has a hot item",
    2,
    { item: "FD-RICE-25", near, node: null, minQuantity: 1, first: 5 },
    "reserves-stock",
  ),
  ask(
    "near: who has much",
    2,
    { item: "BD-QUILT", near, node: null, minQuantity: 900, first: 5 },
    "reserves-stock",
  ),
  ask("depot page", 6, { code: "DX00001", first: 50 }, "reserves-depot"),
  ask("position of a prefecture", 1, { regionCode: "X10100", first: 50 }, "reserves-position"),
  ask("gaps", 3, { first: 50, filter: {} }, "reserves-gaps"),
  ask(
    "gaps of a prefecture",
    3,
    { first: 50, filter: { regionCode: "X10100", onlyShort: true } },
    "reserves-gaps",
  ),
  ask("expiring", 2, { withinDays: 90, first: 50 }, "reserves-expiring"),
  ask(
    "expiring in a prefecture",
    2,
    { withinDays: 90, regionCode: "X10100", first: 50 },
    "reserves-expiring",
  ),
  ask(
    "as of: a prefecture, a depot, an item",
    7,
    { regionCode: "X10100", item: "BD-QUILT", depotCode: "DX00001", first: 50 },
    "as-of-reserves",
  ),
  ask(
    "as of: what two owe each other",
    4,
    {
      debtorId: globalId("Organization", "ORG-X10200-G"),
      creditorId: globalId("Organization", "ORG-X10100-G"),
      first: 50,
    },
    "as-of-claims",
  ),
  ask(
    "as of: orders",
    6,
    { lenderId: globalId("Organization", "ORG-X10100-G"), first: 50 },
    "as-of-orders",
  ),
  ask("as of: needs", 3, { first: 50 }, "as-of-needs"),
  ask(
    "as of: a book",
    4,
    { ownerId: globalId("Organization", "ORG-X10100-G"), first: 50 },
    "as-of-book",
  ),
  ask("dash-gaps", 5, { regionCode: "X10100", first: 100 }),
  ask("dash-map", 10, { depots: 100 }),
  ask("dash-situation", 15),
  ask("dash-incidents", 5),
  ask("dash-orders", 9),
  ask("dash-order", 14, { id: globalId("DispatchOrder", orderOfAsked) }),
  ask("dash-approvals", 9),
  ask("dash-books", 7),
  ask("dash-things", 2),
  ask("dash-firms", 4),
  ask("dash-swaps", 1),
  ask("dash-due-policies", 4),
  ask("dash-shelves", 5, { code: "DX00001", first: 50 }),
  ask("dash-returns", 4),
  ask("dash-refills", 9),
  ask("claims", 1, {}, "claims-list"),
  ask("refill tasks", 2, {}, "claims-refill-tasks"),
  ask("kpis", 1, {}, "conference-kpis"),
  ask("changes", 3, {}, "changes"),
  ask("items by pinyin", 3, {}, "words-items"),
  ask("public donations", 7, {}, "public-donations"),
];

const folder = join(packageRoot, "schema", "operations");

/** Asks with the published variables, changed where the world needs it. */
export function put<Data>(
  hub: TestHub,
  { operation, variables, as }: Question,
): Promise<Answer<Data>> {
  const text = readFileSync(join(folder, `${operation}.graphql`), "utf8");
  const file = join(folder, `${operation}.json`);
  const published = existsSync(file)
    ? (JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>)
    : {};
  return hub.ask<Data>(text, { ...published, ...variables }, as === undefined ? undefined : { as });
}
