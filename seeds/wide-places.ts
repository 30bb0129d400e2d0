import { chanceFor } from "./identity.ts";
import type { RoadLinkRow, RoadNodeRow } from "./forces.model.ts";
import { searchTextOf } from "./search-text.ts";
import type { Scale } from "./wide.model.ts";
import type { OrganizationRow, RegionRow } from "./world.model.ts";

/** One made-up prefecture with those who work there. */
export interface Prefecture {
  readonly region: RegionRow;
  readonly counties: readonly RegionRow[];
  readonly bureau: string;
  readonly countyBureaus: readonly string[];
  readonly company: string;
  readonly charity: string;
}

const stems = "甲 乙 丙 丁 戊 己 庚 辛 壬 癸".split(" ");
const branches = "子 丑 寅 卯 辰 巳 午 未 申 酉 戌 亥".split(" ");
const sides = ["东", "南", "西", "北"];
const numerals = "一 二 三 四 五 六 七 八 九".split(" ");
const columns = 19;

/** Codes of GB/T 2260 are digits only: one that begins with a letter is no place on any map. */
const codeOf = (province: number, prefecture: number, county: number): string =>
  `X${province + 1}${pad(prefecture)}${pad(county)}`;

export function provincesOf({ provinces }: Scale): RegionRow[] {
  return Array.from({ length: provinces }, (_none, at) => {
    const name = `示例${numerals[at] ?? String(at + 1)}省`;
    const point = { lon: 101 + 2 * at, lat: 36 };
    return regionRow(codeOf(at, 0, 0), "PROVINCE", name, point, null);
  });
}

export function prefecturesOf(scale: Scale, seed: number): Prefecture[] {
  return Array.from({ length: scale.prefectures }, (_none, at): Prefecture => {
    const each = Math.ceil(scale.prefectures / scale.provinces);
    const province = Math.floor(at / each);
    const nth = at % each;
    const name = `${stems[nth % 10] ?? ""}${branches[nth % 12] ?? ""}`;
    const chance = chanceFor(seed, `prefecture|${at}`);
    const lon = round(100 + (at % columns) + 0.4 * chance());
    const lat = round(28 + Math.floor(at / columns) + 0.4 * chance());
    const code = codeOf(province, nth + 1, 0);
    const region = regionRow(
      code,
      "PREFECTURE",
      `${numerals[province] ?? ""}省${name}市(示例)`,
      { lon, lat },
      codeOf(province, 0, 0),
    );
    const counties = Array.from({ length: scale.countiesEach }, (_no, county) =>
      regionRow(
        codeOf(province, nth + 1, county + 1),
        "COUNTY",
        `${numerals[province] ?? ""}省${name}${sides[county % 4] ?? ""}县(示例)`,
        { lon: round(lon + 0.5 * chance() - 0.25), lat: round(lat + 0.5 * chance() - 0.25) },
        code,
      ),
    );
    return {
      region,
      counties,
      bureau: `ORG-${code}-G`,
      countyBureaus: counties.map((county) => `ORG-${county.code}-G`),
      company: `ORG-${code}-M`,
      charity: `ORG-${code}-C`,
    };
  });
}

function regionRow(
  code: string,
  level: RegionRow["level"],
  nameZh: string,
  point: { readonly lon: number; readonly lat: number },
  parentCode: string | null,
): RegionRow {
  const nameEn = `Example ${level.toLowerCase()} ${code}`;
  const pinyin = searchTextOf(nameZh, null, "").split(" ")[1] ?? "";
  const unknown = { population: null, populationNote: null };
  return { code, level, nameZh, nameEn, pinyin, parentCode, ...point, ...unknown };
}

export function organizationsOf(prefectures: readonly Prefecture[]): OrganizationRow[] {
  return prefectures.flatMap(({ region, counties, bureau, countyBureaus, company, charity }) => {
    const { nameZh, code } = region;
    const name = nameZh.replace("(示例)", "");
    return [
      organizationRow(bureau, "GOVERNMENT", `${name}应急管理局(示例)`, code, null),
      ...counties.map((county, at) =>
        organizationRow(
          countyBureaus[at] ?? "",
          "GOVERNMENT",
          `${county.nameZh.replace("(示例)", "")}应急管理局(示例)`,
          county.code,
          bureau,
        ),
      ),
      organizationRow(company, "MARKET", `${name}储备企业(示例)`, code, null),
      organizationRow(charity, "CHARITY", `${name}慈善会(示例)`, code, null),
    ];
  });
}

const organizationRow = (
  id: string,
  sector: OrganizationRow["sector"],
  nameZh: string,
  regionCode: string,
  superiorOrg: string | null,
): OrganizationRow => ({
  id,
  sector,
  nameZh,
  nameEn: null,
  uscc: null,
  regionCode,
  superiorOrg,
  legalForm: null,
  industry: null,
  publicFundraisingQualified: null,
  searchText: searchTextOf(nameZh, null, id),
});

/** A node in each seat; prefectures are joined to the next to the east and south, as a grid is. */
export function roadsOf(prefectures: readonly Prefecture[]): {
  readonly roadNodes: RoadNodeRow[];
  readonly roadLinks: RoadLinkRow[];
} {
  const roadNodes = prefectures.flatMap(({ region, counties }) =>
    [region, ...counties].map(({ code: id, nameZh, lon, lat }) => ({
      ...{ id, nameZh, lon, lat },
      kind: id === region.code ? "prefecture_seat" : "county_seat",
    })),
  );
  const roadLinks = prefectures.flatMap(({ region, counties }, at) => {
    const east = (at + 1) % columns === 0 ? undefined : prefectures[at + 1];
    const south = prefectures[at + columns];
    const trunk = [east, south].flatMap((next) => (next ? [linkRow(region, next.region)] : []));
    return [...trunk, ...counties.map((county) => linkRow(region, county))];
  });
  return { roadNodes, roadLinks };
}

const kmPerDegree = 111;
const kmPerMinute = 1.2;

function linkRow(from: RegionRow, to: RegionRow): RoadLinkRow {
  const east = (to.lon - from.lon) * Math.cos((from.lat * Math.PI) / 180);
  const km = Math.max(5, Math.round(1.2 * kmPerDegree * Math.hypot(east, to.lat - from.lat)));
  return {
    id: `RD-${from.code}-${to.code}`,
    fromNode: from.code,
    toNode: to.code,
    roads: "示例公路",
    km,
    minutes: Math.round(km / kmPerMinute),
    tags: [],
  };
}

const round = (degrees: number): number => Math.round(degrees * 10_000) / 10_000;
const pad = (number: number): string => String(number).padStart(2, "0");
