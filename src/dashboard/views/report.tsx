import { Refusals, useDeed } from "../core/deed.tsx";
import { Dialog } from "../core/dialog.tsx";
import { useDraft } from "../core/draft.ts";
import { useName, useSay } from "../core/lang.ts";
import { useReading } from "../core/reading.tsx";
import { go } from "../core/route.tsx";
import {
  DashMapDocument,
  ReportIncidentDocument,
  type IncidentCategory,
} from "../published/operations.ts";

type Hazard = readonly [code: string, zh: string, en: string];

const hazards: Readonly<Record<IncidentCategory, readonly Hazard[]>> = {
  NATURAL_DISASTER: [
    ["FLOOD", "洪涝", "flood"],
    ["ICE_FLOOD", "凌汛", "ice flood"],
    ["DROUGHT", "干旱", "drought"],
    ["EARTHQUAKE", "地震", "earthquake"],
    ["GEOLOGICAL", "地质灾害", "landslide"],
    ["WILDFIRE", "森林草原火灾", "wildfire"],
    ["SNOW_COLD", "雨雪冰冻、寒潮", "snow and cold"],
    ["SANDSTORM", "沙尘暴", "sandstorm"],
  ],
  ACCIDENT_DISASTER: [
    ["HAZCHEM", "危险化学品事故", "hazardous chemicals"],
    ["FIRE", "火灾", "fire"],
    ["MINE", "矿山事故", "mine accident"],
    ["TRAFFIC", "道路交通事故", "road accident"],
    ["UTILITY", "生命线工程事故", "utility failure"],
    ["POLLUTION", "突发环境事件", "pollution"],
  ],
  PUBLIC_HEALTH: [
    ["EPIDEMIC", "传染病疫情", "epidemic"],
    ["FOOD_SAFETY", "食品安全事件", "food safety"],
    ["ANIMAL_EPIDEMIC", "动物疫情", "animal epidemic"],
  ],
  SOCIAL_SECURITY: [["SECURITY", "社会安全事件", "social security"]],
};

const blank = { nameZh: "", hazard: "HAZCHEM", regionCode: "" };

const categoryOf = (hazard: string): IncidentCategory =>
  (Object.keys(hazards) as IncidentCategory[]).find((category) =>
    hazards[category].some(([code]) => code === hazard),
  ) ?? "ACCIDENT_DISASTER";

/** Three fields report an incident; the rest is added on its page. */
export function Report({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const [draft, setDraft, forget] = useDraft("report", blank);
  const deed = useDeed(ReportIncidentDocument, (data) => data.reportIncident);
  const report = async (): Promise<void> => {
    const { nameZh, hazard, regionCode } = draft;
    const category = categoryOf(hazard);
    const sent = await deed.run({ nameZh, hazard, category, regionCode, node: regionCode });
    if (sent === null) return;
    forget();
    go(`/events/${sent.id}`);
  };
  return (
    <Dialog
      title={say("报告事件", "Report an incident")}
      confirm={say("报告", "Report")}
      busy={deed.busy}
      onConfirm={() => void report()}
      onClose={onClose}
    >
      <Refusals deed={deed} />
      <label className="field">
        {say("名称(写明地点与险情)", "Name: where and what")}
        <input
          required
          maxLength={80}
          value={draft.nameZh}
          onChange={(event) => setDraft({ ...draft, nameZh: event.target.value })}
          data-first
        />
      </label>
      <HazardField value={draft.hazard} onChange={(hazard) => setDraft({ ...draft, hazard })} />
      <PlaceField
        value={draft.regionCode}
        onChange={(regionCode) => setDraft({ ...draft, regionCode })}
      />
    </Dialog>
  );
}

interface Choice {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function HazardField({ value, onChange }: Choice) {
  const say = useSay();
  const groups = Object.values(hazards).flat();
  return (
    <label className="field">
      {say("灾种", "Hazard")}
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {groups.map(([code, zh, en]) => (
          <option key={code} value={code}>
            {say(zh, en)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** County seats of the road network stand for their counties: help is taken there. */
function PlaceField({ value, onChange }: Choice) {
  const say = useSay();
  const name = useName();
  const { data } = useReading(DashMapDocument, { depots: 100 });
  const seats = data?.roadNodes.filter(({ kind }) => kind === "county_seat") ?? [];
  return (
    <label className="field">
      {say("所在旗县区", "County")}
      <select required value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{say("请选择", "choose")}</option>
        {seats.map((seat) => (
          <option key={seat.code} value={seat.code}>
            {name(seat)}
          </option>
        ))}
      </select>
    </label>
  );
}
