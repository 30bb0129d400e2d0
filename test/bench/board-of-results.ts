import { writeFileSync } from "node:fs";
import { afterAll } from "vitest";

/** One comparison: medians of processor milliseconds, each pair measured one after the other. */
export interface Row {
  readonly what: string;
  readonly size: string;
  readonly rival: string;
  readonly oursMs: number;
  readonly rivalMs: number;
  /** Ours by theirs: below 1 is faster. */
  readonly ratio: number;
}

const rows: Row[] = [];

/** Runs two ways of the same work in turn, and notes the ratio of their medians. */
export function race<Answer>(
  names: Pick<Row, "what" | "size" | "rival">,
  [ours, theirs]: readonly [() => Answer, () => Answer],
  rounds: number,
): readonly [Answer, Answer] {
  let answers: readonly [Answer, Answer] = [ours(), theirs()];
  const times: [number, number][] = [];
  for (let round = 0; round < rounds; round += 1) {
    const [own, ownMs] = timed(ours);
    const [other, otherMs] = timed(theirs);
    answers = [own, other];
    times.push([ownMs, otherMs]);
  }
  note(names, median(times.map(([own]) => own)), median(times.map(([, other]) => other)));
  return answers;
}

export function note(
  names: Pick<Row, "what" | "size" | "rival">,
  oursMs: number,
  rivalMs: number,
): void {
  rows.push({ ...names, oursMs, rivalMs, ratio: oursMs / rivalMs });
}

/** An answer, and what it cost in processor milliseconds. */
export function timed<Answer>(work: () => Answer): [Answer, number] {
  const before = process.cpuUsage();
  const answer = work();
  const { user, system } = process.cpuUsage(before);
  return [answer, (user + system) / 1000];
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Prints what this file measured, and adds it to the file named by `QIPAN_BENCH_JSON`. */
export function tellAtEnd(): void {
  afterAll(() => {
    for (const { what, size, rival, oursMs, rivalMs, ratio } of rows)
      console.log(
        `${what} ${size}: ${oursMs.toFixed(1)} ms, ${rival} ${rivalMs.toFixed(1)} ms, ` +
          `ratio ${ratio.toFixed(2)}`,
      );
    const file = process.env.QIPAN_BENCH_JSON;
    if (file !== undefined)
      writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(""), { flag: "a" });
  });
}
