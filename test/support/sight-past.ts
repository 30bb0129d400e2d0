import fc from "fast-check";
import type { Database } from "../../src/postgres/pool.ts";
import { literal } from "../../src/postgres/session.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { cityOf, sightOf, type LotFact, type SightWorld } from "./sight-model.ts";
import { items } from "./sight-world.ts";

/** What the books had of each lot and claim at the first of two cuts; null: nothing yet. */
export interface Past {
  readonly lots: readonly ({ readonly quantity: number; readonly held: number } | null)[];
  readonly claims: readonly (number | null)[];
}
/** Before the first cut, at it, and at the second, when all stands as it does today. */
export type Moment = "BEFORE" | "THEN" | "NOW";
export const times: Readonly<Record<Moment, string>> = {
  BEFORE: "2026-02-01T00:00:00.000Z",
  THEN: "2026-03-01T00:00:00.000Z",
  NOW: "2026-04-01T00:00:00.000Z",
};
/** The claims of a world are of so many tents. */
const owedNow = 5;

export const pasts = ({ lots, claims }: SightWorld): fc.Arbitrary<Past> =>
  fc.record({
    lots: fc.tuple(
      ...lots.map(() =>
        fc.option(
          fc.record({
            quantity: fc.integer({ min: 0, max: 99 }),
            held: fc.integer({ max: 9, min: 0 }),
          }),
          { freq: 3 },
        ),
      ),
    ),
    claims: fc.tuple(...claims.map(() => fc.option(fc.integer({ min: 1, max: 9 }), { freq: 3 }))),
  });

export interface Figures {
  readonly onHand: number;
  readonly usable: number;
  readonly held: number | null;
  readonly blocked: number | null;
}

export interface Told {
  readonly position: readonly (Figures & { item: string; lots: number })[];
  readonly stock: readonly (Figures & { depot: string; lots: number })[];
  readonly lots: Readonly<Record<string, readonly (Figures & { id: string })[]>>;
  readonly owed: Readonly<Record<string, number>>;
  readonly claims: readonly { readonly id: string; readonly outstanding: number }[];
}

const sum = (figures: readonly number[]): number => figures.reduce((all, one) => all + one, 0);

/** A lot that the reader sees today, with what the books had of it then. */
interface Recorded {
  readonly lot: LotFact;
  readonly was: { readonly quantity: number; readonly held: number };
  /** The owner of the lot and the keeper of its depot know what is held. */
  readonly knows: boolean;
}

function figuresOf(those: readonly Recorded[]): Figures {
  const onHand = sum(those.map(({ was }) => was.quantity));
  const knows = those.every((one) => one.knows);
  const held = knows ? sum(those.map(({ was }) => was.held)) : null;
  return { onHand, usable: onHand, held, blocked: knows ? 0 : null };
}

const whole = <Key extends object>(key: Key, those: readonly Recorded[]) =>
  those.length === 0 ? [] : [{ ...key, ...figuresOf(those), lots: those.length }];

/** Today's sight of that day's figures, written naively from docs/visibility.md. */
export function toldOf(
  world: SightWorld,
  past: Past,
  moment: Moment,
  orgs: readonly string[] | undefined,
): Told {
  const mine = orgs ?? [];
  const sight = sightOf(world, orgs);
  const keeperOf = (depot: string) => world.depots.find(({ code }) => code === depot)!.custodian;
  const recorded = sight.lots.flatMap((lot): Recorded[] => {
    const was = moment === "NOW" ? lot : past.lots[world.lots.findIndex(({ id }) => id === lot.id)];
    const knows = mine.includes(lot.owner) || mine.includes(keeperOf(lot.depot));
    return moment === "BEFORE" || was == null ? [] : [{ lot, was, knows }];
  });
  const among = (test: (lot: LotFact) => boolean) => recorded.filter(({ lot }) => test(lot));
  const inCity = ({ depot }: LotFact) =>
    sight.depots.some(({ code, region }) => code === depot && cityOf[region] === "150300");
  return {
    position: items.toSorted().flatMap((item) =>
      whole(
        { item },
        among((lot) => lot.item === item && inCity(lot)),
      ),
    ),
    stock: sight.depots.flatMap(({ code: depot }) =>
      whole(
        { depot },
        among((lot) => lot.item === "TENT" && lot.depot === depot),
      ),
    ),
    lots: Object.fromEntries(
      world.depots.map(({ code }) => [
        code,
        among(({ depot }) => depot === code).map((one) => ({
          id: one.lot.id,
          ...figuresOf([one]),
        })),
      ]),
    ),
    ...owedOf(world, past, moment, mine),
  };
}

/** Claims are their two sides' alone, and so is what they sum up to. */
function owedOf(
  world: SightWorld,
  past: Past,
  moment: Moment,
  mine: readonly string[],
): Pick<Told, "owed" | "claims"> {
  const claims = world.claims.flatMap(({ id, debtor, creditor }, nth) => {
    const was = moment === "NOW" ? owedNow : past.claims[nth];
    const seen = mine.includes(debtor) || mine.includes(creditor);
    return moment === "BEFORE" || was == null || !seen
      ? []
      : [{ id, outstanding: was, pair: `${debtor} ${creditor}` }];
  });
  const owed: Record<string, number> = {};
  for (const { pair, outstanding } of claims) owed[pair] = (owed[pair] ?? 0) + outstanding;
  return { owed, claims: claims.map(({ id, outstanding }) => ({ id, outstanding })) };
}

const [then, now] = [20, 39];

/** Puts this past behind a world that was laid before. */
export const layPast = (database: Database, world: SightWorld, past: Past): Promise<void> =>
  withOwnerTx(database, async ({ client }) => {
    await client.query("reset role");
    const lots = world.lots.flatMap((lot, nth) => [
      ...booked(lot.id, then - 5, past.lots[nth] ?? null),
      ...booked(lot.id, now - 4, lot),
    ]);
    await client.query(
      [
        "set local session_replication_role = replica",
        ...["account_past", "seal_cut"].map((table) => `delete from qipan.${table}`),
        ...lots,
        ...world.claims.flatMap((claim, nth) => claimed(claim, nth, past.claims[nth] ?? null)),
        ...pairs(world, past),
        `insert into qipan.sealed (seq, kind, row_id) values (40, 'ENTRY', 999)`,
        `insert into qipan.seal_cut values (${then}, ${literal(times.THEN)}),
          (${now}, ${literal(times.NOW)})`,
      ].join("; "),
    );
  });

const booked = (
  lot: string,
  seq: number,
  figures: { readonly quantity: number; readonly held: number } | null,
): string[] =>
  figures === null
    ? []
    : [
        `insert into qipan.account_past select id, ${seq},
          case kind when 'HELD' then ${figures.held} else ${figures.quantity} end, 1, 1
          from qipan.account where lot = ${literal(lot)}`,
      ];

/** Each change of a claim is told, and the telling has its place among the seals. */
function claimed(
  { id, debtor, creditor }: SightWorld["claims"][number],
  nth: number,
  was: number | null,
): string[] {
  const tell = (event: number, seq: number, version: number, outstanding: number) => [
    `insert into qipan.event (id, kind, subject_kind, subject_id, subject_version, parties, facts,
        actor, occurred_at) overriding system value
      values (${event}, ${version === 1 ? "'CLAIM_OPENED'" : "'CLAIM_CHANGED'"}, 'CLAIM',
        ${literal(id)}, ${version}, array[${literal(debtor)}, ${literal(creditor)}],
        '{"state": "CONFIRMED", "outstanding": ${outstanding}}', 'x', now())`,
    `insert into qipan.sealed (seq, kind, row_id) values (${seq}, 'EVENT', ${event})`,
  ];
  const opened = was === null ? "2026-03-15" : "2026-02-15";
  return [
    `update qipan.claim set opened_at = '${opened}' where id = ${literal(id)}`,
    ...(was === null ? [] : tell(100 + nth, 10 + nth, 1, was)),
    ...tell(200 + nth, 30 + nth, was === null ? 1 : 2, owedNow),
  ];
}

/** The creditor's account against each debtor, with all claims of the two in it. */
function pairs({ claims }: SightWorld, past: Past): string[] {
  const names = new Set(claims.map(({ debtor, creditor }) => `${debtor} ${creditor}`));
  return [...names].flatMap((pair) => {
    const [debtor = "", creditor = ""] = pair.split(" ");
    const those = claims.flatMap((one, nth) =>
      one.debtor === debtor && one.creditor === creditor ? [past.claims[nth] ?? null] : [],
    );
    const was = those.filter((one) => one !== null);
    const note = (seq: number, balance: number) =>
      `insert into qipan.account_past select id, ${seq}, ${balance}, 1, 1 from qipan.account
        where kind = 'RECEIVABLE' and owner = ${literal(creditor)}
          and counterparty = ${literal(debtor)}`;
    return [
      `insert into qipan.account (owner, kind, item, counterparty, claim_kind, balance)
        values (${literal(creditor)}, 'RECEIVABLE', 'TENT', ${literal(debtor)}, 'RETURN', 0)`,
      ...(was.length === 0 ? [] : [note(then - 5, sum(was))]),
      note(now - 4, those.length * owedNow),
    ];
  });
}
