import { PageInfo, type Connection } from "../graph/connection.ts";
import type { PageOf } from "../kernel/page.ts";

/** The same page with GraphQL objects in place of rows. */
export const pageWith = <Row, T>(page: PageOf<Row>, nodeOf: (row: Row) => T): Connection<T> => ({
  edges: page.edges.map(({ node, cursor }) => ({ node: nodeOf(node), cursor })),
  pageInfo: Object.assign(new PageInfo(), page.pageInfo),
});
