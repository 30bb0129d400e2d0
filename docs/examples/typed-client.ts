/**
 * A typed client in twenty lines: variables are checked when the program is compiled, and what
 * comes back has the schema's types. `typed-client.operations.ts` is made from the SDL and the
 * published operations by GraphQL Code Generator (`typescript-operations`, `typed-document-node`
 * with `documentMode: "string"`); it needs no package when it runs.
 */
import {
  ChangesDocument,
  StockDocument,
  type TypedDocumentString,
} from "./typed-client.operations.ts";

export interface Hub {
  readonly url: string;
  readonly key: string;
}

/** What was refused, with every reason that the hub gave. */
export class Refused extends Error {
  readonly codes: readonly string[];

  constructor(errors: readonly Failure[]) {
    super(errors.map(({ message }) => message).join("; "));
    this.codes = errors.map(({ extensions }) => extensions.code);
  }
}

interface Answer<Data> {
  readonly data: Data;
  readonly errors?: readonly Failure[];
}
interface Failure {
  readonly message: string;
  readonly extensions: { readonly code: string };
}

export async function ask<Data, Variables>(
  { url, key }: Hub,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const { data, errors } = (await response.json()) as Answer<Data>;
  if (errors !== undefined) throw new Refused(errors);
  return data;
}

/** The depots nearest to a road node that have so much of an item. */
export async function nearest(hub: Hub, item: string, node: string, minQuantity: number) {
  const { stock } = await ask(hub, StockDocument, { item, node, minQuantity, first: 3 });
  return stock.edges.map(({ node: { depot, quantity, distanceKm } }) => ({
    depot: depot?.code,
    quantity,
    distanceKm,
  }));
}

/** All that has happened after a cursor, page by page. */
export async function* changesAfter(hub: Hub, after: string | null) {
  for (;;) {
    const { changes } = await ask(hub, ChangesDocument, { first: 100, after });
    for (const { node, cursor } of changes.edges) yield { ...node, cursor };
    if (!changes.pageInfo.hasNextPage) return;
    after = changes.pageInfo.endCursor;
  }
}
