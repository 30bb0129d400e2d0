import type { Tx } from "../postgres/transaction.ts";
import type {
  OrganizationFacts,
  RefusedGoods,
  StorageFacts,
  TargetFacts,
} from "./problem.model.ts";

/** All organizations of the hub: some dozens, read whole for lines of command and regions. */
export async function readOrganizationFacts(tx: Tx): Promise<Map<string, OrganizationFacts>> {
  const { rows } = await tx.client.query<OrganizationFacts>(
    `select id, sector, region_code as "regionCode", superior_org as "superiorOrg"
     from qipan.organization order by id`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export async function readTargets(tx: Tx, items: readonly string[]): Promise<TargetFacts[]> {
  const { rows } = await tx.client.query<TargetFacts>(
    `select depot_id as "depotId", item, quantity from qipan.reserve_target
     where item = any ($1) order by depot_id, item`,
    [items],
  );
  return rows;
}

/** What was ordered for an incident and refused by its lender or keeper, as the reader sees it. */
export async function readRefused(tx: Tx, incidentId: string): Promise<RefusedGoods[]> {
  const { rows } = await tx.client.query<RefusedGoods>(
    `select distinct o.lender_org as "lenderOrg",
       coalesce(l.item, l.team_id, l.equipment_id) as thing
     from qipan.dispatch_order o join qipan.order_line l on l.order_id = o.id
     where o.incident_id = $1 and exists (select from qipan.approval a where a.order_id = o.id
       and a.state = 'REFUSED' and a.kind in ('OWNER', 'KEEPER'))
     order by 1, 2`,
    [incidentId],
  );
  return rows;
}

/** 代储 of goods that stay the enterprise's own, in force today. */
export async function readStorage(tx: Tx): Promise<StorageFacts[]> {
  const { rows } = await tx.client.query<StorageFacts>(
    `select depot_id as "depotId", owner_org as "ownerOrg", contracting_org as "contractingOrg"
     from qipan.storage_agreement
     where title = 'ENTERPRISE_OWNED' and $1::date between valid_from and valid_to order by id`,
    [tx.today],
  );
  return rows;
}
