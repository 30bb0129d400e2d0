import type { Refusal } from "../../../src/kernel/refusal.ts";
import type { Done } from "./crowd.ts";
import type { Touched, Verdict } from "./deed.ts";

interface Entry {
  readonly text: string;
  /** The facts of a refusal, told of the last deeds only. */
  readonly why: string;
  readonly touched: Touched;
}

const whyOf = ({ path, facts }: Refusal): string => ` [${path} ${JSON.stringify(facts)}]`;

/** Everything that was asked, in its order, and what came of it. */
export class Journal {
  readonly seed: number;
  /** What was done under a key, so that the key can be sent again. */
  readonly keyed: Done[] = [];
  /** `kind` or `kind: CODES` and how often. */
  readonly kinds = new Map<string, number>();
  /** Kinds of events that the deeds tell, and how often they were to. */
  readonly told = new Map<string, number>();
  readonly #entries: Entry[] = [];

  constructor(seed: number) {
    this.seed = seed;
  }

  get length(): number {
    return this.#entries.length;
  }

  note(done: Done, codes: Verdict, at = 1): void {
    const { deed, outcome } = done;
    const said = codes.length === 0 ? "" : `: ${codes.join()}`;
    const kind = `${deed.kind}${said}`;
    this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1);
    const text = `${at > 1 ? `(${String(at)} at once) ` : ""}${deed.kind} ${deed.about}${said}`;
    const why = outcome.ok ? "" : outcome.refused.map(whyOf).join("");
    this.#entries.push({ text, why, touched: deed.touched });
    if (!outcome.ok) return;
    if (deed.keyless !== true) this.keyed.push(done);
    for (const [event, times] of Object.entries(deed.tells ?? {}))
      this.told.set(event, (this.told.get(event) ?? 0) + times);
  }

  /** The story of what the last deed touched, without what has nothing to do with it. */
  fail({ lots, lines }: Touched, wrong: readonly string[]): never {
    const about = this.#entries.flatMap(({ text, why, touched }, at) => {
      const last = at >= this.#entries.length - 4;
      const near =
        touched.lines.some((line) => lines.includes(line)) ||
        (lines.length === 0 && touched.lots.some((lot) => lots.includes(lot)));
      return near || last ? [`${String(at + 1)} ${text}${last ? why : ""}`] : [];
    });
    const story = about.slice(-60).join("\n");
    throw new Error(
      `SEED=${String(this.seed)} after ${String(this.length)} deeds\n${wrong.join("\n")}\n${story}`,
    );
  }
}
