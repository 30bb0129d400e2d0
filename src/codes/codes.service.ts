import { createHash, randomUUID } from "node:crypto";
import canonicalize from "canonicalize";
import { pinyin } from "pinyin-pro";
import type { CodeTableKind, CodeTableSight } from "../../schema/words/codes.ts";
import { word } from "../../schema/words/word.ts";
import { may } from "../access/access.rules.ts";
import { asked, type Asking } from "../access/asking.service.ts";
import type { Principal } from "../access/principal.model.ts";
import { readerOf } from "../access/reader.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { assert } from "../kernel/assert.ts";
import { refusal, refuseFor, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import { withTx, type Tx } from "../postgres/transaction.ts";
import { isError } from "../sheets/finding.rules.ts";
import { textRefusals } from "../sheets/personal.rules.ts";
import { readSheet } from "../sheets/read-sheet.ts";
import type { SheetReading } from "../sheets/sheet.rules.ts";
import { changesOf, type CodeChanges } from "./code-changes.rules.ts";
import { plainCode } from "./code-row.rules.ts";
import { checkCodes, type CheckedCodes } from "./code-sheet.rules.ts";
import type {
  CodeRow,
  CodeTableKey,
  CodeTablePreview,
  CodeTableRow,
  KnownTargets,
} from "./codes.model.ts";
import {
  insertCodeTable,
  lockCodeTable,
  readCodeTable,
  readEntries,
  updateCodeTable,
} from "./codes.store.ts";
import { readCountedItems, readTargets } from "./known.store.ts";
import { endEntries, insertEntries, insertVersion } from "./codes-write.store.ts";

export interface CodeFile extends CodeTableKey {
  /** How the source names this state of the table; null: as it stands. */
  readonly edition: string | null;
  /** Who reads it besides its owner; null: as it stands, its owner alone at first. */
  readonly sight: CodeTableSight | null;
  readonly bytes: Uint8Array;
}

/** 预检: reads the file and says what a confirmation would make of the table. Writes nothing. */
export async function previewCodeTable(
  database: Database,
  principal: Principal | undefined,
  given: CodeFile,
): Promise<Outcome<CodeTablePreview>> {
  const allowed = may(principal, "codes:import", [given.org]);
  if (!allowed.ok) return allowed;
  assert(principal !== undefined, "nobody may import");
  const file = plainFile(given);
  const wrong = [...textRefusals({ system: file.system }, namesMax, true), ...sightRefusals(file)];
  if (wrong.length > 0) return refuse(wrong);
  const reading = await readSheet(file.bytes);
  return withTx(database, readerOf(principal), async (tx) =>
    ok((await inspect(tx, file, reading)).preview),
  );
}

const namesMax = 60;

/** 10,000 rows are checked and written in one transaction. */
const importMs = 120_000;

/**
 * 确认导入: the table becomes what the file says, in one transaction, or nothing is written. What
 * is already so makes no new version, so that the same file may be sent every night.
 */
export async function confirmCodeTable(
  database: Database,
  asking: Asking,
  given: CodeFile & { readonly digest: string },
): Promise<Outcome<Written>> {
  const file = plainFile(given);
  const { org, system, kind, edition, sight } = file;
  const { digest } = given;
  const content = createHash("sha256").update(file.bytes).digest("hex");
  const input = { org, system, kind, edition, sight, digest, content };
  const reading = await readSheet(file.bytes);
  const request = { mutation: "confirmCodeTable", input, wholeMs: importMs };
  return asked(database, asking, request, async (tx, principal) => {
    const allowed = may(principal, "codes:import", [org]);
    if (!allowed.ok) return allowed;
    const wrong = [
      ...textRefusals({ system }, namesMax, true),
      ...textRefusals({ edition }, namesMax),
      ...sightRefusals(file),
    ];
    if (wrong.length > 0) return refuse(wrong);
    await lockCodeTable(tx, file);
    const found = await inspect(tx, file, reading);
    if (found.preview.digest !== digest) return refuseFor("PREVIEW_STALE", "digest");
    const count = found.preview.findings.filter(isError).length;
    if (count > 0) return refuseFor("IMPORT_HAS_ERRORS", "content", { count });
    if (found.checked.rows.length === 0) return refuseFor("IMPORT_NOTHING", "content");
    return ok(await writeTable(tx, file, found, principal));
  });
}

/** A row tells that there is such a depot, which not every member may know. */
const sightRefusals = ({ kind, sight }: CodeFile): Refusal[] =>
  kind !== "DEPOT" || sight !== "MEMBERS"
    ? []
    : [
        refusal("INVALID_INPUT", "sight", {
          why: word("储备库码表仅供本单位查看", "a table of depots is its owner's alone"),
        }),
      ];

/** Names are compared without blanks around them and of one width. */
const plainFile = (file: CodeFile): CodeFile => ({
  ...file,
  system: plainCode(file.system),
  edition: file.edition === null ? null : plainCode(file.edition) || null,
});

interface Inspected {
  readonly preview: CodeTablePreview;
  readonly checked: CheckedCodes;
  readonly changes: CodeChanges;
  readonly table: CodeTableRow | undefined;
}

async function inspect(tx: Tx, file: CodeFile, reading: SheetReading): Promise<Inspected> {
  const table = await readCodeTable(tx, file);
  const now = table === undefined ? [] : await readEntries(tx, table.id, table.version);
  const checked: CheckedCodes =
    "fault" in reading
      ? { total: 0, rows: [], findings: [reading.fault] }
      : checkCodes(reading.sheet, await readKnown(tx, file.kind));
  const changes = changesOf(now, checked.rows);
  const { findings, total, rows } = checked;
  const { org, system, kind, edition, sight } = file;
  const of = { org, system, kind, edition, sight, version: table?.version ?? 0 };
  const preview = {
    digest: digestOf({ of, total, rows, findings }),
    version: (table?.version ?? 0) + (isNews(file, table, changes) ? 1 : 0),
    total,
    added: changes.added,
    changed: changes.changed,
    removed: changes.removed,
    same: changes.same,
    errorRows: new Set(findings.filter(isError).map(({ row }) => row)).size,
    findings,
    changes: changes.changes,
  };
  return { preview, checked, changes, table };
}

const isNews = (
  { edition }: CodeFile,
  table: CodeTableRow | undefined,
  { changes }: CodeChanges,
): boolean =>
  table === undefined || changes.length > 0 || (edition ?? table.edition) !== table.edition;

async function readKnown(tx: Tx, kind: CodeTableKind): Promise<KnownTargets> {
  const isItem = kind === "ITEM";
  const targets = isItem ? [] : await readTargets(tx, kind);
  return {
    kind,
    items: isItem ? await readCountedItems(tx) : [],
    codes: new Map(targets.map(({ said, code }) => [plainCode(said).toLowerCase(), code])),
    spell: (text) => pinyin(text, { toneType: "none", type: "array", v: true }).join(""),
  };
}

function digestOf(seen: object): string {
  const bytes = canonicalize(JSON.parse(JSON.stringify(seen)));
  assert(bytes !== undefined, "a preview is JSON");
  return createHash("sha256").update(bytes).digest("hex");
}

async function writeTable(
  tx: Tx,
  file: CodeFile,
  { table, changes, checked, preview: { version } }: Inspected,
  principal: Principal,
): Promise<Written> {
  const id = table?.id ?? randomUUID();
  const sight = file.sight ?? table?.sight ?? "OWN";
  const written: Written = { kind: "CODE_TABLE", id };
  if (table === undefined) await insertCodeTable(tx, { ...file, id }, sight);
  else if (version === table.version && sight === table.sight) return written;
  else await updateCodeTable(tx, { id, sight, version });
  if (version !== table?.version) {
    const { added, changed, removed } = changes;
    const edition = file.edition ?? table?.edition ?? null;
    const rows = checked.rows.length;
    const counts = { rows, added, changed, removed };
    const importedBy = principal.id;
    await insertVersion(tx, { tableId: id, version, edition, importedBy, ...counts });
    await endEntries(tx, id, version, rowsOf(changes, "before"));
    await insertEntries(tx, id, version, rowsOf(changes, "after"));
  }
  await tell(tx, { ...file, id, version, changes, open: [sight, table?.sight] });
  return written;
}

const rowsOf = ({ changes }: CodeChanges, side: "before" | "after"): readonly CodeRow[] =>
  changes.map((change) => change[side]).filter((row) => row !== null);

interface News extends CodeTableKey {
  readonly id: string;
  readonly version: number;
  readonly changes: CodeChanges;
  /** Who reads it now, and who did before: who loses sight of it hears of that, too. */
  readonly open: readonly (CodeTableSight | undefined)[];
}

const tell = (tx: Tx, { id, org, version, changes, open }: News): Promise<void> =>
  appendFact(tx, {
    kind: "CODE_TABLE_CHANGED",
    subject: { kind: "CODE_TABLE", id, version },
    parties: open.includes("MEMBERS") ? ["*"] : [org],
    facts: { added: changes.added, changed: changes.changed, removed: changes.removed },
  });
