import { useState } from "react";
import { useKeys } from "../core/keys.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Level, Warning } from "../core/level.tsx";
import { Empty, Panel } from "../core/panel.tsx";
import { useReading, Trouble } from "../core/reading.tsx";
import { go, Link } from "../core/route.tsx";
import { stampOf, timeOf } from "../core/time.ts";
import { useMe } from "../core/viewer.ts";
import { useWord } from "../core/words.ts";
import { DashIncidentDocument, type DashIncidentQuery } from "../published/operations.ts";
import { Needs } from "./needs.tsx";
import { NeedsForm } from "./needs-form.tsx";
import { Respond } from "./respond.tsx";
import { ZoneForm } from "./zone-form.tsx";

export type IncidentShown = NonNullable<DashIncidentQuery["incident"]>;

export function Incident({ id }: { readonly id: string }) {
  const say = useSay();
  const reading = useReading(DashIncidentDocument, { id, needs: 100 });
  const incident = reading.data?.incident;
  if (reading.data === undefined) return <Trouble reading={reading} />;
  if (incident === null || incident === undefined)
    return (
      <Empty>{say("没有这个事件,或您无权查看。", "No such incident, or not yours to see.")}</Empty>
    );
  return <Whole incident={incident} reading={reading} now={reading.data.hub.now} />;
}

interface WholeProps {
  readonly incident: IncidentShown;
  readonly reading: ReturnType<typeof useReading<DashIncidentQuery, unknown>>;
  readonly now: string;
}

type Open = "needs" | "respond" | "zone" | null;

function Whole({ incident, reading, now }: WholeProps) {
  const say = useSay();
  const name = useName();
  const [open, setOpen] = useState<Open>(null);
  const acts = useActs(incident, setOpen);
  useKeys(acts);
  const close = (): void => setOpen(null);
  return (
    <div className="page">
      <h1>
        <Level level={incident.responseLevel} /> <Warning level={incident.warningLevel} />{" "}
        {name(incident)}
        <span className="acts">
          {acts.map(({ key, zh, en, act }) => (
            <button key={key} type="button" className={key === "c" ? "primary" : ""} onClick={act}>
              {say(zh, en)} <kbd>{key.toUpperCase()}</kbd>
            </button>
          ))}
        </span>
      </h1>
      <Panel title={say("事件概况", "The incident")} reading={reading}>
        <Facts incident={incident} now={now} />
      </Panel>
      {open === "needs" ? <NeedsForm incidentId={incident.id} onDone={close} /> : null}
      <Panel title={say("需求", "Needs")} reading={reading}>
        <Needs incident={incident} now={now} />
      </Panel>
      {open === "respond" ? <Respond incidentId={incident.id} onClose={close} /> : null}
      {open === "zone" ? <ZoneForm incident={incident} onClose={close} /> : null}
    </div>
  );
}

/** What this duty may do here and now, with its keys. */
function useActs(incident: IncidentShown, open: (what: Open) => void) {
  const me = useMe();
  const { id, state, government } = incident;
  const plans = {
    key: "c",
    zh: "方案比选",
    en: "Compare plans",
    act: () => go(`/events/${id}/plans`),
  };
  const list = [plans];
  const isOpen = state === "REPORTED" || state === "ACTIVE";
  if (isOpen && me.may("need:declare"))
    list.push({ key: "n", zh: "申报需求", en: "Declare needs", act: () => open("needs") });
  if (isOpen && me.may("incident:report"))
    list.push({ key: "z", zh: "警戒区", en: "Hazard zone", act: () => open("zone") });
  if (state === "REPORTED" && me.may("incident:level", [government.id]))
    list.push({ key: "r", zh: "启动响应", en: "Start the response", act: () => open("respond") });
  return list;
}

function useFacts(incident: IncidentShown, now: string): (readonly [string, string])[] {
  const say = useSay();
  const name = useName();
  const word = useWord();
  const { zone, levels } = incident;
  return [
    [say("状态", "State"), word("IncidentState", incident.state)],
    [say("类别", "Category"), word("IncidentCategory", incident.category)],
    [
      say("分级", "Grade"),
      incident.incidentGrade === null ? "—" : word("IncidentGrade", incident.incidentGrade),
    ],
    [say("属地", "Region"), name(incident.region)],
    [say("送达点", "Taken to"), name(incident.place)],
    [say("牵头单位", "Lead"), name(incident.lead)],
    [say("负担单位", "Payer"), name(incident.payer)],
    [say("发生", "Happened"), stampOf(incident.occurredAt)],
    [say("启动响应", "Response since"), stampOf(incident.responseStartedAt)],
    [
      say("警戒区", "Hazard zone"),
      zone === null
        ? say("未设", "none")
        : say(
            `半径 ${zone.radiusKm} 千米,至 ${timeOf(zone.until, now)}`,
            `radius ${zone.radiusKm} km until ${timeOf(zone.until, now)}`,
          ),
    ],
    [
      say("封闭道路", "Closed roads"),
      incident.closedRoadIds.length === 0
        ? say("无", "none")
        : say(`${incident.closedRoadIds.length} 段`, String(incident.closedRoadIds.length)),
    ],
    [say("最近定级理由", "Reason of the level"), levels[0]?.reason ?? "—"],
  ];
}

function Facts({ incident, now }: { readonly incident: IncidentShown; readonly now: string }) {
  const say = useSay();
  const facts = useFacts(incident, now);
  return (
    <dl className="facts">
      {facts.map(([term, text]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{text}</dd>
        </div>
      ))}
      <div>
        <dt>{say("调拨单", "Orders")}</dt>
        <dd>
          <Link href={`/orders?incident=${incident.id}`}>{say("本事件全部", "All of it")}</Link>
        </dd>
      </div>
    </dl>
  );
}
