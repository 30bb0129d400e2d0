import { localId } from "../../src/graph/node.ts";
import { cities, type City } from "./three-cities-world.ts";

/** What the books say between two cities, or of one shelf. */
export interface Books {
  readonly claims: readonly (readonly string[])[];
  readonly tasks: readonly (readonly string[])[];
}

export interface Claim {
  readonly id: string;
  readonly kind: string;
  readonly mirrors: string | null;
  readonly state: string;
  readonly itemCode: string;
  readonly outstanding: number;
  readonly debtor: { readonly id: string };
  readonly creditor: { readonly id: string };
}
export interface Task {
  readonly id: string;
  readonly itemCode: string;
  readonly quantity: number;
  readonly owner: { readonly id: string };
  readonly performer: { readonly name: string };
}
export interface Page<T> {
  readonly edges: readonly { readonly node: T }[];
}

const city = (id: string): string => localId(id)?.id ?? id;
const cityNamed = (name: string): string => cities.find((one) => one[3] === name)?.[0] ?? name;

export const claimRow = ({
  kind,
  mirrors,
  state,
  itemCode,
  outstanding,
  debtor,
  creditor,
}: Claim) => [
  ...[
    `${city(debtor.id)} → ${city(creditor.id)}`,
    mirrors === null ? kind : `${kind} (${mirrors})`,
  ],
  ...[itemCode, String(outstanding), state],
];

export const taskRow = ({ itemCode, quantity, owner, performer }: Task) => [
  ...[city(owner.id), cityNamed(performer.name), itemCode, String(quantity)],
];

export const inOrder = (rows: ReadonlyMap<string, readonly string[]>) =>
  [...rows.values()].toSorted((a, b) => (a.join() < b.join() ? -1 : 1));

/** Parts of one shelf with one performer are one row. */
export function summed(rows: ReadonlyMap<string, readonly string[]>): string[][] {
  const sums = new Map<string, number>();
  for (const [owner, performer, item, quantity] of rows.values()) {
    const key = [owner, performer, item].join("|");
    sums.set(key, (sums.get(key) ?? 0) + Number(quantity));
  }
  return [...sums].map(([key, sum]) => [...key.split("|"), String(sum)]).toSorted();
}

/** One call of the story, with ids by the names that the story gives them. */
export interface Call {
  readonly who: City;
  readonly operation: string;
  readonly variables: unknown;
}

export interface Chapter {
  readonly calls: readonly Call[];
  readonly books: Books;
}

export interface StatementTold {
  readonly id: string;
  readonly who: City;
  readonly other: City;
  readonly lines: readonly {
    readonly collects: boolean;
    readonly kind: string;
    readonly itemCode: string;
    readonly opened: number;
    readonly settled: readonly { readonly means: string; readonly quantity: number }[];
    readonly closing: number;
    readonly disputed: number;
  }[];
}

/** An answer of the hub's about a book, of either kind. */
export interface Proof {
  readonly transferId?: string;
  readonly line?: number | string;
  readonly leaf?: string;
  readonly root: string;
}

export interface Order {
  readonly id: string;
  readonly lender: { readonly id: string };
  readonly approvals: readonly { readonly id: string; readonly organization: { id: string } }[];
}
export interface Line {
  readonly id: string;
  readonly ordered: number;
  readonly item: { readonly sku: string };
}
export interface Road {
  readonly orderId: string;
  readonly lines: readonly Line[];
}
