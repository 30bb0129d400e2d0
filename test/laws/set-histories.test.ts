import { afterAll, beforeAll, expect, it } from "vitest";
import { team } from "../../schema/tables/forces.ts";
import { adoptProposal } from "../../src/dispatch/adoption.service.ts";
import { plannerOf } from "../../src/dispatch/planner.ts";
import { proposeDispatch } from "../../src/dispatch/proposal.service.ts";
import { chanceOf } from "../../src/kernel/chance.ts";
import { declareNeeds } from "../../src/incidents/need.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";
import { ordersOf, rowsOf, type OrderState } from "../support/dispatch-state.ts";
import { done } from "../support/dispatch-steps.ts";
import { asks, by, orgs } from "../support/dispatch-world.ts";
import { allHome, collapsed, decided, fillSetWorld, gone, whole } from "../support/set-world.ts";

/** A unit of a set as its deeds left it. */
interface Unit {
  readonly needId: string;
  readonly setId: string;
  readonly covers: readonly string[];
  state: "HELD" | "GONE" | "THERE" | "LOST";
}

interface Wanted {
  readonly needId: string;
  readonly capabilities: readonly string[];
  readonly quantity: number;
}

interface Open {
  readonly order: OrderState;
  readonly receive?: (accepted: 0 | 1) => Promise<void>;
}

const deedsMany = 40;

/**
 * Needs of sets declared, planned, refused by lenders, sent, received and turned away at random;
 * a naive list of units says how many sets stand and came, and the hub must say the same.
 */
class History {
  readonly #chance: () => number;
  readonly #wanted: Wanted[];
  readonly #units: Unit[] = [];
  readonly #drafts: Open[] = [];
  readonly #driving: Open[] = [];

  constructor(
    readonly database: Database,
    readonly incidentId: string,
    needId: string,
    seed: number,
  ) {
    this.#wanted = [{ needId, capabilities: whole, quantity: 1 }];
    this.#chance = chanceOf(seed);
  }

  async step(): Promise<string> {
    const at = this.#chance();
    if (this.#wanted.length < 2 || at < 0.1) return this.#declare();
    if (at < 0.4) return this.#plan();
    if (at < 0.55) return this.#refuse();
    return at < 0.75 ? this.#send() : this.#receive();
  }

  /** What is promised and received of each need, by the naive list. */
  expected() {
    return this.#wanted
      .map(({ needId, capabilities }) => {
        const mine = this.#units.filter((unit) => unit.needId === needId);
        const sets = [...new Set(mine.map(({ setId }) => setId))];
        const wholeOf = (states: readonly Unit["state"][]) =>
          sets.filter((set) =>
            capabilities.every((code) =>
              mine.some(
                ({ setId, covers, state }) =>
                  setId === set && covers.includes(code) && states.includes(state),
              ),
            ),
          ).length;
        const [promised, received] = [wholeOf(["HELD", "GONE", "THERE"]), wholeOf(["THERE"])];
        return { id: needId, promised, received };
      })
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  #pick<One>(list: readonly One[]): One {
    return list[Math.floor(this.#chance() * list.length)]!;
  }

  async #declare(): Promise<string> {
    const codes = whole.filter(() => this.#chance() < 0.7);
    const capabilities = codes.length < 2 ? whole.slice(0, 2) : codes;
    const quantity = 1 + Math.floor(this.#chance() * 2);
    const priority = 1 + this.#wanted.length;
    if (priority > 5) return "nothing more is wanted";
    const input = { incidentId: this.incidentId, needs: [{ capabilities, quantity, priority }] };
    done(await declareNeeds(this.database, by(asks), input));
    const rows = await rowsOf<{ id: string }>(
      this.database,
      "select id from qipan.need where incident_id = $1 and priority = $2",
      [this.incidentId, priority],
    );
    this.#wanted.push({ needId: rows[0]!.id, capabilities, quantity });
    return `declared ${quantity} of ${capabilities.join("+")}`;
  }

  /** Every set that a plan makes or fills up is whole. */
  async #plan(): Promise<string> {
    const wish = { incidentId: this.incidentId, preset: "BALANCED" } as const;
    const proposed = await proposeDispatch(this.database, by(asks), wish);
    if (!proposed.ok) return "nothing is wanted";
    await plannerOf(this.database).idle();
    const proposalId = proposed.value.id;
    const adopted = await adoptProposal(this.database, by(asks), { proposalId });
    if (!adopted.ok) {
      expect(adopted.refused).toMatchObject([{ code: "NOTHING_TO_ADOPT" }]);
      return "nobody is left";
    }
    const orders = await ordersOf(this.database, proposalId);
    for (const order of orders) {
      this.#drafts.push({ order });
      for (const { needId, setId, covers } of order.lines)
        this.#units.push({ needId, setId: setId!, covers: covers!, state: "HELD" });
    }
    for (const { setId, needId } of orders.flatMap(({ lines }) => lines)) {
      const { capabilities } = this.#wanted.find((one) => one.needId === needId)!;
      const standing = this.#units.filter((unit) => unit.setId === setId && unit.state !== "LOST");
      const covered = new Set(standing.flatMap(({ covers }) => covers));
      expect([...covered].toSorted()).toEqual(capabilities);
    }
    return `adopted ${orders.length}`;
  }

  #move({ order }: Open, state: Unit["state"], from: Unit["state"]): void {
    for (const { setId, covers } of order.lines) {
      const unit = this.#units.find(
        (one) => one.setId === setId && one.state === from && one.covers.join() === covers?.join(),
      );
      unit!.state = state;
    }
  }

  async #refuse(): Promise<string> {
    const asked = this.#drafts.filter(({ order }) => order.approvals.length > 0);
    if (asked.length === 0) return "nobody is asked";
    const open = this.#pick(asked);
    this.#drafts.splice(this.#drafts.indexOf(open), 1);
    await decided(this.database, open.order, "REFUSE");
    this.#move(open, "LOST", "HELD");
    return "refused";
  }

  async #send(): Promise<string> {
    if (this.#drafts.length === 0) return "nobody to send";
    const open = this.#pick(this.#drafts);
    this.#drafts.splice(this.#drafts.indexOf(open), 1);
    this.#driving.push({ ...open, receive: await gone(this.database, open.order) });
    this.#move(open, "GONE", "HELD");
    return "sent";
  }

  async #receive(): Promise<string> {
    if (this.#driving.length === 0) return "nobody comes";
    const open = this.#pick(this.#driving);
    this.#driving.splice(this.#driving.indexOf(open), 1);
    const accepted = this.#chance() < 0.7 ? 1 : 0;
    await open.receive!(accepted);
    this.#move(open, accepted === 1 ? "THERE" : "LOST", "GONE");
    return accepted === 1 ? "received" : "turned away";
  }
}

onBothShapes("sets through random histories", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await fillSetWorld(database);
    const crew = { nameZh: "队", regionCode: "640200", baseNode: "N-LENDS", headcount: 6 };
    const insured = { category: "PROFESSIONAL" as const, insuredUntil: "2999-12-31" };
    const units = Array.from({ length: 60 }, (_, at) => ({
      ...{ ...crew, ...insured, id: `UNIT-${at}`, mobilisationMinutes: at },
      ownerOrg: [orgs.asks, orgs.lends, orgs.lendsToo][at % 3]!,
      skills: at % 7 === 0 ? ["LIFT", "RESCUE"] : [whole[Math.floor(at / 3) % 3]!],
    }));
    await withOwnerTx(database, ({ db }) => db.insert(team).values(units));
  });
  afterAll(async () => {
    await plannerOf(database).close();
    await database.close();
  });

  it.each([1, 2, 3, Date.now() % 1_000_000])(
    "stand and come as by hand (seed %i)",
    async (seed) => {
      await allHome(database);
      const { incidentId, needId } = await collapsed(database, whole);
      const history = new History(database, incidentId, needId, seed);
      const told: string[] = [];
      for (let deed = 0; deed < deedsMany; deed += 1) {
        told.push(await history.step());
        const rows = await rowsOf<{ promised: number; received: number; id: string }>(
          database,
          `select id, promised, received from qipan.need
         where incident_id = $1 order by id`,
          [incidentId],
        );
        expect(rows, told.join("; ")).toEqual(history.expected());
      }
      expect(new Set(told).size).toBeGreaterThan(seed < 4 ? 6 : 3);
    },
  );
});
