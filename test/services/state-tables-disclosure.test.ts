import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { disclosureState, type DisclosureState } from "../../schema/words/donations.ts";
import { codesOf } from "../../schema/words/word.ts";
import { readerOf } from "../../src/access/reader.ts";
import { openCampaign } from "../../src/donations/campaign.service.ts";
import { publishDisclosure } from "../../src/donations/disclosure.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withTx } from "../../src/postgres/transaction.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { charity as org, openDesk, type DonationDesk } from "../support/donation-desk.ts";
import { done } from "../support/dispatch-steps.ts";
import { cellsOf, expectUnmoved, moves } from "../support/state-walk.ts";

/** What the book says since it was last public, and whether the public is told why. */
type Deed = "NOTHING" | "MORE" | "OTHERWISE" | "OTHERWISE_WITH_NOTE";
const deeds: readonly Deed[] = ["NOTHING", "MORE", "OTHERWISE", "OTHERWISE_WITH_NOTE"];

const table = `
          NOTHING             MORE      OTHERWISE              OTHERWISE_WITH_NOTE
DRAFT     NOTHING_TO_PUBLISH! PUBLISHED PUBLISHED              PUBLISHED
PUBLISHED ~                   ~         CORRECTION_NEEDS_NOTE! CORRECTED
CORRECTED ~                   ~         CORRECTION_NEEDS_NOTE! ~`;

const donor = { 捐赠方: "甲公司(示例)", 同意公示捐赠方: "是" };

let database: Database;
let desk: DonationDesk;
beforeAll(async () => {
  database = await openEmbeddedTest();
  desk = await openDesk(database);
});
afterAll(() => database.close());

interface Specimen {
  readonly id: string;
  /** Number of the campaign, by which a donation finds it. */
  readonly campaign: string;
  readonly row: string;
}

const rowOf = async (campaignId: string) => {
  const [row] = await withTx(database, readerOf(desk.publisher), async ({ client }) => {
    const { rows } = await client.query<{ id: string; campaign: string; state: DisclosureState }>(
      `select d.id, c.number as campaign, d.state from qipan.disclosure d
       join qipan.campaign c on c.id = d.campaign_id where c.id = $1 or d.id = $1`,
      [campaignId],
    );
    return rows;
  });
  if (row === undefined) throw new Error("a campaign has its disclosure");
  return row;
};

const give = ({ campaign, row }: Specimen, more: object = {}) =>
  desk.imported([{ 慈善项目: campaign, 捐赠编号: row, 数量: "5", ...donor, ...more }]);

const publish = (id: string, note?: string) =>
  publishDisclosure(database, desk.by(desk.publisher), { disclosureId: id, note });

/** Lets the book say what the deed is about, and publishes it. */
async function act(specimen: Specimen, deed: Deed) {
  if (deed === "MORE") await give({ ...specimen, row: randomUUID() });
  if (deed.startsWith("OTHERWISE"))
    await give(specimen, { 捐赠方: `乙公司 ${randomUUID().slice(0, 4)}(示例)` });
  return publish(specimen.id, deed === "OTHERWISE_WITH_NOTE" ? "捐赠方名称更正" : undefined);
}

async function reach(state: DisclosureState, filled: boolean): Promise<Specimen> {
  const { id } = done(
    await openCampaign(database, desk.by(desk.publisher), {
      ...{ org, nameZh: `募捐 ${randomUUID().slice(0, 8)}(示例)`, regionCode: "150302" },
      ...{ major: false, startsOn: "2026-01-01" },
    }),
  );
  const { id: disclosureId, campaign } = await rowOf(id);
  const specimen = { id: disclosureId, campaign, row: randomUUID() };
  if (filled) await give(specimen);
  if (state !== "DRAFT") done(await publish(specimen.id));
  if (state === "CORRECTED") done(await act(specimen, "OTHERWISE_WITH_NOTE"));
  return specimen;
}

const states = codesOf(disclosureState);
const all = cellsOf(table, states, deeds);

it.each(states)("a disclosure, cell by cell: %s", async (state) => {
  for (const cell of all.filter(([of]) => of === state)) {
    const [, deed, after] = cell;
    const specimen = await reach(state, deed !== "NOTHING" || state !== "DRAFT");
    expect((await rowOf(specimen.id)).state).toBe(state);
    if (moves(after)) {
      done(await act(specimen, deed));
      expect((await rowOf(specimen.id)).state).toBe(after);
      continue;
    }
    if (deed.startsWith("OTHERWISE")) await give(specimen, { 捐赠方: "丙公司(示例)" });
    await expectUnmoved(database, [cell], state, () => publish(specimen.id));
    expect((await rowOf(specimen.id)).state).toBe(state);
  }
});
