import { useState } from "react";
import { Refusals, useDeed } from "../core/deed.tsx";
import { Dialog } from "../core/dialog.tsx";
import { useSay } from "../core/lang.ts";
import { SetHazardZoneDocument } from "../published/operations.ts";
import type { IncidentShown } from "./incident.tsx";

interface ZoneProps {
  readonly incident: IncidentShown;
  readonly onClose: () => void;
}

const hourMs = 3_600_000;

/** A circle, or a sector down the wind: depots and roads inside are left out of plans. */
export function ZoneForm({ incident, onClose }: ZoneProps) {
  const say = useSay();
  const { zone, id, closedRoadIds } = incident;
  const [radiusKm, setRadius] = useState(String(zone?.radiusKm ?? 1));
  const [hours, setHours] = useState("6");
  const [wind, setWind] = useState(String(zone?.windTowardsDegrees ?? ""));
  const deed = useDeed(SetHazardZoneDocument, (data) => data.setHazardZone);
  const set = async (): Promise<void> => {
    const until = new Date(Date.now() + Number(hours) * hourMs).toISOString();
    const sector = wind === "" ? {} : { windTowardsDegrees: Number(wind), sectorDegrees: 60 };
    const next = { radiusKm: Number(radiusKm), until, ...sector };
    if ((await deed.run({ incidentId: id, zone: next, closedRoadIds })) !== null) onClose();
  };
  const number = (label: string, value: string, change: (value: string) => void, need = true) => (
    <label className="field">
      {label}
      <input
        type="number"
        step="any"
        min={0}
        required={need}
        value={value}
        onChange={(event) => change(event.target.value)}
      />
    </label>
  );
  return (
    <Dialog
      title={say("设定警戒区", "Set the hazard zone")}
      confirm={say("设定", "Set")}
      busy={deed.busy}
      onConfirm={() => void set()}
      onClose={onClose}
    >
      <Refusals deed={deed} />
      {number(say("半径(千米)", "Radius (km)"), radiusKm, setRadius)}
      {number(say("持续(小时)", "For (hours)"), hours, setHours)}
      {number(
        say(
          "下风方向(自正北顺时针度数,空为整圆;填写则取 60° 扇形)",
          "Where the wind blows to (degrees from north; empty: a full circle, else a 60° sector)",
        ),
        wind,
        setWind,
        false,
      )}
    </Dialog>
  );
}
