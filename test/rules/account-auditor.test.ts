import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AccountAuditor } from "../../src/ledger/account-auditor.ts";
import { NoteMarks } from "../../src/ledger/note-marks.ts";

interface Move {
  readonly transfer: string;
  readonly quantity: number;
  readonly origin: { id: number; version: number };
  readonly target: { id: number; version: number };
}

/** Goods come from account 1, a source, and go between the others, each line a transfer. */
function historyOf(steps: readonly (readonly [number, number, number])[]): Move[] {
  const versions = new Map<number, number>();
  const balances = new Map<number, number>();
  const at = (id: number, change: number) => {
    balances.set(id, (balances.get(id) ?? 0) + change);
    versions.set(id, (versions.get(id) ?? 0) + 1);
    return { id, version: versions.get(id)! };
  };
  return steps.flatMap(([from, to, quantity], nth) => {
    if (from === to || (from !== 1 && (balances.get(from) ?? 0) < quantity)) return [];
    const [origin, target] = [at(from, -quantity), at(to, quantity)];
    return [{ transfer: `t${nth}`, quantity, origin, target }];
  });
}

/** Rows of accounts as an honest hub has them. */
function rowsOf(moves: readonly Move[]) {
  const rows = new Map<number, { balance: number; version: number }>();
  for (const { quantity, origin, target } of moves)
    for (const [{ id }, change] of [
      [origin, -quantity],
      [target, quantity],
    ] as const) {
      const row = rows.get(id) ?? { balance: 0, version: 0 };
      rows.set(id, { balance: row.balance + change, version: row.version + 1 });
    }
  return rows;
}

type Rows = ReturnType<typeof rowsOf>;

function audited(batches: readonly (readonly Move[])[], rows: Rows, notes = notesOf(batches)) {
  const auditor = new AccountAuditor(key);
  for (const [nth, batch] of batches.entries()) {
    for (const { transfer, quantity, origin, target } of batch)
      auditor.move(transfer, quantity, origin, target);
    auditor.endBatch(nth + 1);
  }
  for (const marks of marksOf(notes)) auditor.takeMarks(marks);
  for (const [id, row] of rows) auditor.close({ id, ...row, isSource: id === 1, name: "" });
  auditor.end();
  return auditor;
}

const key = [7, -11] as const;

/** As the database adds them up. */
function marksOf(notes: ReturnType<typeof notesOf>): Float64Array[] {
  const marks = new NoteMarks(key);
  const sums = new Map<number, Float64Array>();
  for (const { account, seq, balance, touches, version } of notes) {
    marks.mark(seq, balance, touches, version);
    const [, high = 0, low = 0, isWide = 0] = sums.get(account) ?? [];
    const wide = Math.max(Math.abs(touches), Math.abs(version)) >= 2 ** 32 ? 1 : isWide;
    sums.set(account, Float64Array.of(account, high + marks.high, low + marks.low, wide));
  }
  return [...sums.values()];
}

/** What the sealer would note, counted anew behind each batch. */
function notesOf(batches: readonly (readonly Move[])[]) {
  const notes = [];
  for (const [nth, batch] of batches.entries()) {
    const before = batches.slice(0, nth + 1).flat();
    const ids = new Set(batch.flatMap(({ origin, target }) => [origin.id, target.id]));
    for (const account of ids) {
      const touches = before.flatMap(({ quantity, origin, target }) => [
        ...(origin.id === account ? [{ change: -quantity, version: origin.version }] : []),
        ...(target.id === account ? [{ change: quantity, version: target.version }] : []),
      ]);
      const balance = touches.reduce((sum, { change }) => sum + change, 0);
      const version = Math.max(...touches.map((touch) => touch.version));
      notes.push({ account, seq: nth + 1, balance, touches: touches.length, version });
    }
  }
  return notes;
}

const step = fc.tuple(fc.constantFrom(1, 2, 3, 20_000), fc.constantFrom(2, 3, 20_000), fc.nat(9));
const steps = fc
  .array(step, { minLength: 1, maxLength: 40 })
  .map((list) => [
    [1, 2, 50] as const,
    ...list.map(([from, to, quantity]) => [from, to, quantity + 1] as const),
  ]);

/** Batches of three; neighbours may be sealed in the other order. */
const inBatches = (moves: readonly Move[], crossed: readonly number[]): Move[][] => {
  const order = [...moves];
  for (const at of crossed)
    if (at + 1 < order.length) [order[at], order[at + 1]] = [order[at + 1]!, order[at]!];
  return Array.from({ length: Math.ceil(order.length / 3) }, (_, nth) =>
    order.slice(3 * nth, 3 * nth + 3),
  );
};

describe("the auditor of accounts", () => {
  it("finds nothing in an honest book, in whatever order it was sealed", () => {
    fc.assert(
      fc.property(steps, fc.array(fc.nat(40), { maxLength: 5 }), (asked, crossed) => {
        const moves = historyOf(asked);
        const auditor = audited(inBatches(moves, crossed), rowsOf(moves));
        expect([auditor.problems, auditor.wrongPasts(9)]).toEqual([[], []]);
        expect(auditor.entries).toBe(moves.length);
      }),
      { numRuns: 300 },
    );
  });

  it("finds any figure of a row or note that is another, and says whose", () => {
    fc.assert(
      fc.property(steps, fc.nat(), fc.constantFrom(-1, 1, 2 ** 32), (asked, which, by) => {
        const moves = historyOf(asked);
        const batches = inBatches(moves, []);
        const rows = rowsOf(moves);
        const [id, row] = [...rows][which % rows.size]!;
        const { problems } = audited(
          batches,
          new Map(rows).set(id, { ...row, balance: row.balance + by }),
        );
        expect(problems).toEqual([expect.stringMatching(new RegExp(`^account ${id} .*: balance`))]);
        for (const key of ["seq", "balance", "touches", "version"] as const) {
          const notes = notesOf(batches);
          const note = notes[which % notes.length]!;
          note[key] += by;
          expect(audited(batches, rows, notes).wrongPasts(9)).toEqual([note.account]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("finds notes of an account that changed places", () => {
    const moves = historyOf([1, 2, 3, 4].map((quantity) => [1, 2, quantity] as const));
    const batches = moves.map((move) => [move]);
    const notes = notesOf(batches);
    [notes[0]!.balance, notes[2]!.balance] = [notes[2]!.balance, notes[0]!.balance];
    expect(audited(batches, rowsOf(moves), notes).wrongPasts(9)).toEqual([1]);
  });

  const line = (transfer: string, origin: [number, number], target: [number, number]): Move => ({
    transfer,
    quantity: 5,
    origin: { id: origin[0], version: origin[1] },
    target: { id: target[0], version: target[1] },
  });

  it("judges a balance after each transfer and not within it", () => {
    const [out, back] = [line("t", [2, 1], [3, 1]), line("t", [1, 1], [2, 2])];
    expect(audited([[out, back]], rowsOf([out, back])).problems).toEqual([]);
    const apart = [line("t", [2, 1], [3, 1]), line("u", [1, 1], [2, 2])];
    expect(audited([apart], rowsOf(apart)).problems).toEqual([
      expect.stringMatching(/^account 2 .*: balance 0 version 2, its entries give 0 and 2$/),
    ]);
    // Sealed the other way round it is the same: versions tell what came first.
    expect(audited([apart.toReversed()], rowsOf(apart)).problems).toHaveLength(1);
  });

  it("finds a version that is missing, or there twice", () => {
    for (const versions of [
      [1, 3],
      [1, 1],
      [2, 2],
    ]) {
      const moves = versions.map((version, nth) => line(`t${nth}`, [1, nth + 1], [2, version]));
      expect(audited([moves], rowsOf(moves)).problems).toEqual([
        expect.stringMatching(/^account 2 .*, with gaps$/),
      ]);
    }
  });

  it("finds an account that has movements and no row", () => {
    const moves = historyOf([[1, 2, 3]]);
    const rows = rowsOf(moves);
    rows.delete(2);
    expect(audited([moves], rows).problems).toEqual(["account 2: has 1 movements and no row"]);
  });

  it("finds a cut where an account lacks a movement that came before one it has", () => {
    const [first, second] = historyOf([
      [1, 2, 5],
      [2, 3, 5],
    ]);
    const auditor = new AccountAuditor([1, 2]);
    const move = ({ transfer, quantity, origin, target }: Move) =>
      auditor.move(transfer, quantity, origin, target);
    move(second!);
    auditor.cut(1);
    move(first!);
    auditor.cut(2);
    expect(auditor.problems).toEqual(["the cut at seq 1: account 2 lacks a movement there"]);
  });
});
