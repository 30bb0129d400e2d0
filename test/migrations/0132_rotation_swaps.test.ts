import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/postgres/pool.ts";
import { publicReader, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { layLots, layWorld, type Lot } from "../support/ledger-world.ts";
import { memberOf } from "../support/readers.ts";

/** A lot of G02 that E04 keeps; G06 owes G02 a refill of it. */
onBothShapes("a swap in tables", (open) => {
  let database: Database;
  let lot: Lot;
  const id = randomUUID();
  const claimId = randomUUID();
  const ask = (reader: Reader, sql: string, values: unknown[] = []) =>
    withTx(database, reader, async ({ client }) => (await client.query<object>(sql, values)).rows);

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    [lot] = (await layLots(database, [{ owner: "G02", custodian: "E04" }])) as [Lot];
    const claim = { id: claimId, kind: "REFILL", liability: "USER_REFILLS", item: "TENT" };
    const sides = { debtorOrg: "G06", creditorOrg: "G02", depotId: "D-E04", custodianOrg: "E04" };
    const due = { dueAnchor: "DATE", dueDays: 0, dueOn: "2099-01-01" };
    const side = { item: "TENT", claimKind: "REFILL", ref: claimId };
    const line = {
      origin: { ...side, kind: "PAYABLE", owner: "G06", counterparty: "G02" },
      target: { ...side, kind: "RECEIVABLE", owner: "G02", counterparty: "G06" },
      quantity: 5,
    };
    const posting = {
      ...{ transferId: randomUUID(), op: "GIFT", evidence: {}, actorOrg: "G02" },
      ...{ lines: [line], claims: [{ ...claim, ...sides, ...due }] },
    };
    await ask({ principal: "hub", orgs: ["*"], partners: [] }, "select qipan.ledger_post($1)", [
      JSON.stringify(posting),
    ]);
  });
  afterAll(() => database.close());

  const offer = (mode: string, claim: string | null, offerId = randomUUID()) =>
    ask(
      memberOf("G02"),
      `insert into qipan.rotation_offer (id, lot_id, owner_org, item, quantity, mode, claim_id,
         until_on, offered_by, offered_at, parties)
       values ($2, $1, 'G02', 'TENT', 5, $3, $4, '2099-01-01', 'x', now(), array['G06'])`,
      [lot.id, offerId, mode, claim],
    );

  it("names its refill, and no other kind of offer does", async () => {
    await expect(offer("SWAP", null)).rejects.toMatchObject({ code: "23514" });
    await expect(offer("GIFT", claimId)).rejects.toMatchObject({ code: "23514" });
    await offer("SWAP", claimId, id);
  });

  it("is told to its owner, its debtor and its keeper, and handed over by the keeper", async () => {
    const told = "select qipan.rotation_swap($1) is not null as told";
    for (const org of ["G02", "G06", "E04"])
      expect(await ask(memberOf(org), told, [id])).toEqual([{ told: true }]);
    for (const reader of [memberOf("C07"), publicReader])
      expect(await ask(reader, told, [id])).toEqual([{ told: false }]);
    const take = "select qipan.rotation_swap_take($1, gen_random_uuid(), gen_random_uuid(), $2)";
    for (const reader of [memberOf("G06"), memberOf("G02"), memberOf("C07"), publicReader])
      await expect(ask(reader, take, [id, 1])).rejects.toMatchObject({ code: "42501" });
    await ask(memberOf("E04"), take, [id, 4]);
    await expect(ask(memberOf("E04"), take, [id, 2])).rejects.toMatchObject({ code: "23514" });
    const lots =
      "select owner_org as owner, under_norm as norm from qipan.stock_lot where id <> $1";
    expect(await ask(memberOf("G06"), lots, [lot.id])).toEqual([{ owner: "G06", norm: false }]);
  });
});
