import type { Connection, Edge } from "../graph/connection.ts";
import type { PageOf } from "../kernel/page.ts";

/** The same page with GraphQL objects in place of rows. */
export const pageWith = <Row, T>(page: PageOf<Row>, nodeOf: (row: Row) => T): Connection<T> => ({
  edges: page.edges.map((edge) => new MadeEdge(nodeOf(edge.node), edge)),
  pageInfo: page.pageInfo,
});

class MadeEdge<T> implements Edge<T> {
  readonly node: T;
  readonly #of: { readonly cursor: string };

  constructor(node: T, of: { readonly cursor: string }) {
    this.node = node;
    this.#of = of;
  }

  get cursor(): string {
    return this.#of.cursor;
  }
}
