import { useSay } from "../core/lang.ts";
import { Link } from "../core/route.tsx";
import { useSpan } from "../core/time.ts";
import { useMe } from "../core/viewer.ts";
import type { DashSituationQuery } from "../published/operations.ts";
import { isShort, type Gaps, type SituationReading } from "./reading-gaps.ts";

interface Tile {
  readonly href: string;
  readonly name: string;
  readonly value: string;
  readonly unit: string;
  readonly note: string;
  readonly urgent: boolean;
}

/** Five figures, each with its unit; what is not known is a dash, and “+” means there are more. */
export function Figures({ situation, gaps }: { situation: SituationReading; gaps: Gaps }) {
  const say = useSay();
  const tiles = [...useOpen(situation.data), useShort(gaps)];
  return (
    <ul className="figures" aria-label={say("要数", "Key figures")}>
      {tiles.map(({ href, name, value, unit, note, urgent }) => (
        <li key={name} className={urgent ? "urgent" : ""}>
          <Link href={href}>
            <span>{name}</span>
            <b>
              {value} <small>{value === "—" ? "" : unit}</small>
            </b>
            <em>{note}</em>
          </Link>
        </li>
      ))}
    </ul>
  );
}

const more = (count: number, { hasNextPage }: { readonly hasNextPage: boolean }): string =>
  `${String(count)}${hasNextPage ? "+" : ""}`;

function useOpen(data: DashSituationQuery | undefined): Tile[] {
  const say = useSay();
  const box = useBox(data);
  const incidents = data?.incidents.edges.map(({ node }) => node) ?? [];
  const acting = incidents.filter(({ state }) => state === "ACTIVE").length;
  const needs = incidents.flatMap(({ needs: page }) => page.edges.map(({ node }) => node));
  const cut = incidents.some(({ needs: page }) => page.pageInfo.hasNextPage);
  const late = data === undefined ? 0 : needs.filter(isPast(data.hub.now)).length;
  const orders = data?.orders.edges.map(({ node }) => node) ?? [];
  const drafts = orders.filter(({ state }) => state === "DRAFT").length;
  const known = data !== undefined;
  const count = (value: string): string => (known ? value : "—");
  return [
    {
      href: "/events",
      name: say("未办结事件", "Open incidents"),
      value: count(data === undefined ? "" : more(incidents.length, data.incidents.pageInfo)),
      unit: say("起", ""),
      note: known ? say(`响应中 ${acting}`, `${acting} in response`) : "",
      urgent: acting > 0,
    },
    {
      href: "/events",
      name: say("待满足需求", "Needs not met"),
      value: count(more(needs.length, { hasNextPage: cut })),
      unit: say("项", ""),
      note: known ? say(`已过时限 ${late}`, `${late} past deadline`) : "",
      urgent: late > 0,
    },
    {
      href: "/orders",
      name: say("已下达未签收", "Issued, not received"),
      value: count(data === undefined ? "" : more(orders.length - drafts, data.orders.pageInfo)),
      unit: say("单", ""),
      note: known ? say(`待下达 ${drafts}`, `${drafts} to be issued`) : "",
      urgent: false,
    },
    box,
  ];
}

const isPast =
  (now: string) =>
  ({ deadlineAt }: { readonly deadlineAt: string | null }): boolean =>
    deadlineAt !== null && deadlineAt < now;

function useBox(data: DashSituationQuery | undefined): Tile {
  const say = useSay();
  const span = useSpan();
  const me = useMe();
  const mine = (data?.approvals.edges ?? [])
    .map(({ node }) => node)
    .filter(({ organization }) => me.may("approval:decide", [organization.id]));
  const [next] = mine.map(({ lapsesAt }) => lapsesAt).toSorted();
  const known = data !== undefined && me.viewer !== null;
  return {
    href: "/approvals",
    name: say("待我审批", "For me to approve"),
    value: known ? String(mine.length) : "—",
    unit: say("件", ""),
    note:
      !known || next === undefined
        ? me.viewer === null
          ? say("登录后可见", "sign in to see")
          : ""
        : say(
            `最早 ${span(data.hub.now, next)}后失效`,
            `first lapses in ${span(data.hub.now, next)}`,
          ),
    urgent: mine.length > 0,
  };
}

function useShort({ reading, regionCode }: Gaps): Tile {
  const say = useSay();
  const lines = reading.isPlaceholderData ? undefined : reading.data?.lines;
  const normed = lines?.filter(({ target }) => target !== null);
  const unknown = normed?.filter(({ gap }) => gap === null).length ?? 0;
  return {
    href: regionCode === null ? "/" : `/?region=${regionCode}`,
    name: say("缺口品类(所选区域)", "Items short (region chosen)"),
    value: lines === undefined ? "—" : String(lines.filter(isShort).length),
    unit: say("种", ""),
    note:
      normed === undefined
        ? ""
        : say(
            `有定额 ${normed.length}${unknown > 0 ? `,未盘点 ${unknown}` : ""}`,
            `of ${normed.length} with a norm${unknown > 0 ? `, ${unknown} not counted` : ""}`,
          ),
    urgent: false,
  };
}
