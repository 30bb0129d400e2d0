import { JsonHashes } from "../ledger/book.service.ts";
import { instantOf, type Columns, type Problems, type Row } from "./verify-rows.rules.ts";

/** A transfer while its lines go by. */
export interface Transfer {
  readonly id: string;
  readonly op: string;
  readonly reverses: string | null;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly actor: string;
  readonly actorOrg: string;
  readonly hashes: { readonly evidence: string; readonly effects: string };
  readonly effects: Readonly<Record<string, unknown>>;
  lines: number;
  lastLine: number;
  /** The stretch of the file in which a line of it was last seen. */
  stretch: number;
}

/** What is kept of a transfer that was reversed, or reverses: one of many. */
interface Mirrored {
  readonly op: string;
  readonly lines: string[];
}

/** Stretches after which a transfer whose lines have ceased to come is whole. */
const stretchesOpen = 4;

/** The transfers around the place that was reached in the journal, and those with a mirror. */
export class Transfers {
  readonly #open = new Map<string, Transfer>();
  readonly #mirrored = new Map<string, Mirrored>();
  readonly #reversed = new Set<string>();
  readonly #reversals: { readonly id: string; readonly of: string }[] = [];
  readonly #hashes = new JsonHashes();
  readonly #problems: Problems;
  #stretch = 0;

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  announce(reversed: readonly string[]): void {
    for (const id of reversed) this.#reversed.add(id);
  }

  /** Answers the effects of each, which claims and tasks are told by. */
  take(columns: Columns, rows: readonly Row[]): Transfer[] {
    return rows.map((row) => {
      const [evidence, effects] = [columns.text(row, "evidence"), columns.text(row, "effects")];
      const transfer: Transfer = {
        id: columns.text(row, "id"),
        op: columns.text(row, "op"),
        reverses: columns.maybe(row, "reverses"),
        occurredAt: instantOf(columns.text(row, "occurred_at")),
        recordedAt: instantOf(columns.text(row, "recorded_at")),
        actor: columns.text(row, "actor"),
        actorOrg: columns.text(row, "actor_org"),
        hashes: { evidence: this.#hashes.of(evidence), effects: this.#hashes.of(effects) },
        effects: JSON.parse(effects) as Transfer["effects"],
        ...{ lines: 0, lastLine: -1, stretch: this.#stretch },
      };
      this.#open.set(transfer.id, transfer);
      const { id, op, reverses } = transfer;
      if (reverses !== null) this.#reversals.push({ id, of: reverses });
      if (reverses !== null || this.#reversed.has(id)) this.#mirrored.set(id, { op, lines: [] });
      return transfer;
    });
  }

  /** The transfer of an entry; undefined if it is not near it in the file. */
  of(id: string): Transfer | undefined {
    return this.#open.get(id);
  }

  line(transfer: Transfer, line: number, origin: number, target: number, quantity: number): void {
    transfer.lines += 1;
    transfer.lastLine = Math.max(transfer.lastLine, line);
    transfer.stretch = this.#stretch;
    this.#mirrored.get(transfer.id)?.lines.push(`${origin} ${target} ${quantity}`);
  }

  opOf(id: string): string | undefined {
    return this.#mirrored.get(id)?.op;
  }

  /** After each stretch: transfers that are past are judged and forgotten. */
  endStretch(): void {
    this.#stretch += 1;
    for (const transfer of this.#open.values())
      if (transfer.stretch < this.#stretch - stretchesOpen) this.#forget(transfer);
  }

  close(): void {
    for (const transfer of this.#open.values()) this.#forget(transfer);
    for (const { id, of } of this.#reversals) {
      const turned = (this.#mirrored.get(id)?.lines ?? []).map((line) => {
        const [origin, target, quantity] = line.split(" ");
        return `${target} ${origin} ${quantity}`;
      });
      if (this.#mirrored.get(of)?.lines.sort().join() !== turned.sort().join())
        this.#problems.tell(`transfer ${id}: not the mirror of ${of}`);
    }
  }

  #forget({ id, lines, lastLine }: Transfer): void {
    this.#open.delete(id);
    if (lines === 0 || lastLine !== lines - 1)
      this.#problems.tell(`transfer ${id}: its lines are not whole`);
  }
}
