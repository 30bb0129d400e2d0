import type { PublicationKind } from "../../schema/words/donations.ts";
import type { PublicDistribution, PublicLine } from "./donation.model.ts";
import { personalIn } from "../sheets/personal.rules.ts";

/** What the next version would change in what is public now. */
export interface PublicationDiff {
  readonly lines: readonly PublicLine[];
  readonly distributions: readonly PublicDistribution[];
  /** Numbers and sources whose present entry ends with this version. */
  readonly endedLines: readonly string[];
  readonly endedDistributions: readonly string[];
  readonly added: number;
  readonly changed: number;
  /** Entries that said what is no longer said: a correction, which needs a public note. */
  readonly corrections: number;
}

/**
 * Compares the book with what is public. New receipts, and goods that moved on, are an update;
 * a donor, an item, a day or a distribution that was published and is different now is a
 * correction.
 */
export function diffPublication(
  book: {
    readonly lines: readonly PublicLine[];
    readonly distributions: readonly PublicDistribution[];
  },
  shown: {
    readonly lines: readonly PublicLine[];
    readonly distributions: readonly PublicDistribution[];
  },
): PublicationDiff {
  const lines = diff(book.lines, shown.lines, ({ number }) => number, declaredOf, isLower);
  const given = book.distributions.map(withoutPersons);
  const distributions = diff(given, shown.distributions, ({ source }) => source, wholeOf);
  return {
    lines: lines.written,
    distributions: distributions.written,
    endedLines: lines.ended,
    endedDistributions: distributions.ended,
    added: lines.added + distributions.added,
    changed: lines.ended.length + distributions.ended.length,
    corrections: lines.corrections + distributions.corrections,
  };
}

const declaredOf = ({ item, lotId, donor, given, receivedOn, earmark }: PublicLine): string =>
  JSON.stringify([item, lotId, donor, given, receivedOn, earmark]);

/** Received goods do not become fewer; a figure that does was wrong. */
const isLower = (now: PublicLine, before: PublicLine): boolean => now.received < before.received;

const wholeOf = ({ item, number, place, unit, quantity, day }: PublicDistribution): string =>
  JSON.stringify([item, number, place, unit, quantity, day]);

function diff<Entry extends object>(
  now: readonly Entry[],
  before: readonly Entry[],
  keyOf: (entry: Entry) => string,
  saidOf: (entry: Entry) => string,
  isWrong: (now: Entry, before: Entry) => boolean = () => false,
) {
  const shown = new Map(before.map((entry) => [keyOf(entry), entry]));
  const written: Entry[] = [];
  const ended: string[] = [];
  let [added, corrections] = [0, 0];
  for (const entry of now) {
    const old = shown.get(keyOf(entry));
    shown.delete(keyOf(entry));
    if (old === undefined) added += 1;
    else if (sameEntry(entry, old)) continue;
    else {
      ended.push(keyOf(old));
      if (saidOf(entry) !== saidOf(old) || isWrong(entry, old)) corrections += 1;
    }
    written.push(entry);
  }
  const gone = [...shown.keys()];
  return { written, ended: [...ended, ...gone], added, corrections: corrections + gone.length };
}

const sameEntry = (a: object, b: object): boolean => {
  const text = (entry: object): string =>
    JSON.stringify(Object.entries(entry).sort(([one], [other]) => (one < other ? -1 : 1)));
  return text(a) === text(b);
};

/** Whoever received the goods may have written more than a place: that is not shown. */
const withoutPersons = (entry: PublicDistribution): PublicDistribution => ({
  ...entry,
  place: shownText(entry.place),
  unit: shownText(entry.unit),
});

const shownText = (text: string | null): string | null =>
  text === null || personalIn(text) !== undefined ? null : text.slice(0, 80);

export const publicationKind = (version: number, corrections: number): PublicationKind => {
  if (version === 0) return "FIRST";
  return corrections > 0 ? "CORRECTION" : "UPDATE";
};
