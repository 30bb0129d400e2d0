import { useState } from "react";
import { figure, useUnit, yuan } from "../core/figures.ts";
import { useName, useSay } from "../core/lang.ts";
import { Empty, Panel } from "../core/panel.tsx";
import { useReading } from "../core/reading.tsx";
import { Link, useParam } from "../core/route.tsx";
import { useMe } from "../core/viewer.ts";
import { useWord } from "../core/words.ts";
import { DashOnSiteDocument, type DashOnSiteQuery } from "../published/operations.ts";
import { Kept } from "./kept.tsx";
import { SiteAct, type SiteDeed } from "./site-acts.tsx";
import { TimeSheet } from "./time-sheet.tsx";

type SiteOrder = NonNullable<DashOnSiteQuery["order"]>;
export type SiteLine = SiteOrder["lines"][number];
export type SiteData = DashOnSiteQuery;

interface Doing {
  readonly deed: SiteDeed;
  readonly line: SiteLine;
  readonly most: number;
  readonly kept: boolean;
}

/** 现场: where every piece of an order is, and what became of it. */
export function OnSite() {
  const say = useSay();
  const [id] = useParam("order");
  const [doing, setDoing] = useState<Doing | null>(null);
  const [worked, setWorked] = useState<SiteLine | null>(null);
  const reading = useReading(DashOnSiteDocument, { id: id ?? "" }, { enabled: id !== null });
  const order = reading.data?.order;
  return (
    <div className="page hand">
      <h1>
        {say("现场物资", "Goods on site")} {order?.number}
      </h1>
      <p>
        <Link href="/arrivals">{say("← 签收", "← Arrivals")}</Link>
      </p>
      <Kept />
      <Panel title={say("在外物资的去向", "What becomes of what is out")} reading={reading}>
        {order === null || order === undefined ? (
          <Empty>{say("没有这张调拨单,或您无权查看。", "No such order, or not yours.")}</Empty>
        ) : (
          <ul className="cards">
            {order.lines.map((line) =>
              line.item === null ? (
                <Unit key={line.id} order={order} line={line} begin={setWorked} />
              ) : (
                <Line key={line.id} order={order} line={line} begin={setDoing} />
              ),
            )}
          </ul>
        )}
      </Panel>
      {doing === null || reading.data === undefined ? null : (
        <SiteAct {...doing} data={reading.data} onClose={() => setDoing(null)} />
      )}
      {worked === null || reading.data === undefined ? null : (
        <TimeSheet line={worked} data={reading.data} onClose={() => setWorked(null)} />
      )}
    </div>
  );
}

interface UnitProps {
  readonly order: SiteOrder;
  readonly line: SiteLine;
  readonly begin: (line: SiteLine) => void;
}

/** A team or a machine: what it worked, unless the agreement lends it for nothing. */
function Unit({ order, line, begin }: UnitProps) {
  const say = useSay();
  const name = useName();
  const me = useMe();
  const free = order.agreement?.terms.regime === "FREE";
  return (
    <li>
      <b>{name(line.team ?? line.equipment?.type)}</b>
      {line.timeSheets.map(({ sheetNumber, totalFen }, at) => (
        <p key={at}>
          {say("工时单 ", "Time sheet ")}
          <Link href={`/orders/${order.id}`}>{sheetNumber}</Link> · {yuan(totalFen)}{" "}
          {say("元", "CNY")}
        </p>
      ))}
      {free ? <p>{say("协议约定无偿支援,不计工时。", "Lent free under the agreement.")}</p> : null}
      {!free && line.departed > 0 && me.may("goods:use", [order.receiver.id]) ? (
        <p className="acts">
          <button type="button" onClick={() => begin(line)}>
            {say("登记工时", "Record a time sheet")}
          </button>
        </p>
      ) : null}
    </li>
  );
}

interface LineProps {
  readonly order: SiteOrder;
  readonly line: SiteLine;
  readonly begin: (doing: Doing) => void;
}

function Line({ order, line, begin }: LineProps) {
  const say = useSay();
  const name = useName();
  const unit = useUnit();
  const word = useWord();
  const me = useMe();
  const mine = me.may("goods:use", [order.receiver.id]);
  const deeds: readonly (readonly [SiteDeed, string])[] = [
    ["USE", say("使用、发放", "Used, given out")],
    ["RETURN", say("归还", "Return")],
    ["KEEP", say("留存", "Keep")],
  ];
  return (
    <li>
      <b>{name(line.item)}</b> · {say("签收合格", "accepted")} {figure(line.accepted)}{" "}
      {unit(line.item)}
      {line.goodsOut.length === 0 ? (
        <p>{say("已全部了结。", "All is accounted for.")}</p>
      ) : (
        line.goodsOut.map(({ kind, quantity, holder }, at) => {
          const open = kind === "ON_SITE" || kind === "BORROWED";
          return (
            <p key={at}>
              {word("AccountKind", kind)} <b>{figure(quantity)}</b> {unit(line.item)} ·{" "}
              {name(holder)}
              {open && mine ? (
                <span className="acts">
                  {deeds
                    .filter(([deed]) => kind === "ON_SITE" || deed !== "KEEP")
                    .map(([deed, text]) => (
                      <button
                        key={deed}
                        type="button"
                        onClick={() =>
                          begin({ deed, line, most: quantity, kept: kind === "BORROWED" })
                        }
                      >
                        {text}
                      </button>
                    ))}
                </span>
              ) : null}
            </p>
          );
        })
      )}
    </li>
  );
}
