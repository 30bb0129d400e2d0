import type { OnProgress } from "./import-write.service.ts";

interface Progress {
  readonly done: number;
  readonly total: number;
}

/**
 * How far imports of this process are. Rows that are not committed are nobody's to read, so this
 * is told from memory, by the node that writes; the import itself is read from the database.
 */
export class ImportsUnderWay {
  readonly #progress = new Map<string, Progress>();

  of(org: string, digest: string): Progress | undefined {
    return this.#progress.get(`${org} ${digest}`);
  }

  /** Follows one import until its work is over, however it ends. */
  async follow<Value>(
    org: string,
    digest: string,
    work: (onProgress: OnProgress) => Promise<Value>,
  ): Promise<Value> {
    const key = `${org} ${digest}`;
    try {
      return await work((done, total) => this.#progress.set(key, { done, total }));
    } finally {
      this.#progress.delete(key);
    }
  }
}

export const importsUnderWay = new ImportsUnderWay();
