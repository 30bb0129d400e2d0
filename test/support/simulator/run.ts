import { chanceOf } from "../../../src/kernel/chance.ts";
import type { Outcome } from "../../../src/kernel/refusal.ts";
import type { Written } from "../../../src/feed/write.ts";
import type { Database } from "../../../src/postgres/pool.ts";
import { Board } from "./board.ts";
import { alone, together, type Done, type Saboteur } from "./crowd.ts";
import { Hub, type Deed, type Touched, type Verdict } from "./deed.ts";
import { thinker } from "./deeds.ts";
import { differences, learnIds, readFacts } from "./facts.ts";
import { Journal } from "./journal.ts";
import { layWorld } from "./lay.ts";
import { lawsKept } from "./laws.ts";
import { firstVerdicts, inSomeOrder } from "./linear.ts";
import { Pick } from "./pick.ts";
import { planWorld } from "./world.ts";

export interface Trial {
  readonly seed: number;
  /** Deeds that are asked of the hub; replays come on top. */
  readonly operations: number;
  /** How many at most happen at once. */
  readonly width: number;
  readonly saboteur?: Saboteur | undefined;
}

/** One seeded life of one hub beside its model; throws with its story where they part. */
export class Simulation {
  readonly journal: Journal;
  readonly #hub: Hub;
  readonly #pick: Pick;
  readonly #trial: Trial;
  readonly #think: ReturnType<typeof thinker>;
  #board: Board;

  private constructor(hub: Hub, trial: Trial, start: Start) {
    this.#hub = hub;
    this.#trial = trial;
    this.#pick = start.pick;
    this.#board = start.board;
    this.#think = start.think;
    this.journal = new Journal(trial.seed);
  }

  static async begin(database: Database, trial: Trial): Promise<Simulation> {
    const pick = new Pick(chanceOf(trial.seed));
    const world = planWorld(pick);
    const hub = new Hub(database, await layWorld(database, world));
    const board = new Board();
    for (const { opening, ...lot } of world.lots) {
      board.lots.put({ ...lot, condition: "GOOD", expired: false, told: false });
      board.move(lot.name, "SUPPLY", "ON_HAND", opening);
    }
    return new Simulation(hub, trial, { pick, board, think: thinker(world) });
  }

  async run(): Promise<void> {
    const { operations, width } = this.#trial;
    for (let at = 1; at <= operations;) {
      const wide = Math.min(this.#pick.between(1, width), operations - at + 1);
      const deeds = this.#draw(at, wide);
      at += deeds.length;
      for (const { deed } of deeds) await deed.prepare?.(this.#hub);
      const [first] = deeds;
      if (deeds.length === 1 && first !== undefined) await this.#one(first);
      else await this.#several(deeds);
      if (this.#pick.flag(0.04)) await this.#again();
    }
    await this.#compare(this.#everything(), this.#board);
    await lawsKept(this.#hub, this.#board, this.journal);
  }

  /** What happens at once is about the same things as far as can be: there it hurts. */
  #draw(at: number, wide: number): Keyed[] {
    const key = (nth: number) => `deed-${String(this.#trial.seed)}-${String(at + nth)}`;
    const think = (nth: number) => this.#think(this.#board, this.#pick, String(at + nth));
    const first = think(0);
    const drawn = [{ deed: first, key: key(0) }];
    for (let nth = 1; nth < wide && first.alone !== true; nth += 1) {
      const close = this.#pick.flag(0.7);
      // What is thought of and not done leaves its number to the next: no key is ever used twice.
      const number = drawn.length;
      let deed = think(number);
      for (let tries = 0; tries < 12 && (deed.alone === true || (close && !meet(first, deed)));)
        [deed, tries] = [think(number), tries + 1];
      if (deed.alone !== true) drawn.push({ deed, key: key(number) });
    }
    return drawn;
  }

  async #one({ deed, key }: Keyed): Promise<void> {
    const after = this.#board.copy();
    const verdict = deed.judge(after);
    const done = await alone(this.#hub, deed, key);
    const codes = codesOf(done.outcome);
    this.journal.note(done, codes);
    const said = [...verdict].toSorted();
    if (said.join() !== codes.join()) {
      const [model, hub] = [said, codes].map((list) => list.join() || "done");
      this.journal.fail(deed.touched, [`model: ${model}, hub: ${hub}`]);
    }
    if (done.outcome.ok) await this.#accept([done], deed.touched, after);
    else await this.#compare(deed.touched, this.#board);
  }

  async #several(deeds: readonly Keyed[]): Promise<void> {
    const { saboteur } = this.#trial;
    const all = await together(this.#hub, deeds, this.#pick, saboteur);
    for (const done of all) this.journal.note(done, codesOf(done.outcome), all.length);
    const touched = union(all.map(({ deed }) => deed.touched));
    for (const done of all) await this.#learn(done);
    const facts = await readFacts(this.#hub, touched);
    const happened = all.map(({ deed, outcome }) => ({ deed, codes: codesOf(outcome) }));
    let nearest = [
      "no order of these deeds gives these answers",
      ...firstVerdicts(this.#board, happened),
    ];
    for (const board of inSomeOrder(this.#board, happened)) {
      const wrong = differences(this.#hub, board, touched, facts);
      if (wrong.length === 0) {
        this.#board = board;
        learnIds(this.#hub, board, touched, facts);
        return;
      }
      nearest = wrong;
    }
    this.journal.fail(touched, nearest);
  }

  async #accept(done: readonly Done[], touched: Touched, board: Board): Promise<void> {
    for (const one of done) await this.#learn(one);
    await this.#compare(touched, board);
    this.#board = board;
  }

  async #learn({ deed, outcome }: Done): Promise<void> {
    if (outcome.ok) await deed.learn?.(this.#hub, outcome.value);
  }

  async #compare(touched: Touched, board: Board): Promise<void> {
    const facts = await readFacts(this.#hub, touched);
    const wrong = differences(this.#hub, board, touched, facts);
    if (wrong.length > 0) this.journal.fail(touched, wrong);
    learnIds(this.#hub, board, touched, facts);
  }

  /** An old key again: the same input has its first answer, any other is refused. */
  async #again(): Promise<void> {
    const before = this.#pick.one(this.journal.keyed);
    if (before?.outcome.ok !== true) return;
    const { deed, key, outcome } = before;
    const same = await alone(this.#hub, deed, key);
    if (!same.outcome.ok || same.outcome.value.id !== outcome.value.id)
      this.journal.fail(deed.touched, [`${key} again: ${codesOf(same.outcome).join()}`]);
    const others = this.journal.keyed.filter(
      (one) => one.deed.by === deed.by && one.deed.kind !== deed.kind,
    );
    const other = this.#pick.one(others);
    if (other !== undefined) {
      const codes = codesOf((await alone(this.#hub, other.deed, key)).outcome);
      if (codes.join() !== "KEY_REUSED")
        this.journal.fail(deed.touched, [`${key} with other input: ${codes.join()}`]);
    }
    await this.#compare(deed.touched, this.#board);
  }

  #everything(): Touched {
    return {
      lots: this.#board.lots.where(() => true).map(({ name }) => name),
      lines: this.#board.lines.where(() => true).map(({ name }) => name),
    };
  }
}

interface Keyed {
  readonly deed: Deed;
  readonly key: string;
}

interface Start {
  readonly pick: Pick;
  readonly board: Board;
  readonly think: ReturnType<typeof thinker>;
}

const meet = (one: Deed, other: Deed): boolean =>
  one.touched.lines.some((line) => other.touched.lines.includes(line)) ||
  one.touched.lots.some((lot) => other.touched.lots.includes(lot));

const union = (all: readonly Touched[]): Touched => ({
  lots: [...new Set(all.flatMap(({ lots }) => lots))],
  lines: [...new Set(all.flatMap(({ lines }) => lines))],
});

const codesOf = (outcome: Outcome<Written>): Verdict =>
  outcome.ok ? [] : [...new Set(outcome.refused.map(({ code }) => code))].toSorted();
