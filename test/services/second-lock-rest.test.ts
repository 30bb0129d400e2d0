import { afterAll, beforeAll, expect, it } from "vitest";
import type { Role } from "../../schema/words/access.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withOwnerTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { propose } from "../support/dispatch-proposals.ts";
import { fillDispatchWorld, lots, orgs } from "../support/dispatch-world.ts";
import { every, whoOf, writersOf, type Who } from "../support/role-writers.ts";
import { tryWrite } from "../support/try-write.ts";

const id = (nth: number): string => `00000000-0000-4000-8000-00000000000${String(nth)}`;
const [solving, adopted] = [id(1), id(2)];
const [count, ended] = [id(3), id(4)];
const [offer, round, done, gifts] = [id(5), id(6), id(7), id(8)];

/** Plans, counts, offers and gifts are the asker's; offers and rounds are the lender's, too. */
const all = [orgs.asks, orgs.lends, orgs.keeps, orgs.stranger] as const;
const asker = (...roles: Role[]): Who => ({ [orgs.asks]: roles });
const both = (...roles: Role[]): Who => every(roles, [orgs.asks, orgs.lends]);

const rows = (incident: string): string => `
  insert into qipan.proposal (id, incident_id, requested_by_org, requested_by, state, zero_at,
      problem, grounds, created_at)
    select n::uuid, '${incident}', '${orgs.asks}', 'x', state, now(), '{}', '{}', now()
    from (values ('${solving}', 'SOLVING'), ('${adopted}', 'ADOPTED')) one (n, state);
  insert into qipan.stocktake (id, depot_id, org, items, bins, opened_by, opened_at, state)
    select n::uuid, 'D-KEPT', '${orgs.asks}', '{}', '{}', 'x', now(), state
    from (values ('${count}', 'OPEN'), ('${ended}', 'CLOSED')) one (n, state);
  insert into qipan.stocktake_line (id, stocktake_id, lot_id, ended) values
    ('${count}', '${count}', '${lots.kept}', false),
    ('${ended}', '${ended}', '${lots.tents}', true);
  insert into qipan.rotation_offer (id, lot_id, owner_org, item, quantity, mode, until_on,
      offered_by, offered_at, parties)
    values ('${offer}', '${lots.own}', '${orgs.asks}', 'TENT', 5, 'GIFT', current_date, 'x', now(),
      array['${orgs.asks}', '${orgs.lends}']);
  insert into qipan.netting_round (id, org, mode, kind, item, moves, parties, proposed_by,
      proposed_at, state, closed_at)
    select n::uuid, '${orgs.asks}', 'CYCLES', 'x', 'TENT', '[]',
      array['${orgs.asks}', '${orgs.lends}'], 'x', now(), state, closed
    from (values ('${round}', 'PROPOSED', null), ('${done}', 'REFUSED', now()))
      one (n, state, closed);
  insert into qipan.campaign (id, number, org, name_zh, region_code, major, starts_on)
    values ('${gifts}', 'x', '${orgs.asks}', 'x', '150300', false, current_date);
  insert into qipan.disclosure (id, number, org, subject_kind, campaign_id, region_code, title_zh,
      watchers, state, opened_on, version)
    values ('${gifts}', 'x', '${orgs.asks}', 'CAMPAIGN', '${gifts}', '150300', 'x', '{}', 'DRAFT',
      current_date, 0);
  insert into qipan.donation (id, number, org, row_key, disclosure_id, item, depot_id, lot_id,
      batch, received_on)
    values ('${gifts}', 'x', '${orgs.asks}', 'x', '${gifts}', 'TENT', 'D-KEPT', '${lots.own}', 'x',
      current_date)`;

onBothShapes("what is not a role's duty", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
    const { incidentId } = await propose(database, [{ lot: "tents", quantity: 5 }]);
    await withOwnerTx(database, ({ client }) => client.query(rows(incidentId)));
  });
  afterAll(() => database.close());

  const writers = (sqlOf: string | ((by: string) => string)) => writersOf(database, all, sqlOf);
  const on =
    (table: string, row = gifts) =>
    (what: string) =>
      `update qipan.${table} set ${what} where id = '${row}'`;
  const asHub = (sql: string) => tryWrite(database, hubReader, sql);
  const expectWriters = async (steps: readonly (readonly [string, Who])[]): Promise<void> => {
    for (const [sql, who] of steps) expect([sql, await writers(sql)]).toEqual([sql, whoOf(who)]);
  };

  it("writes no plan: the hub does, once, and dispatchers cancel or adopt it", async () => {
    const [open, over] = [on("proposal", solving), on("proposal", adopted)];
    const plan = `plan = '{"lines": []}', plan_hash = 'x'`;
    await expectWriters([
      [open("state = 'CANCELLED', version = version + 1"), asker("DISPATCHER")],
      [open(plan), {}],
      [open(`problem = '{"needs": []}'`), {}],
      [over("state = 'READY'"), {}],
      [open("requested_by_org = requested_by_org"), {}],
    ]);
    expect(await asHub(open(`state = 'READY', ready_at = now(), ${plan}`))).toBe(1);
    expect(await asHub(over(plan))).toBe("42501");
    expect(await asHub(over("state = 'SOLVING'"))).toBe("42501");
  });

  it("counts and closes no stocktake, and nobody opens a closed one", async () => {
    const line = (of: string) => `insert into qipan.stocktake_count (id, line_id, nth, counted,
      counted_at, counted_by) values (gen_random_uuid(), '${of}', 9, 1, now(), 'x')`;
    await expectWriters([
      [on("stocktake", count)("state = 'CLOSED', ended_by = 'x'"), asker("KEEPER")],
      [on("stocktake", ended)("state = 'OPEN'"), {}],
      [on("stocktake_line", count)("ended = true, counted = 7"), asker("KEEPER")],
      [on("stocktake_line", ended)("counted = 7"), {}],
      [line(count), asker("KEEPER")],
      [on("stocktake", count)("org = org"), {}],
    ]);
    expect(await asHub(on("stocktake_line", ended)("counted = 7"))).toBe("42501");
  });

  it("takes of no offer, and withdraws none but its own", async () => {
    await expectWriters([
      [on("rotation_offer", offer)("taken = 1, version = version + 1"), both("APPROVER")],
      [on("rotation_offer", offer)("withdrawn_at = now()"), asker("APPROVER")],
    ]);
  });

  it("ends no round of netting, and nobody one that is over", async () => {
    await expectWriters([
      [on("netting_round", round)("state = 'WITHDRAWN', closed_at = now()"), both("FINANCE")],
      [on("netting_round", done)("state = 'STALE'"), {}],
    ]);
    expect(await asHub(on("netting_round", done)("state = 'PROPOSED', closed_at = null"))).toBe(
      "42501",
    );
  });

  it("publishes nothing, and moves no campaign and no donation", async () => {
    const publisher = asker("PUBLISHER");
    await expectWriters([
      [on("campaign")("ends_on = current_date"), publisher],
      [on("campaign")("starts_on = starts_on"), {}],
      [on("disclosure")("version = 1, state = 'PUBLISHED', published_at = now()"), publisher],
      [on("disclosure")("due_on = current_date"), publisher],
      [on("disclosure")("overdue_for = current_date"), {}],
      [on("donation")("donor = 'x'"), publisher],
      [on("donation")("lot_id = lot_id"), {}],
      [
        `insert into qipan.disclosure_version (disclosure_id, version, kind, published_at, added,
           changed) values ('${gifts}', 1, 'FIRST', now(), 0, 0)`,
        publisher,
      ],
      [
        `insert into qipan.donation_intake (donation_id, position, quantity, received_on)
           values ('${gifts}', 9, 1, current_date)`,
        publisher,
      ],
    ]);
    expect(await asHub(on("disclosure")("overdue_for = current_date"))).toBe(1);
  });

  it("signs, suspends and withdraws no pact", async () => {
    const pact = (what: string) => `update qipan.agreement set ${what} where id = 'PACT'`;
    await expectWriters([
      [pact("suspended_at = now(), revision = revision + 1"), both("APPROVER")],
      [pact("terms = terms"), {}],
    ]);
  });
});
