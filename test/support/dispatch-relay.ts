import type { Database } from "../../src/postgres/pool.ts";
import { runOut } from "./dispatch-state.ts";
import { orgs } from "./dispatch-names.ts";

/** A relay on the way, to a second carrier. */
export const relay = { nodeId: "N-RELAY", carrierOrg: orgs.stranger };

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
