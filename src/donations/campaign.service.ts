import { word } from "../../schema/words/word.ts";
import { randomUUID } from "node:crypto";
import { may } from "../access/access.rules.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import { refusal, refuseFor, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { refreshDue } from "./clock.service.ts";
import {
  insertCampaign,
  lockCampaign,
  readCampaigns,
  readDisclosureOfCampaign,
  readIncidentRegion,
  readRegionExists,
  readWatchers,
  updateCampaign,
} from "./campaign.store.ts";
import { insertDisclosure, readRegionDisclosure } from "./disclosure.store.ts";
import type { CampaignRow, DisclosureRow } from "./donation.model.ts";
import { readCharity } from "./import.store.ts";
import { numberOf } from "./number.rules.ts";
import { textRefusals } from "../sheets/personal.rules.ts";

export interface CampaignInput {
  readonly org: string;
  readonly nameZh: string;
  readonly nameEn?: string | undefined;
  readonly regionCode: string;
  readonly incidentId?: string | undefined;
  readonly major: boolean;
  readonly filingNumber?: string | undefined;
  readonly startsOn: string;
}

const nameMax = 80;

/** 登记慈善项目: with it the disclosure in which its goods are told, and its clocks. */
export const openCampaign = (
  database: Database,
  asking: Asking,
  input: CampaignInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "openCampaign", input }, async (tx, principal) => {
    const allowed = may(principal, "campaign:manage", [input.org]);
    if (!allowed.ok) return allowed;
    const wrong = await campaignRefusals(tx, input);
    if (wrong.length > 0) return refuse(wrong);
    const { org, nameZh, nameEn = null, regionCode, incidentId = null } = input;
    const { major, filingNumber = null, startsOn } = input;
    const [id, number] = [randomUUID(), numberOf(randomUUID())];
    const about = { org, regionCode, incidentId };
    await insertCampaign(tx, {
      id,
      number,
      nameZh,
      nameEn,
      major,
      filingNumber,
      startsOn,
      ...about,
    });
    const subject = { subjectKind: "CAMPAIGN", campaignId: id, titleZh: nameZh } as const;
    await open(tx, { ...subject, ...about, titleEn: nameEn });
    await appendFact(tx, {
      kind: "CAMPAIGN_OPENED",
      subject: { kind: "CAMPAIGN", id, version: 1 },
      parties: [org],
    });
    return ok({ kind: "CAMPAIGN", id });
  });

async function campaignRefusals(tx: Tx, input: CampaignInput): Promise<readonly Refusal[]> {
  const { nameZh, nameEn, filingNumber, regionCode, incidentId, startsOn } = input;
  const future = startsOn > tx.today;
  return [
    ...textRefusals({ nameZh }, nameMax, true),
    ...textRefusals({ nameEn, filingNumber }, nameMax),
    ...(await sectorRefusals(tx, input.org)),
    ...((await readRegionExists(tx, regionCode))
      ? []
      : [refusal("UNKNOWN_CODE", "regionCode", { code: regionCode })]),
    ...(incidentId === undefined || (await readIncidentRegion(tx, incidentId)) !== undefined
      ? []
      : [refusal("NOT_FOUND", "incidentId")]),
    ...(future
      ? [refusal("INVALID_INPUT", "startsOn", { why: word("在今天之后", "after today") })]
      : []),
  ];
}

/** 慈善法: charities, and the Red Cross, publish donations; the hub keeps no gifts for others. */
async function sectorRefusals(tx: Tx, org: string): Promise<readonly Refusal[]> {
  const charity = await readCharity(tx, org);
  if (charity?.sector === "CHARITY") return [];
  return [refusal("INVALID_INPUT", "org", { why: word("不是慈善组织", "not a charity") })];
}

export interface CampaignChange {
  readonly campaignId: string;
  readonly endsOn?: string | undefined;
  readonly filingNumber?: string | undefined;
}

/** The end of a campaign, or its filing number: what its clocks still wait for. */
export const changeCampaign = (
  database: Database,
  asking: Asking,
  input: CampaignChange,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "changeCampaign", input }, async (tx, principal) => {
    const found = (await lockCampaign(tx, input.campaignId)) ?? (await seen(tx, input.campaignId));
    if (found === undefined) return refuseFor("NOT_FOUND", "campaignId");
    const allowed = may(principal, "campaign:manage", [found.org]);
    if (!allowed.ok) return allowed;
    const { endsOn = found.endsOn, filingNumber = found.filingNumber } = input;
    const wrong = textRefusals({ filingNumber }, nameMax);
    if (wrong.length > 0) return refuse(wrong);
    if (endsOn !== null && (endsOn < found.startsOn || endsOn > tx.today))
      return refuseFor("INVALID_INPUT", "endsOn", {
        why: word("须在开始之后、今天之前", "start to today"),
      });
    await updateCampaign(tx, found.id, { endsOn, filingNumber });
    for (const id of await readDisclosureOfCampaign(tx, found.id)) await refreshDue(tx, id);
    await appendFact(tx, {
      kind: "CAMPAIGN_CHANGED",
      subject: { kind: "CAMPAIGN", id: found.id, version: found.version + 1 },
      parties: [found.org],
    });
    return ok({ kind: "CAMPAIGN", id: found.id });
  });

const seen = async (tx: Tx, id: string): Promise<CampaignRow | undefined> =>
  (await readCampaigns(tx, [id]))[0];

type Opening = Pick<
  DisclosureRow,
  "org" | "subjectKind" | "campaignId" | "incidentId" | "regionCode" | "titleZh" | "titleEn"
>;

async function open(tx: Tx, row: Opening): Promise<string | undefined> {
  const [id, number] = [randomUUID(), numberOf(randomUUID())];
  const watchers = await readWatchers(tx, row.regionCode);
  if (!(await insertDisclosure(tx, { id, number, watchers, ...row }))) return undefined;
  await refreshDue(tx, id);
  await appendFact(tx, {
    kind: "DISCLOSURE_OPENED",
    subject: { kind: "DISCLOSURE", id, version: 1 },
    parties: [row.org],
  });
  return id;
}

export interface DisclosureInput {
  readonly org: string;
  readonly incidentId: string;
  readonly titleZh: string;
  readonly titleEn?: string | undefined;
}

/** 建立公示 about one incident; a campaign has its own, and the region's comes by itself. */
export const openDisclosure = (
  database: Database,
  asking: Asking,
  input: DisclosureInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "openDisclosure", input }, async (tx, principal) => {
    const { org, incidentId, titleZh, titleEn } = input;
    const allowed = may(principal, "disclosure:publish", [org]);
    if (!allowed.ok) return allowed;
    const wrong = [
      ...textRefusals({ titleZh }, nameMax, true),
      ...textRefusals({ titleEn }, nameMax),
      ...(await sectorRefusals(tx, org)),
    ];
    if (wrong.length > 0) return refuse(wrong);
    const regionCode = await readIncidentRegion(tx, incidentId);
    if (regionCode === undefined) return refuseFor("NOT_FOUND", "incidentId");
    const about = { subjectKind: "INCIDENT", campaignId: null, incidentId, regionCode } as const;
    const id = await open(tx, { org, ...about, titleZh, titleEn: titleEn ?? null });
    return id === undefined
      ? refuseFor("ALREADY_DECIDED", "incidentId")
      : ok({ kind: "DISCLOSURE", id });
  });

/** Where goods of no campaign are told: made when the first of them come. */
export async function regionDisclosure(
  tx: Tx,
  org: string,
  { nameZh, regionCode }: { readonly nameZh: string; readonly regionCode: string },
): Promise<string> {
  const known = await readRegionDisclosure(tx, org, regionCode);
  if (known !== undefined) return known;
  const about = { subjectKind: "REGION", campaignId: null, incidentId: null, regionCode } as const;
  const opened = await open(tx, { org, ...about, titleZh: `${nameZh}捐赠物资公示`, titleEn: null });
  return opened ?? regionDisclosure(tx, org, { nameZh, regionCode });
}
