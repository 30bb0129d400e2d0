import { CustomChart, LinesChart, ScatterChart } from "echarts/charts";
import {
  AriaComponent,
  DataZoomInsideComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
} from "echarts/components";
import { init, use, type EChartsType } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { useName, useSay } from "../core/lang.ts";
import { go } from "../core/route.tsx";
import { useWord } from "../core/words.ts";
import type { DashMapQuery, DashSituationQuery } from "../published/operations.ts";
import { viewOf } from "./map-frame.ts";
import { seriesOf } from "./map-series.ts";

use([
  AriaComponent,
  CanvasRenderer,
  CustomChart,
  DataZoomInsideComponent,
  GridComponent,
  LegendComponent,
  LinesChart,
  ScatterChart,
  TooltipComponent,
]);

interface MapProps {
  readonly map: DashMapQuery;
  readonly situation: DashSituationQuery | undefined;
}

/** Points and roads on a plain sheet: no tiles, no boundaries, nothing from elsewhere. */
export default function Chart({ map, situation }: MapProps) {
  const say = useSay();
  const name = useName();
  const word = useWord();
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const draw = (): void => {
    const { current: sheet } = chart;
    if (sheet === null) return;
    const { x, y } = viewOf(map, { width: sheet.getWidth(), height: sheet.getHeight() });
    const hidden = { type: "value" as const, show: false };
    sheet.setOption(
      {
        animation: false,
        grid: { left: 0, right: 0, top: 0, bottom: 0 },
        xAxis: { ...hidden, min: x[0], max: x[1] },
        yAxis: { ...hidden, min: y[0], max: y[1] },
        dataZoom: [
          { type: "inside", xAxisIndex: 0, filterMode: "none" },
          { type: "inside", yAxisIndex: 0, filterMode: "none" },
        ],
        legend: {
          bottom: 4,
          left: 6,
          itemGap: 12,
          itemWidth: 16,
          itemHeight: 9,
          textStyle: { fontSize: 12, color: "#33415c" },
        },
        tooltip: { trigger: "item", confine: true, textStyle: { fontSize: 12 } },
        series: seriesOf({ map, situation, say, name, word }),
      },
      { replaceMerge: ["series"] },
    );
  };
  useChart(box, chart, draw);
  useEffect(draw);
  const [count, roads] = [map.depots.edges.length, map.roadLinks.length];
  return (
    <div
      ref={box}
      className="sheet-map"
      role="img"
      aria-label={say(
        `地图:储备库 ${count} 处,道路 ${roads} 段;事件与调拨单另有列表`,
        `Map: ${count} depots, ${roads} roads; incidents and orders are listed too`,
      )}
    />
  );
}

function useChart(
  box: React.RefObject<HTMLDivElement | null>,
  chart: React.RefObject<EChartsType | null>,
  draw: () => void,
): void {
  const latest = useRef(draw);
  latest.current = draw;
  useEffect(() => {
    if (box.current === null) return;
    const sheet = init(box.current);
    chart.current = sheet;
    sheet.on("click", ({ data }) => {
      const href = (data as { href?: unknown } | undefined)?.href;
      if (typeof href === "string") go(href);
    });
    const watch = new ResizeObserver(() => {
      sheet.resize();
      latest.current();
    });
    watch.observe(box.current);
    return () => {
      watch.disconnect();
      chart.current = null;
      sheet.dispose();
    };
  }, [box, chart]);
}
