import type { DemoLeg, DemoLine, DemoOrder } from "./demo.model.ts";
import { short } from "./demo-words.ts";
import { table } from "./table.ts";

/** One row per trip: a carrier, its vehicles, and what they carry. */
export const tripsTable = (orders: readonly DemoOrder[]): string =>
  table(
    [
      { title: "调拨单 order", cell: ({ order }) => order.number },
      { title: "车次 trip", cell: ({ leg }) => leg.position },
      { title: "自 from", cell: ({ cargo }) => placeOf(cargo) },
      { title: "承运单位 carrier", cell: ({ leg }) => short(leg.carrier.name) },
      { title: "车辆(辆) vehicles", cell: ({ leg }) => leg.vehicleIds.length || null },
      { title: "载重(吨) tonnes", cell: ({ cargo }) => tonnes(cargo) },
      { title: "主要物资 main load", cell: ({ cargo }) => mainLoad(cargo) },
    ],
    orders.flatMap((order) =>
      order.legs.map((leg) => ({ order, leg, cargo: cargoOf(order, leg) })),
    ),
  );

interface Cargo {
  readonly line: DemoLine;
  readonly departed: number;
}

const cargoOf = ({ lines }: DemoOrder, leg: DemoLeg): Cargo[] =>
  leg.lines.flatMap(({ orderLineId, departed }) => {
    const line = lines.find(({ id }) => id === orderLineId);
    return line === undefined ? [] : [{ line, departed }];
  });

const placeOf = ([first]: readonly Cargo[]): string =>
  short(first?.line.depot?.nameZh ?? first?.line.owner.name ?? "");

const kgOf = ({ line, departed }: Cargo): number => departed * (line.item?.weightKg ?? 0);

/** Null for a team that drives itself: nobody has weighed it. */
function tonnes(cargo: readonly Cargo[]): number | null {
  const goods = cargo.filter(({ line }) => line.item !== null);
  if (goods.length === 0) return null;
  return Math.round(goods.reduce((sum, one) => sum + kgOf(one), 0) / 10) / 100;
}

/** The heaviest item with its quantity, and how many others are beside it. */
function mainLoad(cargo: readonly Cargo[]): string {
  const [first, ...others] = [...cargo].sort((a, b) => kgOf(b) - kgOf(a));
  if (first === undefined) return "";
  const { item } = first.line;
  if (item === null) return unitsIn(cargo);
  const load = `${item.nameZh} ${first.departed.toLocaleString("en-US")} ${item.unitZh}`;
  return others.length === 0 ? load : `${load} 等 ${String(cargo.length)} 行`;
}

function unitsIn(cargo: readonly Cargo[]): string {
  const teams = cargo.flatMap(({ line: { team } }) => (team === null ? [] : [short(team.name)]));
  const machines = cargo.length - teams.length;
  return [...teams, ...(machines === 0 ? [] : [`装备 ${String(machines)} 台`])].join("、");
}
