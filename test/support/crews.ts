import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import type { Draw } from "./dispatch-proposals.ts";
import { orgs } from "./dispatch-world.ts";

/** A crane of TEAM-1, which may be driven with a licence that its crew has until 2999. */
export const addCrane = (database: Database): Promise<void> =>
  withOwnerTx(database, async ({ client }) => {
    await client.query(`insert into qipan.equipment_type (code, name_zh, name_en, class, crew_size,
      transport_mode, skills, operator_licence)
      values ('CRANE', '吊车', 'crane', 'LIFTING', 2, 'self', '["RESCUE"]', 'HOISTING')`);
    await client.query(
      `insert into qipan.equipment_unit (id, type, owner_org, team_id, base_node)
       values ('CRANE-1', 'CRANE', $1, 'TEAM-1', 'N-LENDS')`,
      [orgs.lends],
    );
    await client.query(
      `insert into qipan.team_licence (team_id, licence, valid_until)
       values ('TEAM-1', 'HOISTING', '2999-12-31')`,
    );
  });

export const crane: Draw = {
  team: "CRANE-1",
  ground: { thing: { kind: "EQUIPMENT", equipmentId: "CRANE-1" } },
};
