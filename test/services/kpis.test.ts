import { afterAll, beforeAll, expect, it } from "vitest";
import { readerOf } from "../../src/access/reader.ts";
import {
  contentFrom,
  issueBriefing,
  listBriefings,
} from "../../src/conference/briefing.service.ts";
import { measure } from "../../src/conference/kpi.service.ts";
import { receiveLeg } from "../../src/dispatch/leg-receive.service.ts";
import { plannerOf } from "../../src/dispatch/planner.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx, type Reader } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { issued, leave, loaded } from "../support/dispatch-steps.ts";
import { asks, by, fillDispatchWorld, orgs, personOf } from "../support/dispatch-world.ts";
import { done } from "../support/peace-world.ts";

onBothShapes("the four figures", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
  });
  afterAll(async () => {
    await plannerOf(database).close();
    await database.close();
  });

  const read = (more: object = {}, reader: Reader = hubReader) =>
    withTx(database, reader, async (tx) => {
      const filter = { incidentId: null, from: null, to: null, codes: null, ...more };
      return done(await measure(tx, filter));
    });
  const unknown = { shareBasisPoints: null, medianMinutes: null, p90Minutes: null };

  it("are unknown, not zero, where nothing happened", async () => {
    expect(await read()).toMatchObject(
      ["FILL", "ACKNOWLEDGE", "ARRIVE", "USABLE"].map((kind) => ({
        ...{ kind, numerator: 0, denominator: 0, ...unknown },
      })),
    );
  });

  it("are counted from needs, orders and receipts, by whoever may see them", async () => {
    await issued(database, [{ lot: "more", quantity: 20 }]);
    const { orderId, lines } = await loaded(database, [{ lot: "tents", quantity: 40 }]);
    const { id: legId, arrivalCode } = done(await leave(database, orderId, lines));
    const counts = [{ orderLineId: lines[0]!.id, accepted: 30, rejected: 10, missing: 0 }];
    const receipt = { legId, code: arrivalCode!, lines: counts };
    done(await receiveLeg(database, by(asks), receipt));
    const figures = await read();
    expect(figures).toMatchObject([
      { kind: "FILL", denominator: 2 },
      { kind: "ACKNOWLEDGE", numerator: 1, denominator: 2, shareBasisPoints: 5000 },
      { kind: "ARRIVE", numerator: 1, denominator: 2, shareBasisPoints: 5000, onTime: 1 },
      { kind: "USABLE", numerator: 0, denominator: 1, meanBasisPoints: 7500 },
    ]);
    expect(figures[1]?.medianMinutes).toBeGreaterThanOrEqual(0);
    expect(figures[2]?.p90Minutes).toBeGreaterThanOrEqual(figures[1]?.medianMinutes ?? 0);
    const stranger = readerOf(personOf(orgs.stranger));
    expect((await read({}, stranger)).slice(1)).toMatchObject(
      ["ACKNOWLEDGE", "ARRIVE", "USABLE"].map((kind) => ({ kind, denominator: 0, ...unknown })),
    );
    expect(await read({ to: new Date("2001-01-01T00:00:00Z") })).toMatchObject([
      ...[{ denominator: 0 }, { denominator: 0 }, { denominator: 0 }, { denominator: 0 }],
    ]);
    expect(await read({ incidentId: "no-such" })).toMatchObject([{ denominator: 0 }, {}, {}, {}]);
  });

  it("are those of its region in a briefing: incidents there, orders of either side", async () => {
    const briefed = async (regionCode: string, org: string) => {
      const who = personOf(org, ["CONFERENCE_SECRETARY", "DISPATCHER"]);
      const { id } = done(
        await issueBriefing(database, by(who), { regionCode, titleZh: "汛前态势" }),
      );
      const every = { org: null, subjectKind: null, subjectCode: null };
      const listed = await withTx(database, readerOf(who), (tx) =>
        listBriefings(tx, { first: 9 }, every),
      );
      const found = done(listed).edges.find(({ node }) => node.id === id);
      return contentFrom(found!.node).kpis.map(({ denominator }) => denominator);
    };
    expect(await briefed("150300", orgs.asks)).toEqual([2, 2, 2, 1]);
    expect(await briefed("640200", orgs.lends)).toEqual([0, 2, 2, 1]);
    expect((await read({}, readerOf(personOf(orgs.lends))))[0]?.denominator).toBe(2);
    const elsewhere = await read({ codes: ["140000"] });
    expect(elsewhere.map(({ denominator }) => denominator)).toEqual([0, 0, 0, 0]);
  });
});
