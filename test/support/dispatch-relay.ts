import type { RiskPassesAt } from "../../schema/words/regions.ts";
import { handOverLeg } from "../../src/dispatch/leg-hand-over.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { orgs } from "./dispatch-names.ts";
import { rowsOf, runOut } from "./dispatch-state.ts";
import { done, leave, type Issued } from "./dispatch-steps.ts";
import { by, personOf } from "./dispatch-world.ts";

/** A relay on the way, to a second carrier. */
export const relay = { nodeId: "N-RELAY", carrierOrg: orgs.stranger };

export const goesOn = personOf(orgs.stranger, ["KEEPER"]);

export type Trip = Issued & {
  readonly legId: string;
  readonly code: string;
  readonly lineId: string;
};

/** So much of an order's first line leaves. */
export async function goOut(database: Database, order: Issued, quantity: number): Promise<Trip> {
  const { id: lineId } = order.lines[0]!;
  const part = [{ id: lineId, ordered: quantity }];
  const left = done(await leave(database, order.orderId, part));
  return { ...order, legId: left.id, code: left.arrivalCode!, lineId };
}

/** The second carrier counts a trip over. */
export const takeOver = (
  database: Database,
  { legId, code, lineId }: Trip,
  taken: number,
  more: object = {},
) =>
  handOverLeg(database, by(goesOn), {
    ...{ legId, code, lines: [{ orderLineId: lineId, taken }] },
    ...more,
  });

export const passRiskAt = (database: Database, at: RiskPassesAt) =>
  runOut(
    database,
    "update qipan.agreement set terms = terms || jsonb_build_object('riskPassesAt', $1::text)",
    [at],
  );

/** Two more nodes and a second carrier with some lorries. */
export async function layRelay(database: Database): Promise<void> {
  const statements = [
    `insert into qipan.road_node (id, kind, name_zh, lon, lat) values
       ('N-RELAY', 'JUNCTION', '中转点', 106.5, 39), ('N-HOT', 'JUNCTION', '警戒区内', 107, 40)`,
    `insert into qipan.carrier (org_id, insured_until) values ('${orgs.stranger}', '2999-12-31')`,
    `insert into qipan.vehicle (id, carrier_org, type, plate, base_node, load_kg, load_m3, licences,
       passes, speed_factor)
     select id, '${orgs.stranger}', 'LORRY', '宁A·' || id, 'N-RELAY', 800, 10, '["GENERAL"]',
       '[]', 1 from unnest(array['V9', 'VA', 'VB', 'VC', 'VD', 'VE']) as lorry (id)`,
  ];
  for (const statement of statements) await runOut(database, statement, []);
}

/** A zone about N-HOT in the incident of an order. */
export const layZone = (database: Database, orderId: string) =>
  runOut(
    database,
    `update qipan.incident set zone = '{"lon": 107, "lat": 40, "radiusKm": 1,
       "fromIso": "2000-01-01T00:00:00Z", "untilIso": "2999-01-01T00:00:00Z"}'
     where id = (select incident_id from qipan.dispatch_order where id = $1)`,
    [orderId],
  );

/** `debtor creditor KIND quantity` of what is open for an order line. */
export async function owedFor(database: Database, lineId: string): Promise<string[]> {
  const rows = await rowsOf<{ line: string }>(
    database,
    `select debtor_org || ' ' || creditor_org || ' ' || kind || ' ' || sum(outstanding) as line
     from qipan.claim where order_line_id = $1 and outstanding > 0
     group by debtor_org, creditor_org, kind`,
    [lineId],
  );
  return rows.map(({ line }) => line).toSorted();
}
