import { handOver, leg, legLine } from "../../schema/tables/legs.ts";
import { assert } from "../kernel/assert.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { ArrivingLine } from "./leg.rules.ts";
import type { LegLineRow, LegRow, SlipRow } from "./leg.model.ts";
import { isUuid } from "./order.rules.ts";

const legColumns = `l.id, l.order_id as "orderId", l.position, l.state,
  l.carrier_org as "carrierOrg", l.vehicle_ids as "vehicleIds", l.from_depot as "fromDepot",
  l.to_node as "toNode", l.prior_leg_id as "priorLegId", l.from_node as "fromNode",
  l.relay_node as "relayNode", l.relay_carrier_org as "relayCarrierOrg",
  l.relay_keeper_org as "relayKeeperOrg", l.departed_at as "departedAt",
  l.arrived_at as "arrivedAt",
  l.difference_window_ends_at as "differenceWindowEndsAt",
  l.difference_settled_at as "differenceSettledAt",
  l.difference_settled_by as "differenceSettledBy",
  l.difference_denied_at as "differenceDeniedAt", l.difference_denied_by as "differenceDeniedBy",
  l.difference_denied_reason as "differenceDeniedReason", l.version`;

/** Not locked: whoever acts on a leg locks its order first and reads the leg again. */
export async function readLeg(tx: Tx, id: string): Promise<LegRow | undefined> {
  return (await readLegsById(tx, [id]))[0];
}

export async function readLegsById(tx: Tx, ids: readonly string[]): Promise<LegRow[]> {
  const { rows } = await tx.client.query<LegRow>(
    `select ${legColumns} from qipan.leg l where l.id = any ($1) order by l.id`,
    [ids.filter(isUuid)],
  );
  return rows;
}

export async function readLegs(tx: Tx, orderIds: readonly string[]): Promise<LegRow[]> {
  const { rows } = await tx.client.query<LegRow>(
    `select ${legColumns} from qipan.leg l where l.order_id = any ($1)
     order by l.order_id, l.position`,
    [orderIds.filter(isUuid)],
  );
  return rows;
}

export async function readLegLines(tx: Tx, legIds: readonly string[]): Promise<LegLineRow[]> {
  const { rows } = await tx.client.query<LegLineRow>(
    `select id, leg_id as "legId", order_line_id as "orderLineId", departed, accepted, rejected,
       missing, denied_missing as "deniedMissing", version
     from qipan.leg_line where leg_id = any ($1) order by leg_id, order_line_id`,
    [legIds.filter(isUuid)],
  );
  return rows;
}

export async function readSlips(tx: Tx, legIds: readonly string[]): Promise<SlipRow[]> {
  const { rows } = await tx.client.query<SlipRow>(
    `select id, leg_id as "legId", kind, code_hash as "codeHash", counts,
       given_by_org as "givenByOrg", taken_by_org as "takenByOrg", signed_at as "signedAt",
       signed_by as "signedBy", version
     from qipan.hand_over where leg_id = any ($1) order by leg_id, kind desc`,
    [legIds.filter(isUuid)],
  );
  return rows;
}

/** A carrier's vehicles that are on a road; its other departures wait for this transaction. */
export async function lockOnRoad(
  tx: Tx,
  carrierOrg: string,
  afterLegId: string | undefined,
): Promise<Set<string>> {
  const { rows } = await tx.client.query<{ id: string }>(
    "select qipan.vehicles_on_road($1, $2) as id",
    [carrierOrg, afterLegId ?? null],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Every vehicle that is on a road now, whoever sent it; nothing is locked. */
export async function readOnRoad(tx: Tx): Promise<Set<string>> {
  const { rows } = await tx.client.query<{ id: string }>("select qipan.vehicles_out() as id");
  return new Set(rows.map(({ id }) => id));
}

/** The next position on an order whose row is locked. */
export async function readNextPosition(tx: Tx, orderId: string): Promise<number> {
  const { rows } = await tx.client.query<{ position: number }>(
    "select coalesce(max(position), 0) + 1 as position from qipan.leg where order_id = $1",
    [orderId],
  );
  return rows[0]?.position ?? 1;
}

export async function insertLeg(
  tx: Tx,
  row: LegRow,
  lines: readonly LegLineRow[],
  slips: readonly SlipRow[],
): Promise<void> {
  await tx.db.insert(leg).values({ ...row, vehicleIds: [...row.vehicleIds] });
  await tx.db.insert(legLine).values([...lines]);
  await tx.db.insert(handOver).values([...slips]);
}

const changeColumns = {
  state: "state",
  toNode: "to_node",
  relayNode: "relay_node",
  relayCarrierOrg: "relay_carrier_org",
  relayKeeperOrg: "relay_keeper_org",
  arrivedAt: "arrived_at",
  differenceWindowEndsAt: "difference_window_ends_at",
  differenceSettledAt: "difference_settled_at",
  differenceSettledBy: "difference_settled_by",
  differenceDeniedAt: "difference_denied_at",
  differenceDeniedBy: "difference_denied_by",
  differenceDeniedReason: "difference_denied_reason",
} as const satisfies Partial<Record<keyof LegRow, string>>;

export type LegChange = Partial<Pick<LegRow, keyof typeof changeColumns>>;

/** Changes a leg of a locked order and answers its new version. */
export async function updateLeg(tx: Tx, id: string, change: LegChange): Promise<number> {
  const keys = Object.keys(change) as (keyof LegChange)[];
  const sets = keys.map((key, at) => `, ${changeColumns[key]} = $${at + 2}`).join("");
  const { rows } = await tx.client.query<{ version: number }>(
    `update qipan.leg set version = version + 1${sets} where id = $1 returning version`,
    [id, ...keys.map((key) => change[key])],
  );
  const [row] = rows;
  assert(row !== undefined, "a leg of a locked order can be changed");
  return row.version;
}

export async function updateLegLines(tx: Tx, lines: readonly ArrivingLine[]): Promise<void> {
  const counts = lines.map(({ legLine: { id }, accepted, rejected, missing }) => ({
    id,
    accepted,
    rejected,
    missing,
  }));
  await tx.client.query(
    `update qipan.leg_line l set accepted = n.accepted, rejected = n.rejected,
       missing = n.missing, version = l.version + 1
     from jsonb_to_recordset($1) as n (id uuid, accepted bigint, rejected bigint, missing bigint)
     where l.id = n.id`,
    [JSON.stringify(counts)],
  );
}

/** What the sender says is missing, line by line, where it denies the receiver's count. */
export async function updateDenied(
  tx: Tx,
  lines: readonly Pick<LegLineRow, "id" | "deniedMissing">[],
): Promise<void> {
  const figures = lines.map(({ id, deniedMissing }) => ({ id, denied: deniedMissing }));
  await tx.client.query(
    `update qipan.leg_line l set denied_missing = n.denied, version = l.version + 1
     from jsonb_to_recordset($1) as n (id uuid, denied bigint) where l.id = n.id`,
    [JSON.stringify(figures)],
  );
}

/** Signs a slip, or gives it a new code or another taker while it is not signed. */
export async function updateSlip(
  tx: Tx,
  { legId, kind }: Pick<SlipRow, "legId" | "kind">,
  change: Partial<Pick<SlipRow, "codeHash" | "counts" | "takenByOrg" | "signedAt" | "signedBy">>,
): Promise<void> {
  const { codeHash, counts, takenByOrg, signedAt, signedBy } = change;
  await tx.client.query(
    `update qipan.hand_over set version = version + 1, code_hash = coalesce($3, code_hash),
       counts = coalesce($4, counts), signed_at = coalesce($5, signed_at),
       signed_by = coalesce($6, signed_by), taken_by_org = coalesce($7, taken_by_org)
     where leg_id = $1 and kind = $2`,
    [
      legId,
      kind,
      codeHash,
      counts === undefined ? null : JSON.stringify(counts),
      signedAt,
      signedBy,
      takenByOrg,
    ],
  );
}

/** Differences of the order's legs that nobody has settled yet. */
export async function readOpenDifferences(tx: Tx, orderId: string): Promise<number> {
  const { rows } = await tx.client.query<{ open: number }>(
    `select count(*)::integer as open from qipan.leg where order_id = $1
       and difference_window_ends_at is not null and difference_settled_at is null`,
    [orderId],
  );
  return rows[0]?.open ?? 0;
}

/**
 * Orders with a leg whose difference window has passed, locked; others' locks are left out. What
 * the sender denied waits for a signature.
 */
export async function lockOverdueDifference(tx: Tx): Promise<LegRow | undefined> {
  const { rows } = await tx.client.query<LegRow>(
    `select ${legColumns} from qipan.leg l join qipan.dispatch_order o on o.id = l.order_id
     where l.difference_window_ends_at <= now() and l.difference_settled_at is null
       and l.difference_denied_at is null
     order by l.difference_window_ends_at, l.id limit 1 for update of o, l skip locked`,
  );
  return rows[0];
}
