import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Principal } from "../../src/access/principal.model.ts";
import { readerOf } from "../../src/access/reader.ts";
import { arbitrateClaim } from "../../src/conference/arbitration.service.ts";
import { adoptResolution, proposeResolution } from "../../src/conference/resolution.service.ts";
import { readResolutions } from "../../src/conference/resolution.store.ts";
import { readClaims, readTasks } from "../../src/ledger/ledger.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withTx } from "../../src/postgres/transaction.ts";
import { readFigures } from "../../src/replenishment/claims.store.ts";
import { confirmClaim } from "../../src/replenishment/claims.service.ts";
import { disputeClaim, stateFigure } from "../../src/replenishment/dispute.service.ts";
import { onBothShapes } from "../support/database.ts";
import { owed } from "../support/ledger-figures.ts";
import type { LineFacts } from "../../src/ledger/posting.model.ts";
import { asHub, layWorld, newId } from "../support/ledger-world.ts";
import { debts } from "../support/netting-world.ts";
import { by, codes, done, eventsOf, personIn, wrongIn } from "../support/peace-world.ts";

const finance = (org: string): Principal => personIn(org, ["FINANCE"]);
const secretary = personIn("G01", ["CONFERENCE_SECRETARY"]);
const subject = { regionCode: "150300" };

onBothShapes("a disputed claim", (open) => {
  let database: Database;
  let line: LineFacts;
  let claimId: string;

  beforeAll(async () => {
    database = await open();
    await layWorld(database);
  });
  /** G01 owes G02 a hundred tents, and says that it is sixty. */
  beforeEach(async () => {
    [line] = (await debts(database, [["G02", "G01", 100]])) as [LineFacts];
    claimId = line.claims.find(({ kind }) => kind === "REFILL")!.id;
    await dispute();
  });
  afterAll(async () => {
    expect(await wrongIn(database)).toEqual([]);
    await database.close();
  });

  const dispute = async () =>
    done(
      await disputeClaim(database, by(finance("G01")), {
        ...{ claimId, disputed: true, says: 60, reason: "四十顶已交还" },
      }),
    );
  const read = async () => (await asHub(database, (tx) => readClaims(tx, { ids: [claimId] })))[0]!;
  const tasks = () => asHub(database, (tx) => readTasks(tx, { claimIds: [claimId] }));
  const propose = async (decidedQuantity?: number, who: Principal = secretary) => {
    const references = [{ kind: "CLAIM" as const, id: claimId }];
    const text = { titleZh: "裁定帐篷往来", textZh: "经查交接单。", decidedQuantity };
    return proposeResolution(database, by(who), { ...subject, ...text, references });
  };
  const adopt = (resolutionId: string, agreed: readonly string[]) =>
    adoptResolution(database, by(secretary), { resolutionId, version: 1, agreed });
  const resolve = async (decidedQuantity: number, agreed = ["G01", "G02", "G06"]) => {
    const { id } = done(await propose(decidedQuantity));
    done(await adopt(id, agreed));
    return id;
  };
  const carry = (resolutionId: string, who: Principal = finance("G06"), key = newId()) =>
    arbitrateClaim(database, by(who, key), { resolutionId });

  it("keeps the figure of each side, and shows both to both", async () => {
    const says = { claimId, quantity: 100, reason: "交还的是另一批" };
    done(await stateFigure(database, by(finance("G02")), says));
    const seen = (org: string) =>
      withTx(database, readerOf(finance(org)), (tx) => readFigures(tx, [claimId]));
    for (const org of ["G01", "G02"])
      expect((await seen(org)).map((one) => `${one.side} ${one.org} ${one.quantity}`)).toEqual([
        "DEBTOR G01 60",
        "CREDITOR G02 100",
      ]);
    expect(await seen("G06")).toEqual([]);
    expect(codes(await stateFigure(database, by(finance("G06")), says))).toEqual([
      "NOT_FOUND claimId",
    ]);
    const less = { ...says, quantity: -1, reason: " " };
    expect(codes(await stateFigure(database, by(finance("G02")), less))).toEqual([
      "QUANTITY_OUT_OF_RANGE quantity",
      "INVALID_INPUT reason",
    ]);
    const [told] = await eventsOf(database, "CLAIM_FIGURE_STATED");
    expect(told).toMatchObject({ parties: ["G01", "G02"], facts: { quantity: 100 } });
  });

  it("is confirmed as far as a resolution upholds it; its owner refills the rest", async () => {
    const id = await resolve(70);
    const key = newId();
    done(await carry(id, finance("G06"), key));
    done(await carry(id, finance("G06"), key));
    expect(await read()).toMatchObject({ state: "CONFIRMED", opened: 70, outstanding: 70 });
    expect(await owed(database, line)).toEqual({ "G01 → G02 REFILL TENT": 70 });
    const shelves = (await tasks()).map((one) => `${one.performerOrg} ${one.quantity}`);
    expect(shelves.toSorted()).toEqual(["G01 70", "G02 30"]);
    const [resolution] = await asHub(database, (tx) => readResolutions(tx, [id]));
    const entries = await asHub(database, async ({ client }) => {
      const { rows } = await client.query<object>(
        `select t.op, e.means, e.quantity, t.evidence ->> 'resolution' as number
         from qipan.entry e join qipan.transfer t on t.id = e.transfer_id
         where t.evidence ->> 'resolutionId' = $1`,
        [id],
      );
      return rows;
    });
    expect(resolution!.number).toMatch(/^JY-\d{4}-\d{4}$/);
    const entry = { op: "DECIDE", means: "BY_RESOLUTION", quantity: 30 };
    expect(entries).toEqual([{ ...entry, number: resolution!.number }]);
    expect(codes(await carry(id))).toEqual(["ALREADY_DECIDED resolutionId"]);
    const amends = { id, version: 1 };
    const amended = { ...subject, titleZh: "改判", textZh: "改判", references: [], amends };
    expect(codes(await proposeResolution(database, by(secretary), amended))).toEqual([
      "ALREADY_DECIDED amendsId",
    ]);
    const again = { claimId, disputed: true, reason: "仍不同意" };
    for (const more of [{}, { quantity: 5 }])
      expect(
        codes(await disputeClaim(database, by(finance("G01")), { ...again, ...more })),
      ).toEqual(["ALREADY_DECIDED claimId"]);
    const other = await resolve(10);
    expect(codes(await carry(other))).toEqual(["ALREADY_DECIDED resolutionId"]);
  });

  it.each([
    [100, { state: "CONFIRMED", opened: 100, outstanding: 100 }, ["G01 100"]],
    [0, { state: "REVERSED", opened: 0, outstanding: 0 }, ["G02 100"]],
  ] as const)("may be upheld whole or not at all: %i", async (decided, claim, shelves) => {
    done(await carry(await resolve(decided)));
    expect(await read()).toMatchObject(claim);
    expect((await tasks()).map((one) => `${one.performerOrg} ${one.quantity}`)).toEqual(shelves);
  });

  it("is decided by no side alone, whatever a side's secretary wrote down", async () => {
    const alone = await resolve(0, ["G01"]);
    expect(codes(await carry(alone, finance("G02")))).toEqual(["ONE_SIDED resolutionId"]);
    const mine = await resolve(0, ["G01", "G02"]);
    for (const who of [secretary, finance("G01")])
      expect(codes(await carry(mine, who))).toEqual(["NOT_ALLOWED "]);
    // A member that did not agree carries out nothing, and who sits elsewhere sees nothing.
    expect(codes(await carry(mine, finance("G06")))).toEqual(["NOT_ALLOWED "]);
    expect(codes(await carry(mine, finance("E01")))).toEqual(["NOT_FOUND resolutionId"]);
    const call = (org: string) =>
      withTx(database, readerOf(finance(org)), ({ client }) =>
        client.query("select qipan.claim_decide($1, $2, 0, null)", [mine, org]),
      );
    for (const org of ["G01", "G06"])
      await expect(call(org)).rejects.toMatchObject({ code: "42501" });
    expect(await read()).toMatchObject({ state: "DISPUTED", outstanding: 100 });
    done(await carry(mine, finance("G02")));
  });

  it("waits for a resolution that was adopted, names it, and says how much", async () => {
    const { id } = done(await propose());
    expect(codes(await carry(id, finance("G02")))).toEqual(["ILLEGAL_TRANSITION resolutionId"]);
    done(await adopt(id, ["G01", "G02", "G06"]));
    expect(codes(await carry(id))).toEqual(["NO_FIGURE_DECIDED resolutionId"]);
    const more = await resolve(101);
    expect(codes(await carry(more))).toEqual(["QUANTITY_OUT_OF_RANGE resolutionId"]);
    expect(codes(await propose(-1))).toEqual(["QUANTITY_OUT_OF_RANGE decidedQuantity"]);
    const about = { titleZh: "其他", textZh: "其他", decidedQuantity: 5, references: [] };
    expect(
      codes(await proposeResolution(database, by(secretary), { ...subject, ...about })),
    ).toEqual(["INVALID_INPUT decidedQuantity"]);
    const good = await resolve(60);
    const back = { claimId, disputed: false, reason: "认账" };
    done(await disputeClaim(database, by(finance("G01")), back));
    expect(codes(await carry(good))).toEqual(["ILLEGAL_TRANSITION resolutionId"]);
    for (const org of ["G01", "G02"]) await confirmClaim(database, by(finance(org)), { claimId });
  });

  it("is decided once by two who do it at the same moment, or taken back before", async () => {
    const id = await resolve(70);
    const both = await Promise.all([carry(id), carry(id, finance("G02"))]);
    expect(both.map((one) => codes(one).join()).toSorted()).toEqual([
      "",
      "ALREADY_DECIDED resolutionId",
    ]);
    expect(await read()).toMatchObject({ state: "CONFIRMED", outstanding: 70 });
  });
});
