/**
 * Marks of balances that were noted behind batches of the sealer, such that sums of marks are equal
 * if the notes are, and by no design if they are not: whoever wrote the notes did not know the key.
 * They are chains of PostgreSQL's own `hashint8extended`, which partitions rest on and which can
 * therefore never change, so that the database marks its millions of notes itself and tells sums.
 */
export class NoteMarks {
  /** The halves of the last mark, with their signs. */
  high = 0;
  low = 0;
  readonly #key: readonly [number, number];

  constructor(key: readonly [number, number]) {
    this.#key = key;
  }

  /** What `markSql` says of the same note. */
  mark(seq: number, balance: number, touches: number, version: number): void {
    [this.high, this.low] = this.#key;
    this.#chain(seq);
    this.#chain(Math.floor(seq / word));
    this.#chain(balance);
    this.#chain(Math.floor(balance / word));
    this.#chain(touches);
    this.#chain(version);
  }

  /** Of a number its lower 32 bits, mixed into the mark as PostgreSQL mixes a value into a seed. */
  #chain(value: number): void {
    let [a, b, c] = [start, start, start];
    if (this.high !== 0 || this.low !== 0) {
      a = (a + this.high) | 0;
      b = (b + this.low) | 0;
      a = (a - c) ^ turned(c, 4);
      c = (c + b) | 0;
      b = (b - a) ^ turned(a, 6);
      a = (a + c) | 0;
      c = (c - b) ^ turned(b, 8);
      b = (b + a) | 0;
      a = (a - c) ^ turned(c, 16);
      c = (c + b) | 0;
      b = (b - a) ^ turned(a, 19);
      a = (a + c) | 0;
      c = (c - b) ^ turned(b, 4);
      b = (b + a) | 0;
    }
    a = (a + (value | 0)) | 0;
    c = ((c ^ b) - turned(b, 14)) | 0;
    a = ((a ^ c) - turned(c, 11)) | 0;
    b = ((b ^ a) - turned(a, 25)) | 0;
    c = ((c ^ b) - turned(b, 16)) | 0;
    a = ((a ^ c) - turned(c, 4)) | 0;
    b = ((b ^ a) - turned(a, 14)) | 0;
    c = ((c ^ b) - turned(b, 24)) | 0;
    this.high = b;
    this.low = c;
  }
}

const word = 2 ** 32;
/** Of four bytes, as Jenkins began. */
const start = (0x9e3779b9 + 4 + 3_923_095) | 0;

const turned = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

const lower = (value: string): string => `(${value}) & ${word - 1}`;

/** The mark of a row of `account_past`, as a whole number of 64 bits. */
export const markSql = ([high, low]: readonly [number, number]): string =>
  [...["seq", "seq >> 32", "balance", "balance >> 32", "touches", "version"].map(lower)].reduce(
    (seed, value) => `hashint8extended(${value}, ${seed})`,
    `${BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low >>> 0))}::bigint`,
  );
