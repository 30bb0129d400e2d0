import { problemsMax } from "./book.model.ts";
import { NoteMarks } from "./note-marks.ts";

/** An entry's doing on one of its two accounts. */
interface Touch {
  readonly change: number;
  readonly transfer: number;
}

/** An account of which a movement came before one that was made earlier: seals may cross. */
interface Gap {
  /** So many movements, in the order of their versions, and what they make. */
  applied: number;
  balance: number;
  last: number;
  highest: number;
  readonly waiting: Map<number, Touch>;
}

/** So many may wait for one that never comes; more are a gap, and are not kept. */
const waitingMost = 10_000;

/** An account as its row says it. */
export interface SaidAccount {
  readonly id: number;
  readonly balance: number;
  readonly version: number;
  readonly isSource: boolean;
  readonly name: string;
}

/**
 * What the marks of an account's noted balances come to: the account, the sums of their halves, and
 * whether any note counts more movements than an account can have.
 */
export type SaidMarks = Float64Array;

/**
 * Rebuilds all accounts, touch by touch: every entry takes the next version of both its accounts,
 * no balance is on its wrong side after any transfer, and what was noted behind each batch is what
 * it was. Takes some thirty bytes an account, however many movements it had.
 */
export class AccountAuditor {
  readonly problems: string[] = [];
  entries = 0;
  readonly #pages = new Map<number, Page>();
  readonly #gaps = new Map<number, Gap>();
  readonly #marks: NoteMarks;
  #touched: number[] = [];
  #batch = 1;
  #transfer = 0;
  #transferId = "";

  /** The key is two whole numbers of chance, which nobody knew when the notes were written. */
  constructor(key: readonly [number, number]) {
    this.#marks = new NoteMarks(key);
  }

  /** An entry, in the order of the books. */
  move(
    transferId: string,
    quantity: number,
    origin: { readonly id: number; readonly version: number },
    target: { readonly id: number; readonly version: number },
  ): void {
    this.entries += 1;
    if (transferId !== this.#transferId) {
      this.#transferId = transferId;
      this.#transfer += 1;
    }
    this.#touch(origin.id, origin.version, -quantity);
    this.#touch(target.id, target.version, quantity);
  }

  #touch(account: number, version: number, change: number): void {
    const page = this.#page(account);
    const at = account % pageSize;
    const before = page.sums[at] ?? 0;
    const touches = (page.touches[at] ?? 0) + 1;
    page.sums[at] = before + change;
    page.touches[at] = touches;
    if (page.batches[at] !== this.#batch) {
      page.batches[at] = this.#batch;
      this.#touched.push(account);
    }
    const isInTurn = version === touches && (this.#gaps.size === 0 || !this.#gaps.has(account));
    if (!isInTurn) this.#touchOutOfTurn(account, version, { change, transfer: this.#transfer });
    else if (page.lasts[at] !== this.#transfer) {
      page.sides[at] = (page.sides[at] ?? 0) | sideOf(before);
      page.lasts[at] = this.#transfer;
    }
  }

  /** The page tells the account with this movement already. */
  #touchOutOfTurn(account: number, version: number, touch: Touch): void {
    const page = this.#page(account);
    const at = account % pageSize;
    const touches = page.touches[at] ?? 0;
    const gap = this.#gaps.get(account) ?? {
      applied: touches - 1,
      balance: (page.sums[at] ?? 0) - touch.change,
      last: page.lasts[at] ?? 0,
      highest: touches - 1,
      waiting: new Map<number, Touch>(),
    };
    this.#gaps.set(account, gap);
    gap.highest = Math.max(gap.highest, version);
    if (gap.waiting.size < waitingMost) gap.waiting.set(version, touch);
    let next = gap.waiting.get(gap.applied + 1);
    for (; next !== undefined; next = gap.waiting.get(gap.applied + 1)) {
      gap.waiting.delete(gap.applied + 1);
      if (next.transfer !== gap.last) page.sides[at] = (page.sides[at] ?? 0) | sideOf(gap.balance);
      gap.last = next.transfer;
      gap.balance += next.change;
      gap.applied += 1;
    }
    if (gap.applied !== touches) return;
    page.lasts[at] = gap.last;
    this.#gaps.delete(account);
  }

  /** Behind a batch of the sealer, which noted what all that it touched came to. */
  endBatch(seq: number): void {
    for (const account of this.#touched) {
      const page = this.#page(account);
      const at = account % pageSize;
      const touches = page.touches[at] ?? 0;
      const version = this.#gaps.get(account)?.highest ?? touches;
      this.#marks.mark(seq, page.sums[at] ?? 0, touches, version);
      page.notes[2 * at] = (page.notes[2 * at] ?? 0) + this.#marks.high;
      page.notes[2 * at + 1] = (page.notes[2 * at + 1] ?? 0) + this.#marks.low;
    }
    this.#touched = [];
    this.#batch += 1;
  }

  /** Of all notes of an account, as the hub has them: they take ours away. */
  takeMarks([account = 0, high = 0, low = 0, isWide = 0]: SaidMarks): void {
    const page = this.#page(account);
    const at = account % pageSize;
    page.notes[2 * at] = (page.notes[2 * at] ?? 0) - high;
    page.notes[2 * at + 1] = (page.notes[2 * at + 1] ?? 0) - low;
    if (isWide > 0) page.sides[at] = (page.sides[at] ?? 0) | wide;
  }

  /** Accounts whose notes are not ours, the first few. */
  wrongPasts(most: number): number[] {
    const wrong: number[] = [];
    for (const [page, { notes, sides }] of this.#pages)
      for (let at = 0; at < pageSize && wrong.length < most; at += 1)
        if (notes[2 * at] !== 0 || notes[2 * at + 1] !== 0 || ((sides[at] ?? 0) & wide) !== 0)
          wrong.push(page * pageSize + at);
    return wrong;
  }

  /** The books were cut here: no account lacks a movement that came before one it has. */
  cut(seq: number): void {
    for (const [account, { highest }] of this.#gaps)
      if ((this.#page(account).touches[account % pageSize] ?? 0) < highest)
        this.#tell(`the cut at seq ${seq}: account ${account} lacks a movement there`);
  }

  /** At the end of the journal, its unsealed tail included. */
  close({ id, balance, version, isSource, name }: SaidAccount): void {
    const page = this.#page(id);
    const at = id % pageSize;
    const [sum, touches] = [page.sums[at] ?? 0, page.touches[at] ?? 0];
    const sides = (page.sides[at] ?? 0) | sideOf(sum);
    page.sides[at] = sides | closed;
    const isDense = !this.#gaps.has(id);
    if (
      balance === sum &&
      version === touches &&
      isDense &&
      (sides & (isSource ? above : below)) === 0
    )
      return;
    this.#tell(
      `account ${id} (${name}): balance ${balance} version ${version}, ` +
        `its entries give ${sum} and ${touches}${isDense ? "" : ", with gaps"}`,
    );
  }

  /** When all rows were told. */
  end(): void {
    for (const [number, { touches, sides }] of this.#pages)
      for (let at = 0; at < pageSize; at += 1)
        if ((touches[at] ?? 0) > 0 && ((sides[at] ?? 0) & closed) === 0)
          this.#tell(
            `account ${number * pageSize + at}: has ${touches[at] ?? 0} movements and no row`,
          );
  }

  #page(account: number): Page {
    const number = Math.floor(account / pageSize);
    let page = this.#pages.get(number);
    if (page === undefined) this.#pages.set(number, (page = new Page()));
    return page;
  }

  #tell(problem: string): void {
    if (this.problems.length < problemsMax) this.problems.push(problem);
  }
}

/** Serial numbers have holes; a page is taken for those that are touched. */
const pageSize = 16_384;

class Page {
  readonly sums = new Float64Array(pageSize);
  readonly touches = new Uint32Array(pageSize);
  /** The transfer of the last touch: a balance is judged after the last line of each. */
  readonly lasts = new Uint32Array(pageSize);
  readonly batches = new Uint32Array(pageSize);
  readonly notes = new Int32Array(2 * pageSize);
  readonly sides = new Uint8Array(pageSize);
}

const below = 1;
const above = 2;
const closed = 4;
const wide = 8;
const sideOf = (balance: number): number => (balance < 0 ? below : balance > 0 ? above : 0);
