import type {
  Approval,
  Borne,
  Case,
  Claim,
  Leg,
  Line,
  Loss,
  Lot,
  Mislaid,
  Order,
  Round,
  Shipment,
  Swap,
  Task,
} from "./records.ts";

/** Rows by name; a copy shares them, because nobody changes a row. */
export class Rows<Row extends { readonly name: string }> {
  readonly #rows: Map<string, Row>;

  constructor(rows: Iterable<readonly [string, Row]> = []) {
    this.#rows = new Map(rows);
  }

  copy(): Rows<Row> {
    return new Rows(this.#rows);
  }

  get(name: string): Row {
    const row = this.#rows.get(name);
    if (row === undefined) throw new Error(`the model knows no ${name}`);
    return row;
  }

  put(row: Row): void {
    this.#rows.set(row.name, row);
  }

  change(name: string, part: Partial<Row>): void {
    this.put({ ...this.get(name), ...part });
  }

  where(wanted: (row: Row) => boolean): Row[] {
    return [...this.#rows.values()].filter(wanted);
  }
}

/** The stations of one lot's goods and how many stand at each. */
type Stations = ReadonlyMap<string, number>;

/**
 * A hub as a child would keep it: counters by lot and place, and lists of what was said. It shares
 * no code with the hub, so where the two differ one of them is wrong.
 */
export class Board {
  readonly lots: Rows<Lot>;
  readonly cases: Rows<Case>;
  readonly orders: Rows<Order>;
  readonly approvals: Rows<Approval>;
  readonly lines: Rows<Line>;
  readonly legs: Rows<Leg>;
  readonly claims: Rows<Claim>;
  readonly borne: Rows<Borne>;
  readonly tasks: Rows<Task>;
  readonly shipments: Rows<Shipment>;
  readonly swaps: Rows<Swap>;
  readonly losses: Rows<Loss>;
  readonly mislaid: Rows<Mislaid>;
  readonly rounds: Rows<Round>;
  readonly goods: Map<string, Stations>;
  /** Each deed is judged on a copy of its own: what was born there is of one moment. */
  readonly era: number;
  #born: number;

  constructor(other?: Board) {
    this.lots = other?.lots.copy() ?? new Rows();
    this.cases = other?.cases.copy() ?? new Rows();
    this.orders = other?.orders.copy() ?? new Rows();
    this.approvals = other?.approvals.copy() ?? new Rows();
    this.lines = other?.lines.copy() ?? new Rows();
    this.legs = other?.legs.copy() ?? new Rows();
    this.claims = other?.claims.copy() ?? new Rows();
    this.borne = other?.borne.copy() ?? new Rows();
    this.tasks = other?.tasks.copy() ?? new Rows();
    this.shipments = other?.shipments.copy() ?? new Rows();
    this.swaps = other?.swaps.copy() ?? new Rows();
    this.losses = other?.losses.copy() ?? new Rows();
    this.mislaid = other?.mislaid.copy() ?? new Rows();
    this.rounds = other?.rounds.copy() ?? new Rows();
    this.goods = new Map(other?.goods);
    this.era = (other?.era ?? 0) + 1;
    this.#born = other === undefined ? 0 : other.#born;
  }

  copy(): Board {
    return new Board(this);
  }

  /** A name that nothing has yet, in the order in which things are born. */
  newName(letter: string): string {
    this.#born += 1;
    return `${letter}${this.#born}`;
  }

  at(lot: string, station: string): number {
    return this.goods.get(lot)?.get(station) ?? 0;
  }

  /** Sources go below zero, and nothing else does: whoever moves has looked before. */
  move(lot: string, from: string, to: string, quantity: number): void {
    const stations = new Map(this.goods.get(lot));
    stations.set(from, (stations.get(from) ?? 0) - quantity);
    stations.set(to, (stations.get(to) ?? 0) + quantity);
    this.goods.set(lot, stations);
  }

  linesOf(order: string): Line[] {
    return this.lines.where((line) => line.order === order);
  }

  caseOf(order: string): Case {
    return this.cases.get(this.orders.get(order).incident);
  }
}

/** Where goods may lie, by name: holder and order line tell two holdings apart. */
export const station = {
  soft: (line: string) => `soft:${line}`,
  firm: (line: string) => `firm:${line}`,
  road: (carrier: string, leg: string, line: string) => `IN_TRANSIT ${carrier} ${leg}/${line}`,
  site: (holder: string, line: string) => `ON_SITE ${holder} ${line}`,
  kept: (holder: string, line: string) => `BORROWED ${holder} ${line}`,
  back: (carrier: string, way: Way, line: string) => `RETURNING ${carrier} ${way}${line}`,
  gate: (way: Way, line: string) => `INSPECTION ${way}${line}`,
  workshop: (way: Way, line: string) => `REPAIR ${way}${line}`,
  refill: (carrier: string, shipment: string) => `IN_TRANSIT ${carrier} refill:${shipment}`,
  turned: (carrier: string, shipment: string) => `RETURNING ${carrier} refill:${shipment}`,
} as const;

/** How goods come home: accepted once, or never; of those, with a risk that passed at a relay. */
export type Way = "" | "unreceived:" | "relayed:";
export const ways = ["", "unreceived:", "relayed:"] as const;
