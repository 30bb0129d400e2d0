import type { Answer } from "./client.ts";

/** Every way of asking for a depot, a lot, an order, a claim or an event, in one operation. */
export const everyWay = `query ($ids: [ID!]!) {
  viewer { partnerIds }
  depots(first: 20) { edges { node { code
    lots(first: 10) { edges { node { id onHand held depot { code } } } }
    targets { item { sku } } } } }
  inRegion: depots(first: 20, filter: { regionCode: "150300" }) { edges { node { code } } }
  withItem: depots(first: 20, filter: { item: "TENT" }) { edges { node { code } } }
  ofOwner: depots(first: 20, filter: { ownerCode: "O1" }) { edges { node { code } } }
  found: depots(first: 20, filter: { search: "d0" }) { edges { node { code } } }
  region(code: "150300") { depots(first: 20) { edges { node { code } } } }
  nodes(ids: $ids) { id }
  expiringLots(first: 50, withinDays: 3650) { edges { node { id depot { code } } } }
  stock(first: 20, item: "TENT", near: { lon: 1, lat: 1 }) {
    edges { node { quantity depot { code } } } }
  position(first: 10, regionCode: "150300") { edges { node { item { sku } onHand held lots } } }
  gaps(first: 50) { edges { node { depot { code } item { sku } onHand promised } } }
  publicSums(first: 10, cityCode: "150300") { edges { node { item { sku } quantity } } }
  orders(first: 10) { edges { node { id } } }
  claims(first: 10) { edges { node { id } } }
  changes(first: 10) { edges { node { version } } }
  incidents(first: 10) { edges { node { id } } }
}`;

interface Page<T> {
  readonly edges: readonly { readonly node: T }[];
}
type Coded = { readonly code: string };
type Named = { readonly id: string };

export interface Everything {
  readonly depots: Page<
    Coded & {
      lots: Page<Named & { onHand: number; held: number | null; depot: Coded }>;
      targets: { item: { sku: string } }[];
    }
  >;
  readonly inRegion: Page<Coded>;
  readonly withItem: Page<Coded>;
  readonly ofOwner: Page<Coded>;
  readonly found: Page<Coded>;
  readonly region: { readonly depots: Page<Coded> };
  readonly nodes: readonly (Named | null)[];
  readonly expiringLots: Page<Named & { depot: Coded | null }>;
  readonly stock: Page<{ quantity: number; depot: Coded }>;
  readonly position: Page<{
    item: { sku: string };
    onHand: number;
    held: number | null;
    lots: number;
  }>;
  readonly gaps: Page<{
    depot: Coded;
    item: { sku: string };
    onHand: number;
    promised: number | null;
  }>;
  readonly publicSums: Page<{ item: { sku: string }; quantity: number }>;
  readonly orders: Page<Named>;
  readonly claims: Page<Named>;
  readonly changes: Page<{ version: number }>;
  readonly incidents: Page<Named>;
}

export const nodesOf = <T>({ edges }: Page<T>): T[] => edges.map(({ node }) => node);
export const codesOf = (page: Page<Coded>): string[] =>
  nodesOf(page)
    .map(({ code }) => code)
    .toSorted();

export const globalId = (type: string, id: string): string =>
  Buffer.from(`${type}:${id}`).toString("base64url");
export const localOf = (global: string): string =>
  Buffer.from(global, "base64url").toString().replace(/^\w+:/, "");
export const idsOf = (named: readonly (Named | null)[]): string[] =>
  named.flatMap((one) => (one === null ? [] : [localOf(one.id)])).toSorted();

/** The data of an answer in which nothing went wrong. */
export function dataOf<Data>({ data, errors }: Answer<Data>): Data {
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data;
}
