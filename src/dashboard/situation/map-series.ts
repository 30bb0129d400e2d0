import type { CustomSeriesOption, LinesSeriesOption, ScatterSeriesOption } from "echarts/charts";
import type { Named, Say } from "../core/lang.ts";
import type { useWord } from "../core/words.ts";
import type {
  DashMapQuery,
  DashSituationQuery,
  ResponseLevel,
  Sector,
} from "../published/operations.ts";
import { rimOf } from "./map-frame.ts";

interface Drawn {
  readonly map: DashMapQuery;
  readonly situation: DashSituationQuery | undefined;
  readonly say: Say;
  readonly name: (thing: Named) => string;
  readonly word: ReturnType<typeof useWord>;
}

type Series = LinesSeriesOption | ScatterSeriesOption | CustomSeriesOption;

export const seriesOf = (drawn: Drawn): Series[] => [
  ...roadsOf(drawn),
  ...zonesOf(drawn),
  ...(["GOVERNMENT", "MARKET", "CHARITY"] as const).map((sector) => depotsOf(sector, drawn)),
  citiesOf(drawn),
  flowsOf(drawn),
  incidentsOf(drawn),
];

const plane = { coordinateSystem: "cartesian2d" as const };

type Link = DashMapQuery["roadLinks"][number];

function roadsOf({ map, situation, say }: Drawn): Series[] {
  const places = new Map(map.roadNodes.map(({ code, lon, lat }) => [code, [lon, lat]]));
  const shut = new Set(situation?.incidents.edges.flatMap(({ node }) => node.closedRoadIds) ?? []);
  const isShut = ({ id, closures }: Link): boolean =>
    shut.has(id) || closures.some(({ closedUntil }) => isAhead(closedUntil, map.hub.now));
  const linesOf = (links: readonly Link[]) =>
    links.flatMap(({ from, to, roads, minutes }) => {
      const [a, b] = [places.get(from.code), places.get(to.code)];
      if (a === undefined || b === undefined) return [];
      return [{ coords: [a, b], name: `${roads} ${say(`${minutes} 分`, `${minutes} min`)}` }];
    });
  const tooltip = { formatter: ({ data }: { data: unknown }) => (data as { name: string }).name };
  const road = { type: "lines" as const, ...plane, tooltip, z: 1 };
  const [closed, open] = [map.roadLinks.filter(isShut), map.roadLinks.filter((l) => !isShut(l))];
  const lines: Series[] = [
    {
      ...road,
      name: say("道路", "Road"),
      data: linesOf(open),
      lineStyle: { color: "#9fb0c8", width: 1.5, opacity: 1 },
    },
  ];
  if (closed.length > 0)
    lines.push({
      ...road,
      name: say("封闭道路", "Closed road"),
      data: linesOf(closed),
      lineStyle: { color: "#a8071a", width: 2.5, type: "dashed", opacity: 1 },
    });
  return lines;
}

const isAhead = (until: string | null, now: string): boolean => until === null || until > now;

const looks: Readonly<Record<Sector, { readonly symbol: string; readonly color: string }>> = {
  GOVERNMENT: { symbol: "circle", color: "#0f766e" },
  MARKET: { symbol: "rect", color: "#6d28d9" },
  CHARITY: { symbol: "diamond", color: "#8a4b08" },
};

function depotsOf(sector: Sector, { map, say, name, word }: Drawn): Series {
  const { symbol, color } = looks[sector];
  const depots = map.depots.edges.map(({ node }) => node).filter((one) => one.sector === sector);
  return {
    type: "scatter",
    ...plane,
    name: `${say("储备库", "Depots")} · ${word("Sector", sector)}`,
    symbol,
    symbolSize: 8,
    itemStyle: { color, borderColor: "#fff", borderWidth: 1 },
    tooltip: { formatter: ({ data }) => (data as { title: string }).title },
    data: depots.map((depot) => ({
      value: [depot.lon, depot.lat],
      title: `${safe(name(depot))}<br>${word("DepotTier", depot.tier)} · ${word(
        "ReserveMode",
        depot.reserveMode,
      )}<br>${safe(name(depot.region))}`,
    })),
    z: 4,
  };
}

/** Names of cities only: at this scale the names of counties would lie on each other. */
const citiesOf = ({ map, name }: Drawn): ScatterSeriesOption => ({
  type: "scatter",
  ...plane,
  symbolSize: 2,
  silent: true,
  itemStyle: { color: "#1c2a44" },
  label: {
    show: true,
    position: "top",
    distance: 9,
    color: "#1c2a44",
    fontSize: 13,
    fontWeight: "bold",
    textBorderColor: "#fff",
    textBorderWidth: 3,
    formatter: ({ data }) => (data as { name: string }).name,
  },
  data: map.clusters.flatMap(({ members }) =>
    members.map((region) => ({ value: [region.lon, region.lat], name: name(region) })),
  ),
  z: 5,
});

/** Issued orders from shelf to destination; many lines of one lane are one arrow. */
function flowsOf({ situation, say, name }: Drawn): Series {
  const lanes = new Map<string, { coords: number[][]; title: string }>();
  for (const { node: order } of situation?.orders.edges ?? []) {
    if (order.state === "DRAFT") continue;
    for (const { depot } of order.lines) {
      if (depot === null) continue;
      const coords = [
        [depot.lon, depot.lat],
        [order.destination.lon, order.destination.lat],
      ];
      const title = `${safe(name(order.lender))} → ${safe(name(order.destination))}`;
      lanes.set(JSON.stringify(coords), { coords, title });
    }
  }
  return {
    type: "lines",
    ...plane,
    name: say("已下达调拨", "Issued orders"),
    symbol: ["none", "arrow"],
    symbolSize: 8,
    lineStyle: { color: "#0b3d91", width: 2, opacity: 0.75, curveness: 0.18 },
    tooltip: { formatter: ({ data }) => (data as { title: string }).title },
    data: [...lanes.values()],
    z: 6,
  };
}

const levelColours: Readonly<Record<ResponseLevel, string>> = {
  LEVEL_1: "#c8102e",
  LEVEL_2: "#e8730c",
  LEVEL_3: "#f5c400",
  LEVEL_4: "#1f5fbf",
};
const numerals = { LEVEL_1: "Ⅰ", LEVEL_2: "Ⅱ", LEVEL_3: "Ⅲ", LEVEL_4: "Ⅳ" } as const;

const incidentsOf = ({ situation, say, name }: Drawn): Series => ({
  type: "scatter",
  ...plane,
  name: say("事件", "Incident"),
  symbol: "pin",
  symbolSize: 34,
  itemStyle: { color: "#33415c", borderColor: "#fff", borderWidth: 1 },
  tooltip: { formatter: ({ data }) => (data as { title: string }).title },
  data: (situation?.incidents.edges ?? []).map(({ node }) => ({
    value: [node.lon, node.lat],
    href: `/events/${node.id}`,
    title: safe(name(node)),
    itemStyle: {
      color: node.responseLevel === null ? "#33415c" : levelColours[node.responseLevel],
    },
    label: {
      show: true,
      formatter: node.responseLevel === null ? "!" : numerals[node.responseLevel],
      fontWeight: "bold" as const,
      color: node.responseLevel === "LEVEL_2" || node.responseLevel === "LEVEL_3" ? "#000" : "#fff",
    },
  })),
  z: 8,
});

function zonesOf({ situation, say }: Drawn): Series[] {
  const zones = (situation?.incidents.edges ?? []).flatMap(({ node }) =>
    node.zone !== null && node.zone.until > (situation?.hub.now ?? "") ? [rimOf(node.zone)] : [],
  );
  if (zones.length === 0) return [];
  return [
    {
      type: "custom",
      ...plane,
      name: say("警戒区", "Hazard zone"),
      itemStyle: { color: "#d98a93" },
      silent: true,
      data: zones.map((_, at) => [at]),
      renderItem: ({ dataIndex }, api) => ({
        type: "polygon",
        shape: { points: (zones[dataIndex] ?? []).map(([lon, lat]) => api.coord([lon, lat])) },
        style: { fill: "rgba(168,7,26,0.18)", stroke: "#a8071a", lineWidth: 1.5, lineDash: [4, 3] },
      }),
      z: 2,
    },
  ];
}

const safe = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${String(sign.charCodeAt(0))};`);
