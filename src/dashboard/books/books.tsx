import { useRef } from "react";
import { useName, useSay } from "../core/lang.ts";
import { Empty, Panel } from "../core/panel.tsx";
import { Trouble, useReading, type Reading } from "../core/reading.tsx";
import { useParam } from "../core/route.tsx";
import { useMe } from "../core/viewer.ts";
import { useWord } from "../core/words.ts";
import { DashBooksDocument, type DashBooksQuery } from "../published/operations.ts";
import { Claims } from "./claims.tsx";
import { Exports } from "./exports.tsx";
import { ClaimFilters } from "./filters.tsx";
import { groupsOf, keyOfGroup, type Group } from "./group.ts";
import { Matrix } from "./matrix.tsx";
import { Netting } from "./netting.tsx";
import { Tasks } from "./tasks.tsx";

/** Who is to refill, return or pay what to whom: region by region, one thing and unit at a time. */
export function Books() {
  const say = useSay();
  const me = useMe();
  const [incidentId, setIncident] = useParam("incident");
  const reading = useReading(DashBooksDocument, { first: 100, incidentId }, { keep: true });
  const { data } = reading;
  if (data === undefined) return <Trouble reading={reading} />;
  const empty =
    me.viewer === null
      ? say("登录后查看往来(按 S)。", "Sign in to see the books (press S).")
      : say(
          "没有未清往来:应补、应还、应付均已结清。",
          "Nothing is open: all is refilled, returned and paid.",
        );
  return (
    <div className="page">
      <h1>
        {say("往来", "Books")}{" "}
        {incidentId === null ? null : (
          <button type="button" onClick={() => setIncident(null)}>
            {say("只看一个事件 ×", "one incident only ×")}
          </button>
        )}
      </h1>
      <Panel
        title={say("区域往来矩阵:应补、应还、应付", "Region by region: to refill, return, pay")}
        reading={reading}
      >
        {data.regionPositions.length === 0 ? <Empty>{empty}</Empty> : <Positions data={data} />}
      </Panel>
      <OpenClaims data={data} reading={reading} empty={empty} />
      <Tasks />
      <Netting groups={groupsOf(data.regionPositions)} />
    </div>
  );
}

interface OpenClaimsProps {
  readonly data: DashBooksQuery;
  readonly reading: Reading<DashBooksQuery>;
  readonly empty: string;
}

function OpenClaims({ data, reading, empty }: OpenClaimsProps) {
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  const all = data.claims.edges.map(({ node }) => node);
  const tools = (
    <>
      <ClaimFilters claims={all} />
      <Exports box={box} name={say("未清往来", "open-claims")} />
    </>
  );
  return (
    <Panel
      title={say("未清往来逐笔(最多 100 笔)", "Open claims (up to 100)")}
      reading={reading}
      tools={all.length === 0 ? undefined : tools}
    >
      <div ref={box}>{all.length === 0 ? <Empty>{empty}</Empty> : <Claims data={data} />}</div>
    </Panel>
  );
}

function Positions({ data }: { readonly data: DashBooksQuery }) {
  const say = useSay();
  const [chosen, choose] = useParam("of");
  const groups = groupsOf(data.regionPositions);
  const group = groups.find((one) => keyOfGroup(one) === chosen) ?? groups[0];
  return (
    <div className="positions">
      <ul className="groups" aria-label={say("往来种类", "Kinds")}>
        {groups.map((one) => (
          <li key={keyOfGroup(one)}>
            <button
              type="button"
              aria-pressed={one === group}
              onClick={() => choose(keyOfGroup(one))}
            >
              <GroupName group={one} />
            </button>
          </li>
        ))}
      </ul>
      {group === undefined ? null : <Matrix group={group} />}
    </div>
  );
}

function GroupName({ group }: { readonly group: Group }) {
  const say = useSay();
  const word = useWord();
  const name = useName();
  const { duty, kind, item, unit, cells } = group;
  return (
    <>
      <b>{word("Duty", duty)}</b> {word("ClaimKind", kind)} ·{" "}
      {item === null ? say("金额", "money") : name(item)} ({unit === "分" ? say("元", "CNY") : unit}
      )
      <small>
        {cells.length === 1
          ? `${name(cells[0]?.debtor)} → ${name(cells[0]?.creditor)}`
          : say(`${cells.length} 组区域`, `${cells.length} pairs`)}
      </small>
    </>
  );
}
