import { randomUUID } from "node:crypto";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { assert } from "../kernel/assert.ts";
import { ok } from "../kernel/result.ts";
import { move, onHand, supplied } from "../ledger/account.rules.ts";
import { post } from "../ledger/ledger.service.ts";
import type { Line } from "../ledger/ledger.model.ts";
import type { Tx } from "../postgres/transaction.ts";
import { regionDisclosure } from "./campaign.service.ts";
import { refreshDue } from "./clock.service.ts";
import type { ImportRow } from "./donation.model.ts";
import type { Known, PlannedRow } from "./import.model.ts";
import {
  insertDonations,
  insertImport,
  insertIntakes,
  readCharity,
  updateDonations,
  type NewDonation,
  type NewIntake,
} from "./import.store.ts";
import { numberOf } from "./number.rules.ts";

/** Rows that are booked, of how many; told while it goes on. */
export type OnProgress = (done: number, total: number) => void;

export interface Writing {
  readonly head: Omit<ImportRow, "importedAt">;
  readonly planned: readonly PlannedRow[];
  readonly known: Known;
  readonly onProgress: OnProgress;
}

/** Lines that one call of the database books. */
const batch = 500;

/** Registers, tells, and books last; everything in the caller's transaction. */
export async function writeRows(tx: Tx, writing: Writing): Promise<Outcome<Written>> {
  const { head, planned, onProgress } = writing;
  await insertImport(tx, head);
  const rows = await plan(tx, writing);
  await insertDonations(tx, head.org, head.id, rows.fresh);
  await updateDonations(
    tx,
    planned.flatMap(({ registered, change, given, receivedOn, donor, earmark, note }) =>
      registered === undefined || change !== "CHANGED"
        ? []
        : [{ id: registered.id, given, receivedOn, donor, earmark, note }],
    ),
  );
  await insertIntakes(tx, rows.intakes);
  for (const id of rows.disclosures) await refreshDue(tx, id);
  await tell(tx, head);
  const booked = await book(tx, head, rows.lines, onProgress);
  return booked.ok ? ok({ kind: "DONATION_IMPORT", id: head.id }) : booked;
}

interface Rows {
  readonly fresh: readonly NewDonation[];
  readonly intakes: readonly NewIntake[];
  readonly lines: readonly Line[];
  readonly disclosures: ReadonlySet<string>;
}

async function plan(tx: Tx, { head: { org }, planned, known }: Writing): Promise<Rows> {
  const disclosureFor = await disclosures(tx, org, planned, known);
  const keepers = new Map(known.depots.map(({ id, custodianOrg }) => [id, custodianOrg]));
  const values = new Map(known.items.map(({ sku, valueFen }) => [sku, valueFen]));
  const fresh: NewDonation[] = [];
  const intakes: NewIntake[] = [];
  const lines: Line[] = [];
  const touched = new Set<string>();
  for (const { change, registered, quantity, campaignId, ...said } of planned) {
    const more = quantity - (registered?.quantity ?? 0);
    const [donationId, lot] = [registered?.id ?? randomUUID(), registered?.lotId ?? randomUUID()];
    const disclosureId = disclosureFor(campaignId);
    if (change === "NEW") {
      const unitValueFen = values.get(said.item) ?? null;
      const number = numberOf(donationId);
      fresh.push({ id: donationId, number, lotId: lot, disclosureId, unitValueFen, ...said });
    }
    if (change !== "SAME") touched.add(disclosureId);
    if (more === 0) continue;
    const { item, depotId: depot, receivedOn } = said;
    const position = (registered?.intakes ?? 0) + 1;
    intakes.push({ donationId, position, quantity: more, receivedOn });
    const shelf = { owner: org, custodian: keepers.get(depot) ?? org, depot, lot, item };
    const goods = { ...shelf, underNorm: false };
    lines.push(...move(supplied(goods), onHand(goods), more));
  }
  return { fresh, intakes, lines, disclosures: touched };
}

/** Where each row is told: its campaign's disclosure, else the charity's own. */
async function disclosures(
  tx: Tx,
  org: string,
  planned: readonly PlannedRow[],
  { campaigns }: Known,
): Promise<(campaignId: string | null) => string> {
  const charity = await readCharity(tx, org);
  assert(charity !== undefined, "the charity was read a moment ago");
  const own = planned.some(({ campaignId }) => campaignId === null)
    ? await regionDisclosure(tx, org, charity)
    : "";
  const byCampaign = new Map(campaigns.map(({ id, disclosureId }) => [id, disclosureId]));
  return (campaignId) => (campaignId === null ? own : (byCampaign.get(campaignId) ?? own));
}

const tell = (tx: Tx, { id, org, added, changed }: Writing["head"]): Promise<void> =>
  appendFact(tx, {
    kind: "DONATIONS_IMPORTED",
    subject: { kind: "DONATION_IMPORT", id, version: 1 },
    parties: [org],
    facts: { added, changed },
  });

/** A gift of someone who has no book: the goods come from SUPPLY and are the charity's. */
async function book(
  tx: Tx,
  { id, org }: Writing["head"],
  lines: readonly Line[],
  onProgress: OnProgress,
): Promise<Outcome<unknown>> {
  onProgress(0, lines.length);
  for (let at = 0; at < lines.length; at += batch) {
    const part = lines.slice(at, at + batch);
    const evidence = { document: "捐赠接收", donationImport: id };
    const booked = await post(tx, org, { op: "GIFT", evidence, lines: part });
    if (!booked.ok) return booked;
    onProgress(at + part.length, lines.length);
  }
  return ok(undefined);
}
