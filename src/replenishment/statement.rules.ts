import type { StatementClaim, StatementTasks } from "../../schema/shapes/statement.ts";
import { bookUnit, type SettlementMeans } from "../../schema/words/ledger.ts";
import type { TaskAge } from "../../schema/words/replenishment.ts";
import { compare } from "../kernel/compare.ts";
import type { JournalEntry } from "../ledger/book.model.ts";
import type { BookSize } from "../ledger/proof.model.ts";
import type {
  BookCut,
  Disputed,
  LineKey,
  Movement,
  OpenTask,
  StatementRow,
} from "./statement.model.ts";

/** One line: one side, one other party, one kind, one item; units never mix. */
export const keyOf = ({ org, side, counterparty, kind, item }: LineKey): string =>
  JSON.stringify([org, side, counterparty, kind, item]);

const sum = (movements: readonly Movement[]): number =>
  movements.reduce((total, { quantity }) => total + quantity, 0);

/** Opening plus opened minus settled plus reversals is the closing figure, line by line. */
export function claimLines(
  movements: readonly Movement[],
  disputes: readonly Disputed[],
): StatementClaim[] {
  const keys = [...new Set(movements.map(keyOf))].toSorted(compare);
  return keys.flatMap((key) => {
    const mine = movements.filter((movement) => keyOf(movement) === key);
    const [first] = mine;
    if (first === undefined) return [];
    const line = lineOf(first, mine);
    const disputed = disputes
      .filter((dispute) => keyOf(dispute) === key)
      .reduce((total, { quantity }) => total + quantity, 0);
    const silent = line.opening === 0 && line.closing === 0 && mine.every(isBefore);
    return silent ? [] : [{ ...line, disputed: Math.min(disputed, line.closing) }];
  });
}

const isBefore = ({ when }: Movement): boolean => when === "BEFORE";

function lineOf(
  { org, side, counterparty, kind, item, unit }: Movement,
  mine: readonly Movement[],
): Omit<StatementClaim, "disputed"> {
  const before = mine.filter(isBefore);
  const since = mine.filter((movement) => !isBefore(movement));
  const of = (list: readonly Movement[], what: Movement["what"]): Movement[] =>
    list.filter((movement) => movement.what === what);
  const opening =
    sum(of(before, "OPENED")) - sum(of(before, "SETTLED")) + sum(of(before, "REVERSED"));
  const opened = sum(of(since, "OPENED"));
  const reversed = sum(of(since, "REVERSED"));
  const settled = settledBy(of(since, "SETTLED"));
  const gone = settled.reduce((total, { quantity }) => total + quantity, 0);
  const closing = opening + opened - gone + reversed;
  const about = { ...(org === null ? {} : { org }), side, counterparty, kind, item, unit };
  return { ...about, opening, opened, settled, reversed, closing };
}

function settledBy(movements: readonly Movement[]): StatementClaim["settled"] {
  const sums = new Map<SettlementMeans, number>();
  for (const { means, quantity } of movements)
    if (means !== "") sums.set(means, (sums.get(means) ?? 0) + quantity);
  return [...sums]
    .map(([means, quantity]) => ({ means, quantity }))
    .toSorted((a, b) => compare(a.means, b.means));
}

/** The books of a statement and how far it tells them. */
export const cutsOf = ({ org, headSize, content }: StatementRow): BookSize[] =>
  content.books?.map((one) => ({ book: one.org, size: one.head?.size ?? 0 })) ?? [
    { book: org, size: Number(headSize) },
  ];

/** Whether an entry moved a line of a statement of these books. */
export const movesLine =
  (line: Pick<LineKey, "counterparty" | "kind" | "item">, books: readonly string[]) =>
  ({ item, origin, target }: JournalEntry): boolean =>
    item === (line.item ?? bookUnit.MONEY) &&
    [origin, target].some(
      ({ owner, counterparty, claimKind }) =>
        books.includes(owner) && counterparty === line.counterparty && claimKind === line.kind,
    );

/** Whether there is more to tell than was told, and no book is told less far than it was. */
export const isLater = (cuts: readonly BookCut[]): boolean =>
  cuts.some(({ since, until }) => until > since) &&
  cuts.every(({ since, until }) => until >= since);

/** What stands in the row beside the content: the latest head, and all entries told. */
export const headOf = (
  cuts: readonly BookCut[],
): { readonly cutAt: string | null; readonly headSize: number; readonly headRoot: string } => ({
  cutAt: cuts.reduce<string | null>(
    (latest, { head }) =>
      head !== null && (latest === null || head.sealedAt > latest) ? head.sealedAt : latest,
    null,
  ),
  headSize: cuts.reduce((total, { until }) => total + until, 0),
  headRoot: cuts.length === 1 ? (cuts[0]?.head?.root ?? "") : "",
});

export function ageOf(days: number): TaskAge {
  if (days <= 30) return "WITHIN_30";
  if (days <= 90) return "WITHIN_90";
  return days <= 365 ? "WITHIN_365" : "OLDER";
}

/** Empty shelves by how long they have been empty; of one item, depot and performer. */
export function taskLines(tasks: readonly OpenTask[]): StatementTasks[] {
  const lines = new Map<string, StatementTasks>();
  for (const { depot, performer, item, unit, missing, days } of tasks) {
    const age = ageOf(days);
    const key = JSON.stringify([depot, item, performer, age]);
    const before = lines.get(key)?.missing ?? 0;
    lines.set(key, { age, depot, performer, item, unit, missing: before + missing });
  }
  return [...lines].toSorted(([a], [b]) => compare(a, b)).map(([, line]) => line);
}
