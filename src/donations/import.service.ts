import { createHash, randomUUID } from "node:crypto";
import canonicalize from "canonicalize";
import { pinyin } from "pinyin-pro";
import type { ImportMode } from "../../schema/words/donations.ts";
import { may } from "../access/access.rules.ts";
import type { Principal } from "../access/principal.model.ts";
import { readerOf } from "../access/reader.ts";
import { readForeignCodes } from "../codes/code-reading.service.ts";
import type { Written } from "../feed/write.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import { assert } from "../kernel/assert.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import { withTx, type Tx } from "../postgres/transaction.ts";
import type { ImportRow, Preview } from "./donation.model.ts";
import { checkSheet, planRows } from "./import.rules.ts";
import type { Finding } from "../sheets/finding.model.ts";
import type { Known, PlannedRow } from "./import.model.ts";
import {
  lockImports,
  readCharity,
  readImport,
  readKnownItems,
  readOwnCampaigns,
  readOwnDepots,
  readRegistered,
} from "./import.store.ts";
import { writeRows, type OnProgress } from "./import-write.service.ts";
import { readSheet } from "../sheets/read-sheet.ts";
import type { SheetReading } from "../sheets/sheet.rules.ts";

export interface ImportFile {
  /** The charity whose goods they are. */
  readonly org: string;
  readonly bytes: Uint8Array;
}

/** 预检: reads the file and says what a confirmation would write. Writes nothing. */
export async function previewDonations(
  database: Database,
  principal: Principal | undefined,
  { org, bytes }: ImportFile,
): Promise<Outcome<Preview>> {
  if (principal === undefined) return refuseFor("SIGN_IN_REQUIRED");
  const allowed = may(principal, "donation:import", [org]);
  if (!allowed.ok) return allowed;
  const reading = await readSheet(bytes);
  return withTx(database, readerOf(principal), async (tx) => {
    const found = await inspect(tx, org, reading);
    return found === undefined ? refuseFor("NOT_FOUND", "organizationId") : ok(found.preview);
  });
}

export interface Confirmation extends ImportFile {
  /** As the preview told it: what was looked at is what is written. */
  readonly digest: string;
  readonly mode: ImportMode;
}

/** A table of 48 MB is written in one transaction. */
const importMs = 600_000;

/**
 * 确认导入: all of it in one transaction, or nothing. The rows are checked again under the lock;
 * if the file or what is registered is not what the preview saw, nothing is written.
 */
export async function confirmDonations(
  database: Database,
  asking: Asking,
  { org, bytes, digest, mode }: Confirmation,
  onProgress: OnProgress = () => undefined,
): Promise<Outcome<Written>> {
  const content = createHash("sha256").update(bytes).digest("hex");
  const input = { org, digest, mode, content };
  const reading = await readSheet(bytes);
  const request = { mutation: "confirmDonations", input, wholeMs: importMs };
  return asked(database, asking, request, async (tx, principal) => {
    const allowed = may(principal, "donation:import", [org]);
    if (!allowed.ok) return allowed;
    await lockImports(tx, org);
    const found = await inspect(tx, org, reading);
    if (found === undefined) return refuseFor("NOT_FOUND", "organizationId");
    const { preview, planned, known } = found;
    if (preview.digest !== digest) return refuseFor("PREVIEW_STALE", "digest");
    const errors = preview.findings.filter(({ level }) => level === "ERROR").length;
    if (mode === "ALL_OR_NOTHING" && errors > 0)
      return refuseFor("IMPORT_HAS_ERRORS", "content", { count: errors });
    if (planned.length === 0) return refuseFor("IMPORT_NOTHING", "content");
    const { added, changed, same, errorRows: refused } = preview;
    const head = { id: randomUUID(), org, digest, mode, added, changed, same, refused };
    return writeRows(tx, { head, planned, known, onProgress });
  });
}

/** Which of these organizations are charities, with their names. */
export function readCharities(
  database: Database,
  principal: Principal | undefined,
  orgs: readonly string[],
): Promise<{ readonly id: string; readonly name: string }[]> {
  if (principal === undefined || orgs.length === 0) return Promise.resolve([]);
  return withTx(database, readerOf(principal), async (tx) => {
    const found = await Promise.all(
      orgs.map(async (id) => ({ id, charity: await readCharity(tx, id) })),
    );
    return found.flatMap(({ id, charity }) =>
      charity?.sector === "CHARITY" ? [{ id, name: charity.nameZh }] : [],
    );
  });
}

/** A confirmed import of the reader's own charity. */
export const importById = (tx: Tx, id: string): Promise<ImportRow | undefined> =>
  readImport(tx, id);

interface Inspected {
  readonly preview: Preview;
  readonly planned: readonly PlannedRow[];
  readonly known: Known;
}

async function inspect(tx: Tx, org: string, reading: SheetReading): Promise<Inspected | undefined> {
  const charity = await readCharity(tx, org);
  if (charity?.sector !== "CHARITY") return undefined;
  const known = await readKnown(tx, org);
  if ("fault" in reading) {
    const preview = previewOf(org, 0, [], [reading.fault]);
    return { preview, planned: [], known };
  }
  const checked = checkSheet(reading.sheet, known);
  const keys = checked.rows.map(({ key }) => key);
  const registered = new Map((await readRegistered(tx, org, keys)).map((row) => [row.key, row]));
  const { planned, findings } = planRows(checked.rows, registered);
  const told = [...checked.findings, ...findings].sort((a, b) => a.row - b.row);
  return { preview: previewOf(org, checked.total, planned, told), planned, known };
}

async function readKnown(tx: Tx, org: string): Promise<Known> {
  return {
    items: await readKnownItems(tx),
    depots: await readOwnDepots(tx, org),
    campaigns: await readOwnCampaigns(tx, org),
    foreign: await readForeignCodes(tx, org),
    today: tx.today,
    spell: (text) => pinyin(text, { toneType: "none", type: "array", v: true }).join(""),
  };
}

function previewOf(
  org: string,
  total: number,
  planned: readonly PlannedRow[],
  findings: readonly Finding[],
): Preview {
  const count = (change: PlannedRow["change"]): number =>
    planned.filter((row) => row.change === change).length;
  const wrong = findings.filter(({ level }) => level === "ERROR").map(({ row }) => row);
  const counts = { added: count("NEW"), changed: count("CHANGED"), same: count("SAME") };
  return {
    org,
    digest: digestOf({ org, total, planned, findings }),
    total,
    ...counts,
    errorRows: new Set(wrong).size,
    findings,
  };
}

function digestOf(seen: object): string {
  const bytes = canonicalize(JSON.parse(JSON.stringify(seen)));
  assert(bytes !== undefined, "a preview is JSON");
  return createHash("sha256").update(bytes).digest("hex");
}
