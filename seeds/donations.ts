import type { campaign } from "../schema/tables/campaigns.ts";
import type * as published from "../schema/tables/disclosures.ts";
import type * as gifts from "../schema/tables/donations.ts";
import type { Calendar } from "./calendar.ts";
import type { LotRow } from "./goods.model.ts";
import { uuidOf } from "./identity.ts";
import type { World } from "./world.model.ts";

/** How donors pack what the catalogue counts singly. 示例 ILLUSTRATIVE. */
const packs: readonly (readonly [item: string, zh: string, en: string, quantity: number])[] = [
  ["EP-N95", "箱", "carton", 400],
  ["EP-N95", "盒", "box", 20],
  ["EP-MASK", "箱", "carton", 2000],
  ["EP-MASK", "盒", "box", 50],
  ["EP-GOWN", "箱", "carton", 30],
  ["BD-QUILT", "包", "bale", 10],
  ["BD-BLKT-W", "包", "bale", 20],
  ["CL-COAT-C", "包", "bale", 20],
  ["CL-GLOVE-W", "箱", "carton", 100],
  ["CL-RAIN", "箱", "carton", 50],
  ["FL-BAG", "捆", "bundle", 100],
  ["HY-DIAPER", "箱", "carton", 8],
  ["LT-TORCH", "箱", "carton", 40],
  ["WR-VEST", "箱", "carton", 20],
];

export const packRows = ({ items }: World) =>
  packs
    .filter(([item]) => items.some(({ sku }) => sku === item))
    .map(([item, unitZh, unitEn, quantity]) => ({ item, unitZh, unitEn, quantity }));

type Row<Table extends { $inferInsert: object }> = Table["$inferInsert"];

/** What one charity has published when the hub opens: the donated lots that it holds. */
export interface PublishedGifts {
  readonly campaign: Row<typeof campaign>[];
  readonly disclosure: Row<typeof published.disclosure>[];
  readonly version: Row<typeof published.disclosureVersion>[];
  readonly donation: Row<typeof gifts.donation>[];
  readonly intake: Row<typeof gifts.donationIntake>[];
  readonly line: Row<typeof published.disclosureLine>[];
}

const nothing: PublishedGifts = {
  ...{ campaign: [], disclosure: [], version: [] },
  ...{ donation: [], intake: [], line: [] },
};

const charity = "ORG-C07";
const donors = ["示例商贸有限公司", null, "示例高级中学", "示例建材商会"];

export function publishedGifts(world: World, calendar: Calendar): PublishedGifts {
  const org = world.organizations.find(({ id }) => id === charity);
  const lots = world.lots.filter(
    ({ ownerOrg, origin }) => ownerOrg === charity && origin === "DONATED",
  );
  if (org === undefined || lots.length === 0) return nothing;
  const id = (what: string): string => uuidOf(world.seed, `gifts|${what}`);
  const [campaignId, disclosureId] = [id("campaign"), id("disclosure")];
  const { regionCode } = org;
  const about = { org: charity, regionCode, incidentId: null };
  const named = {
    nameZh: "冬春备灾物资捐赠(示例)",
    nameEn: "Winter and spring relief goods (example)",
  };
  const watchers = world.organizations
    .filter((one) => one.sector === "GOVERNMENT" && one.regionCode === regionCode)
    .slice(0, 1)
    .map((one) => one.id);
  const gifts = lots.map((lot, at) => giftOf(lot, at, disclosureId, calendar, id(lot.id)));
  return {
    campaign: [
      {
        ...{ id: campaignId, number: "SH1C0DE00001", ...about, ...named },
        ...{ major: true, filingNumber: "示例备案-0001", startsOn: calendar.day(-3) },
      },
    ],
    disclosure: [
      {
        ...{ id: disclosureId, number: "SH1C0DE00002", ...about, campaignId, watchers },
        ...{ subjectKind: "CAMPAIGN", titleZh: named.nameZh, titleEn: named.nameEn },
        ...{ state: "PUBLISHED", version: 1, openedOn: calendar.day(-3) },
        ...{ publishedAt: calendar.daysAgo(0), dueRule: "MAJOR_5D", dueOn: calendar.day(5) },
      },
    ],
    version: [
      {
        ...{ disclosureId, version: 1, kind: "FIRST", note: "演练数据,均为虚构(示例)。" },
        ...{ publishedAt: calendar.daysAgo(0), added: lots.length, changed: 0 },
      },
    ],
    donation: gifts.map(({ donation }) => donation),
    intake: gifts.map(({ intake }) => intake),
    line: gifts.map(({ line }) => line),
  };
}

function giftOf(lot: LotRow, at: number, disclosureId: string, calendar: Calendar, id: string) {
  const number = `SH1C0DE1${String(at).padStart(4, "0")}`;
  const donor = donors[at % donors.length] ?? null;
  const receivedOn = calendar.day(-1 - (at % 3));
  const { id: lotId, item, quantity, earmark } = lot;
  const told = { number, donor, item, receivedOn, earmark, lotId, org: charity, disclosureId };
  return {
    donation: {
      ...{ id, rowKey: `示例-${at + 1}`, depotId: lot.depotId, batch: lot.batch, ...told },
      madeOn: calendar.day(lot.madeInDays),
      expiresOn: lot.expiresInDays === null ? null : calendar.day(lot.expiresInDays),
    },
    intake: { donationId: id, position: 1, quantity, receivedOn, recordedAt: calendar.daysAgo(1) },
    line: {
      ...{ ...told, fromVersion: 1, received: quantity, inStock: quantity },
      ...{ out: 0, distributed: 0, used: 0, lost: 0 },
    },
  };
}
