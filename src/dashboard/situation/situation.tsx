import { lazy, Suspense } from "react";
import { walkRows } from "../core/keys.tsx";
import { useSay } from "../core/lang.ts";
import { Empty, Panel, Scroll } from "../core/panel.tsx";
import { useReading } from "../core/reading.tsx";
import { DashMapDocument, DashSituationDocument } from "../published/operations.ts";
import { Figures } from "./figures.tsx";
import { Gaps } from "./gaps.tsx";
import { OpenIncidents } from "./open-incidents.tsx";
import { OnTheWay } from "./on-the-way.tsx";
import { useGaps } from "./reading-gaps.ts";
import type { MapReading, SituationReading } from "./reading-gaps.ts";

/** Charts are the heaviest part of the page: tables stand before they are loaded. */
const Chart = lazy(() => import("./map.tsx"));

const pages = { incidents: 20, needs: 100, orders: 50, approvals: 100 };

/** The position: what is open, what is short, what is on the way, and where. */
export function Situation() {
  const say = useSay();
  const situation = useReading(DashSituationDocument, pages);
  const map = useReading(DashMapDocument, { depots: 100 });
  const gaps = useGaps(map.data);
  return (
    <div className="situation">
      <h1 className="unseen">{say("态势", "Position")}</h1>
      <Figures situation={situation} gaps={gaps} />
      <Where map={map} situation={situation} />
      <Panel className="incidents" title={say("未办结事件", "Open incidents")} reading={situation}>
        <Scroll label={say("事件列表", "Incidents")} onKeyDown={walkRows}>
          {situation.data === undefined ? null : <OpenIncidents data={situation.data} />}
        </Scroll>
      </Panel>
      <Panel
        className="way"
        title={say("途中与待下达", "On the way, and to be issued")}
        reading={situation}
      >
        <Scroll label={say("调拨单列表", "Orders")} onKeyDown={walkRows}>
          {situation.data === undefined ? null : <OnTheWay data={situation.data} />}
        </Scroll>
      </Panel>
      <Gaps gaps={gaps} map={map.data} />
    </div>
  );
}

function Where({ map, situation }: { map: MapReading; situation: SituationReading }) {
  const say = useSay();
  return (
    <Panel
      className="map"
      title={say("点位与路网", "Points and roads")}
      reading={map}
      tools={
        <small>
          {say("示意图,不作划界依据;滚轮缩放", "schematic, no boundaries; scroll to zoom")}
        </small>
      }
    >
      {map.data === undefined ? null : (
        <Suspense fallback={<Empty>{say("绘图中…", "drawing…")}</Empty>}>
          <Chart map={map.data} situation={situation.data} />
        </Suspense>
      )}
    </Panel>
  );
}
