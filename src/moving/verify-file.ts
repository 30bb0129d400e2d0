import { BookAuditor } from "../ledger/book-auditor.ts";
import {
  problemsMax,
  type HashedEntry,
  type KeptHead,
  type LeafEntry,
  type StoredLeaf,
} from "../ledger/book.model.ts";
import { booksOf } from "../ledger/book.rules.ts";
import { canonicalLeaf } from "../ledger/leaf.rules.ts";
import { leafHash } from "../ledger/merkle.ts";
import type { Verification } from "../ledger/verify.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import { Rollback } from "../postgres/transaction.ts";
import { ExportFile, unfit, type Part } from "./export-file.ts";
import { journal } from "./tables.rules.ts";
import { Accounts, type Account } from "./verify-accounts.rules.ts";
import { Claims, TwiceOwed } from "./verify-claims.rules.ts";
import { Roots } from "./verify-roots.ts";
import { Columns, Problems, type Row } from "./verify-rows.rules.ts";
import { Stretch } from "./verify-stretch.rules.ts";
import { Tasks } from "./verify-tasks.rules.ts";
import { Transfers, type Transfer } from "./verify-transfers.ts";

/**
 * Re-derives a book from an export alone: no database, no SQL, nothing shared with the hub but the
 * hashing of leaves and heads. One pass; memory grows with accounts, claims, tasks, lots and
 * transfers that were reversed, not with the journal. `kept` are heads that a partner kept: each
 * must lie on its book's history.
 */
export async function verifyFile(
  path: string,
  kept: readonly KeptHead[],
  onRows?: (done: number, total: number) => void,
): Promise<Outcome<Verification>> {
  try {
    const file = await ExportFile.open(path);
    const verifier = new FileVerifier(kept);
    const total = Object.values(file.header.counts).reduce((sum, n) => sum + n, 0);
    let done = 0;
    for await (const part of file.parts()) {
      verifier.take(part);
      if ("lines" in part) onRows?.((done += part.lines.length), total);
    }
    return ok(verifier.close(file.footer.heads));
  } catch (error) {
    if (error instanceof Rollback) return error.answer as Outcome<never>;
    throw error;
  }
}

class FileVerifier {
  readonly #problems = new Problems(problemsMax);
  readonly #auditor: BookAuditor;
  readonly #accounts = new Accounts(this.#problems);
  readonly #claims = new Claims(this.#problems);
  readonly #tasks = new Tasks(this.#problems);
  readonly #transfers = new Transfers(this.#problems);
  readonly #twiceOwed = new TwiceOwed();
  readonly #roots = new Roots(this.#problems);
  #stretch = new Stretch();
  #place = 0;
  #seq = 0;
  #entries = 0;
  #unsealed = 0;
  #leaves = 0;

  constructor(kept: readonly KeptHead[]) {
    this.#auditor = new BookAuditor(kept);
  }

  take(part: Part): void {
    if ("reversed" in part) {
      this.#transfers.announce(part.reversed);
      return;
    }
    const { table } = part;
    const columns = new Columns(part.columns);
    const rows = rowsIn(part);
    const place = (journal as readonly string[]).indexOf(table);
    if (place >= 0) this.#takeJournal(table, place, columns, rows);
    else if (table === "account") this.#accounts.take(columns, rows);
    else if (table === "claim") this.#claims.take(columns, rows);
    else if (table === "refill_task") this.#tasks.take(columns, rows);
    else if (table === "book_node") this.#roots.take(columns, rows);
    else if (table === "stock_lot") this.#tasks.takeLots(columns, rows);
  }

  /** A stretch has each table once, in their order; where it begins anew, so does a stretch. */
  #takeJournal(table: string, place: number, columns: Columns, rows: readonly Row[]): void {
    if (place < this.#place) this.#endStretch();
    this.#place = place;
    if (table === "transfer")
      for (const { effects } of this.#transfers.take(columns, rows)) this.#takeEffects(effects);
    else this.#stretch.take(table, columns, rows);
  }

  #takeEffects(effects: Transfer["effects"]): void {
    for (const said of listed(effects.claims)) this.#claims.tell(said);
    for (const said of listed(effects.tasks)) this.#tasks.open(said);
    for (const said of listed(effects.intake)) this.#tasks.takeIn(said);
    for (const said of listed(effects.splits)) this.#tasks.split(said);
  }

  #endStretch(): void {
    const { seals, entries, events, leafCount, heads } = this.#stretch;
    const places = new Map<string, number>();
    for (const { seq, kind, rowId } of seals) {
      this.#seq += 1;
      if (seq !== this.#seq) this.#problems.tell(`seq ${this.#seq}: missing`);
      this.#seq = seq;
      if (kind === "ENTRY") places.set(rowId, seq);
      else if (!events.has(rowId))
        this.#problems.tell(`seq ${seq}: ${kind} ${rowId} does not exist`);
    }
    const sealed: HashedEntry[] = [];
    for (const { columns, rows } of entries)
      for (const entry of this.#readEntries(columns, rows, places))
        if (entry.seq > 0) sealed.push(entry);
        else this.#unsealed += 1;
    for (const [rowId, seq] of places)
      this.#problems.tell(`seq ${seq}: ENTRY ${rowId} does not exist`);
    sealed.sort((a, b) => a.seq - b.seq);
    this.#leaves += leafCount;
    this.#auditor.take(sealed, heads);
    this.#roots.compare(this.#auditor.takeRoots());
    this.#transfers.endStretch();
    this.#stretch = new Stretch();
  }

  *#readEntries(
    columns: Columns,
    rows: readonly Row[],
    places: Map<string, number>,
  ): Generator<HashedEntry> {
    const at = (name: string): number => columns.at(name);
    const [id, transferAt, line] = [at("id"), at("transfer_id"), at("line")];
    const [originAt, targetAt] = [at("origin"), at("target")];
    const [item, quantityAt, means] = [at("item"), at("quantity"), at("means")];
    const [originVersion, targetVersion] = [at("origin_version"), at("target_version")];
    for (const row of rows) {
      this.#entries += 1;
      const rowId = row[id] ?? "";
      const seq = places.get(rowId) ?? 0;
      places.delete(rowId);
      const transfer = this.#transfers.of(row[transferAt] ?? "");
      const origin = this.#accounts.all.get(Number(row[originAt]));
      const target = this.#accounts.all.get(Number(row[targetAt]));
      if (transfer === undefined || origin === undefined || target === undefined) {
        this.#problems.tell(`entry ${rowId}: its transfer or its accounts are not in the file`);
        continue;
      }
      const entry: Booked = {
        entryId: Number(rowId),
        seq,
        transferId: transfer.id,
        line: Number(row[line]),
        op: transfer.op,
        reverses: transfer.reverses,
        occurredAt: transfer.occurredAt,
        recordedAt: transfer.recordedAt,
        actor: transfer.actor,
        actorOrg: transfer.actorOrg,
        item: row[item] ?? "",
        quantity: Number(row[quantityAt]),
        means: row[means] ?? "",
        originVersion: Number(row[originVersion]),
        targetVersion: Number(row[targetVersion]),
        origin,
        target,
      };
      this.#book(entry, transfer);
      yield hashed(entry, transfer, this.#stretch.leaves.get(entry.entryId));
    }
  }

  #book(entry: Booked, transfer: Transfer): void {
    const { origin, target, quantity, line } = entry;
    const { id } = transfer;
    this.#transfers.line(transfer, line, origin.id, target.id, quantity);
    this.#accounts.touch(origin, entry.originVersion, -quantity, id);
    this.#accounts.touch(target, entry.targetVersion, quantity, id);
    this.#claims.move(origin, target, quantity, transfer);
    this.#tasks.move(target, quantity);
    this.#twiceOwed.take(origin, target, quantity);
  }

  close(signed: readonly KeptHead[]): Verification {
    this.#endStretch();
    this.#transfers.close();
    this.#accounts.close();
    this.#claims.close((id) => this.#transfers.opOf(id));
    this.#tasks.close(this.#claims);
    this.#twiceOwed.close(this.#claims, this.#accounts.all.values(), this.#problems);
    this.#auditor.close(this.#leaves);
    this.#roots.close();
    for (const problem of this.#auditor.problems) this.#problems.tell(problem);
    if (!this.#auditor.endsWith(signed)) this.#problems.tell("the file's end names other heads");
    const { told } = this.#problems;
    return {
      verified: told.length === 0,
      entries: this.#entries,
      unsealed: this.#unsealed,
      heads: this.#auditor.heads,
      problems: told,
    };
  }
}

interface Booked extends LeafEntry {
  readonly origin: Account;
  readonly target: Account;
}

const hashed = (
  entry: Booked,
  transfer: Transfer,
  leaves: readonly StoredLeaf[] = [],
): HashedEntry => ({
  leaves,
  seq: entry.seq,
  transferId: entry.transferId,
  line: entry.line,
  books: booksOf(entry),
  hash: leafHash(canonicalLeaf(entry, transfer.hashes)),
});

const listed = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? (value as Record<string, unknown>[]) : [];

function rowsIn({ lines, at, table }: Extract<Part, { table: string }>): readonly Row[] {
  try {
    return JSON.parse(`[${lines.join(",")}]`) as Row[];
  } catch {
    return unfit("FILE_CHANGED", { line: at, what: table });
  }
}
