import { expect, it } from "vitest";
import { withOwnerTx, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { openServerTest } from "../support/database.ts";
import { layLots, layWorld } from "../support/ledger-world.ts";

const partner: Reader = { principal: "pact", orgs: ["G01"], partners: ["G06"] };
const lots = "select count(*)::integer as lots from qipan.stock_lot l where l.owner_org = 'E01'";
const accounts = `select count(*)::integer as lots from qipan.account a
  where a.owner = 'E01' and a.kind = 'ON_HAND'`;

it("a depot at hand that is hidden meanwhile opens no lot and no account of it", async () => {
  const database = await openServerTest();
  try {
    await layWorld(database);
    await layLots(database, [{ depot: "D-G06", owner: "E01", custodian: "C07", quantity: 5 }]);
    const see = (visibility: string) =>
      withOwnerTx(database, ({ client }) =>
        client.query("update qipan.depot set visibility = $1 where id = 'D-G06'", [visibility]),
      );
    await see("PARTNER");
    await withTx(database, partner, async ({ client }) => {
      await client.query("select qipan.at_hand(array['D-G06'])");
      const counted = async (sql: string) => (await client.query<{ lots: number }>(sql)).rows;
      expect([await counted(lots), await counted(accounts)]).toEqual([
        [{ lots: 1 }],
        [{ lots: 1 }],
      ]);
      await see("RESTRICTED");
      expect([await counted(lots), await counted(accounts)]).toEqual([
        [{ lots: 0 }],
        [{ lots: 0 }],
      ]);
    });
  } finally {
    await database.close();
  }
});
