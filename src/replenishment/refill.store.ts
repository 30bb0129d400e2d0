import type { Tx } from "../postgres/transaction.ts";
import type { LotRow, RefillGround, RefillOf, Sent, Shipment, SourceLot } from "./refill.model.ts";

/** The ground as it stands once nobody else sends or takes in for it; then it stays so. */
export async function lockGround(
  tx: Tx,
  of: RefillOf & { readonly item?: string | undefined },
): Promise<RefillGround | undefined> {
  const found = await readGround(tx, of);
  if (found === undefined) return undefined;
  const { rows } = await tx.client.query<RefillGround["underway"]>(
    "select * from qipan.refill_underway($1, $2)",
    [found.task?.id ?? null, found.claim?.id ?? null],
  );
  const ids = (one: { readonly id: string } | undefined) => (one === undefined ? [] : [one.id]);
  await tx.client.query("select qipan.claim_turn($1, $2)", [ids(found.claim), ids(found.task)]);
  const ground = await readGround(tx, of);
  return ground && { ...ground, underway: rows[0] ?? found.underway };
}

/**
 * The shelf behind a task or a claim, if the reader may see it. A task names its claim; a claim
 * alone means the oldest of its debtor's tasks that still misses something, and stands alone only
 * where no norm stands behind it. `goodUntil` counts calendar months from the database's day, as
 * the agreement of the order says in months or by the item's storage life; without one, the day.
 */
export async function readGround(
  tx: Tx,
  of: Parameters<typeof lockGround>[1],
): Promise<RefillGround | undefined> {
  const { rows } = await tx.client.query<RefillGround>(groundSql, [
    of.taskId ?? null,
    of.claimId ?? null,
    tx.today,
    of.item ?? null,
  ]);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { task, claim } = row;
  return {
    ...row,
    task: task ?? undefined,
    claim: claim ?? undefined,
    underway: { task: 0, claim: 0 },
  };
}

const groundSql = `with found as (
    select coalesce(t.id, (select k.id from qipan.refill_task k
        where k.claim_id = c.id and k.performer_org = c.debtor_org and k.state <> 'DONE'
        order by k.opened_at, k.id limit 1)) as task, coalesce(c.id, t.claim_id) as claim
    from (select $1::text as task_id, $2::text as claim_id) asked
    left join qipan.refill_task t on t.id::text = asked.task_id
    left join qipan.claim c on c.id::text = asked.claim_id
    where (asked.task_id is null or t.id is not null)
      and (asked.claim_id is null or c.id is not null)
      and (t.id is null or c.id is null or t.claim_id = c.id)
  )
  select
    case when t.id is not null then jsonb_build_object('id', t.id, 'ownerOrg', t.owner_org,
      'quantity', t.quantity, 'done', t.done, 'performerOrg', t.performer_org) end as task,
    case when c.id is not null then jsonb_build_object('id', c.id, 'kind', c.kind,
      'debtorOrg', c.debtor_org, 'creditorOrg', c.creditor_org, 'item', c.item,
      'mirrors', c.mirrors, 'state', c.state, 'outstanding', c.outstanding) end as claim,
    coalesce(t.owner_org, c.creditor_org) as "ownerOrg", d.id as "depotId",
    d.custodian_org as "custodianOrg", i.sku as item, i.unit_zh as unit,
    s.storage_life_months is not null as expires,
    ($3::date + make_interval(months => greatest((g.terms ->> 'refillShelfMonths')::integer, ceil(
      s.storage_life_months * (g.terms #>> '{equivalence,shelfLifePercent}')::integer / 100.0
    )::integer, 0)))::date::text as "goodUntil",
    coalesce(g.terms #>> '{equivalence,quality}' = 'NEW', false) as "newOnly", g.pact,
    coalesce((select jsonb_agg(e) from
      jsonb_array_elements(g.terms #> '{equivalence,substitutes}') e
      where e ->> 'item' = i.sku), '[]') as substitutes
  from found f
  left join qipan.refill_task t on t.id = f.task
  left join qipan.claim c on c.id = f.claim
  join qipan.depot d on d.id = coalesce(t.depot_id, c.depot_id)
  join qipan.item i on i.sku = coalesce(t.item, c.item)
  join qipan.item s on s.sku = coalesce((select sku from qipan.item where sku = $4), i.sku)
  left join lateral (select a.terms, jsonb_build_object('id', a.id, 'version', a.version) as pact
    from qipan.order_line l
    join qipan.dispatch_order o on o.id = l.order_id
    join qipan.agreement a on a.id = o.agreement_id and a.version = o.agreement_version
    where l.id = coalesce(t.order_line_id, c.order_line_id)) g on true`;

/** A lot from which the reader may send; absent days are left out. */
export async function readSourceLot(tx: Tx, lotId: string): Promise<SourceLot | undefined> {
  const { rows } = await tx.client.query<{ lot: SourceLot }>(
    `select jsonb_strip_nulls(jsonb_build_object(
       'shelf', jsonb_build_object('owner', s.owner_org, 'custodian', d.custodian_org,
         'depot', d.id, 'lot', s.id, 'item', s.item, 'underNorm', s.under_norm),
       'batch', s.batch, 'madeOn', s.made_on, 'expiresOn', s.expires_on, 'origin', s.origin,
       'unitValueFen', s.unit_value_fen, 'condition', s.condition)) as lot
     from qipan.stock_lot s join qipan.depot d on d.id = s.depot_id where s.id::text = $1`,
    [lotId],
  );
  return rows[0]?.lot;
}

/** What is under way to the shelf of that task or claim under this shipment's name. */
export async function readShipment(
  tx: Tx,
  shipmentId: string,
  depotId: string,
): Promise<Shipment | undefined> {
  const { rows } = await tx.client.query<{ shipment: Shipment | null }>(
    "select qipan.refill_shipment($1, $2) as shipment",
    [shipmentId, depotId],
  );
  return rows[0]?.shipment ?? undefined;
}

/** A shipment of one's own that nobody took in yet, with what was turned away of it. */
export async function readSent(tx: Tx, shipmentId: string): Promise<Sent | undefined> {
  const { rows } = await tx.client.query<Omit<Sent, "lot"> & { readonly lotId: string }>(
    `select a.custodian as "carrierOrg", a.lot as "lotId",
       coalesce(sum(a.balance) filter (where a.kind = 'IN_TRANSIT'), 0)::bigint as "underway",
       coalesce(sum(a.balance) filter (where a.kind = 'RETURNING'), 0)::bigint as "rejected"
     from qipan.account a
     where a.ref = 'refill:' || $1 and a.kind in ('IN_TRANSIT', 'RETURNING') and a.balance > 0
     group by 1, 2`,
    [shipmentId],
  );
  const [row] = rows;
  const lot = row && (await readSourceLot(tx, row.lotId));
  return lot && { ...row, lot };
}

export async function insertLot(tx: Tx, lot: LotRow): Promise<void> {
  await tx.client.query(
    `insert into qipan.stock_lot (id, code, item, owner_org, depot_id, bin, batch, made_on,
       expires_on, origin, under_norm, unit_value_fen, counted_at, count_source)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, now(), $13)`,
    [
      ...[lot.id, lot.code, lot.item, lot.ownerOrg, lot.depotId, lot.bin ?? null, lot.batch],
      ...[lot.madeOn ?? null, lot.expiresOn ?? null, lot.origin, lot.underNorm],
      ...[lot.unitValueFen ?? null, lot.countSource],
    ],
  );
}
