import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import type { Principal } from "../../src/access/principal.model.ts";
import type { CodeTablePreview } from "../../src/codes/codes.model.ts";
import {
  confirmCodeTable,
  previewCodeTable,
  type CodeFile,
} from "../../src/codes/codes.service.ts";
import type { Written } from "../../src/feed/write.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { csvText } from "./donation-files.ts";

const titles = ["外部编码", "枢纽代码", "外部单位", "折合数", "外部名称"];

export const codesFile = (rows: readonly (readonly string[])[]): Buffer =>
  Buffer.from(csvText([titles, ...rows]), "utf8");

type Given = Partial<CodeFile> & Pick<CodeFile, "bytes">;

/** Somebody of an organization who looks after its code tables. */
export class CodesDesk {
  readonly #database: Database;
  readonly #principal: Principal;
  readonly org: string;

  constructor(database: Database, principal: Principal) {
    this.#database = database;
    this.#principal = principal;
    this.org = principal.orgId;
  }

  fileOf(given: Given): CodeFile {
    const usual = { org: this.org, system: "ERP", kind: "ITEM", edition: null, sight: null };
    return { ...usual, ...given } as CodeFile;
  }

  preview(given: Given): Promise<Outcome<CodeTablePreview>> {
    return previewCodeTable(this.#database, this.#principal, this.fileOf(given));
  }

  confirm(given: Given, digest: string, key: string = randomUUID()): Promise<Outcome<Written>> {
    const file = { ...this.fileOf(given), digest };
    return confirmCodeTable(this.#database, { principal: this.#principal, key }, file);
  }

  /** Looked at and confirmed; answers the table. */
  async imported(given: Given): Promise<string> {
    const seen = await this.preview(given);
    if (!seen.ok) throw new Error(JSON.stringify(seen.refused));
    const done = await this.confirm(given, seen.value.digest);
    if (!done.ok) throw new Error(JSON.stringify(done.refused));
    return done.value.id;
  }
}
