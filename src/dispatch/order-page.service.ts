import type { ApprovalState } from "../../schema/words/dispatch.ts";
import type { Principal } from "../access/principal.model.ts";
import { pageFrom, pageOf, type PageOf, type PageRequest } from "../kernel/page.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { ApprovalRow } from "./approval.model.ts";
import { readApprovalsById } from "./approval.store.ts";
import {
  readApprovalKeys,
  readOrderKeys,
  type KeyedId,
  type OrderFilter,
} from "./order-page.store.ts";
import type { OrderRow } from "./order.model.ts";
import { readOrders } from "./order.store.ts";

const byTime = ["timestamptz", "uuid"] as const;

/** Orders that the reader is a party to, the newest draft first. */
export async function listOrders(
  tx: Tx,
  filter: OrderFilter,
  request: PageRequest,
): Promise<Outcome<PageOf<OrderRow>>> {
  const page = pageOf(request, byTime);
  if (!page.ok) return page;
  const keys = await readOrderKeys(tx, filter, page.value);
  const rows = await readOrders(
    tx,
    keys.map(({ id }) => id),
  );
  return ok(pageFrom(withRows(keys, rows), page.value, keyOf, ({ row }) => row));
}

/** What the principal's organizations are asked to approve, the first to lapse first. */
export async function listApprovals(
  tx: Tx,
  principal: Principal | undefined,
  states: readonly ApprovalState[] | undefined,
  request: PageRequest,
): Promise<Outcome<PageOf<ApprovalRow>>> {
  if (principal === undefined) return refuseFor("SIGN_IN_REQUIRED");
  const page = pageOf(request, byTime);
  if (!page.ok) return page;
  const orgs = principal.memberships.map(({ orgId }) => orgId);
  const keys = await readApprovalKeys(tx, orgs, states, page.value);
  const rows = await readApprovalsById(
    tx,
    keys.map(({ id }) => id),
  );
  return ok(pageFrom(withRows(keys, rows), page.value, keyOf, ({ row }) => row));
}

interface Found<Row> {
  readonly key: KeyedId;
  readonly row: Row;
}

const withRows = <Row extends { readonly id: string }>(
  keys: readonly KeyedId[],
  rows: readonly Row[],
): Found<Row>[] =>
  keys.flatMap((key) => {
    const row = rows.find(({ id }) => id === key.id);
    return row === undefined ? [] : [{ key, row }];
  });

const keyOf = ({ key: { key, id } }: Found<unknown>): readonly string[] => [key, id];
