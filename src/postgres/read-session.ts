import { cancelStatement } from "./cancel.ts";
import { keptAt, stampSql } from "./kept.ts";
import type { Database } from "./pool.ts";
import { asError, open, type Opened, type Reader, type Tx } from "./session.ts";

/**
 * One read transaction for one operation: the first reader opens it, `end` closes it, and all
 * that an answer says comes from one snapshot's settings. Opened again after `end` on demand.
 */
export class ReadSession {
  readonly #database: Database;
  readonly #reader: Reader;
  readonly #gone: AbortSignal | undefined;
  readonly #leftMs: (() => number | undefined) | undefined;
  #opened: Promise<Opened> | undefined;
  #cancelling: Promise<unknown> | undefined;

  /**
   * What is read is not read to its end once nobody waits for it (`gone`). `leftMs` tells how long
   * a statement may take as things stand, where that is not the usual.
   */
  constructor(
    database: Database,
    reader: Reader,
    gone?: AbortSignal,
    leftMs?: () => number | undefined,
  ) {
    this.#database = database;
    this.#reader = reader;
    this.#gone = gone;
    this.#leftMs = leftMs;
  }

  async tx(): Promise<Tx> {
    this.#gone?.throwIfAborted();
    this.#opened ??= this.#open();
    return (await this.#opened).tx;
  }

  /** Gives the connection back. On PGlite there is one: a write would wait for it for ever. */
  async end(): Promise<void> {
    const opening = this.#opened;
    this.#opened = undefined;
    this.#gone?.removeEventListener("abort", this.#cancel);
    const opened = await opening?.catch(() => undefined);
    if (opened === undefined) return;
    // Until that has answered the connection is ours: else a stranger's statement would be ended.
    await this.#cancelling;
    const { client } = opened.tx;
    const ended = client.query("commit");
    const broken = await ended.then(() => undefined, asError);
    opened.seal();
    client.release(broken);
  }

  readonly #cancel = (): void => {
    const opening = this.#opened;
    if (opening === undefined) return;
    const cancel = ({ backend }: Opened) => cancelStatement(this.#database, backend);
    this.#cancelling = opening.then(cancel).catch(() => undefined);
  };

  async #open(): Promise<Opened> {
    this.#gone?.addEventListener("abort", this.#cancel);
    const client = await this.#database.pool.connect();
    try {
      const { times, kept } = this.#database;
      const statementMs = this.#leftMs?.() ?? times?.statementMs ?? 0;
      const opened = await open(client, {
        ...{ role: "qipan_app", reader: this.#reader, first: stampSql },
        times: times && { ...times, statementMs },
      });
      Object.assign(opened.tx, { kept: keptAt(kept, opened.rows) });
      return opened;
    } catch (error) {
      client.release(asError(error));
      throw error;
    }
  }
}
