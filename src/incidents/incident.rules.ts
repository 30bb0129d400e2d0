import { word, type Word } from "../../schema/words/word.ts";
import type { HazardZone } from "../../schema/shapes/hazard-zone.ts";
import {
  incidentState,
  type IncidentCategory,
  type IncidentGrade,
  type IncidentState,
} from "../../schema/words/incidents.ts";
import { refusal, refuseFor, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { IncidentRow, ReportInput, ZoneShape } from "./incident.model.ts";

/** What one may ask of an incident; the Chinese completes “不能…” in a refusal. */
export const incidentEvents = {
  START_RESPONSE: word("启动应急响应", "start the response"),
  SET_LEVEL: word("调整响应级别", "change the response level"),
  SET_ZONE: word("划定警戒区", "set its zone"),
  DECLARE_NEEDS: word("申报需求", "declare needs"),
  REQUEST_PROPOSAL: word("求解方案", "ask for a plan"),
  END_RESPONSE: word("解除应急响应", "end the response"),
  BEGIN_AFTERMATH: word("转入善后", "begin the aftermath"),
  CLOSE: word("办结", "close it"),
} as const;
export type IncidentEvent = keyof typeof incidentEvents;

const uuidPattern = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/;

/** What is no uuid names nothing here, and the database would throw on it. */
export const isUuid = (id: string): boolean => uuidPattern.test(id);

/** Every cell that is allowed; what is not here is refused. */
const table: Readonly<
  Record<IncidentState, Readonly<Partial<Record<IncidentEvent, IncidentState>>>>
> = {
  REPORTED: { START_RESPONSE: "ACTIVE", SET_ZONE: "REPORTED", DECLARE_NEEDS: "REPORTED" },
  ACTIVE: {
    SET_LEVEL: "ACTIVE",
    SET_ZONE: "ACTIVE",
    DECLARE_NEEDS: "ACTIVE",
    REQUEST_PROPOSAL: "ACTIVE",
    END_RESPONSE: "RESPONSE_ENDED",
  },
  RESPONSE_ENDED: { SET_ZONE: "RESPONSE_ENDED", BEGIN_AFTERMATH: "AFTERMATH" },
  AFTERMATH: { CLOSE: "CLOSED" },
  CLOSED: {},
};

/** The state after an event, or why it cannot happen now. */
export function next(state: IncidentState, event: IncidentEvent): Outcome<IncidentState> {
  const after = table[state][event];
  if (after !== undefined) return ok(after);
  const facts = { state: incidentState[state], action: incidentEvents[event] };
  return refuseFor("ILLEGAL_TRANSITION", "", facts);
}

/** 突发事件应对法 Art. 3: social security incidents carry no grade. */
export const gradeRefusals = (
  category: IncidentCategory,
  grade: IncidentGrade | null | undefined,
): readonly Refusal[] =>
  category === "SOCIAL_SECURITY" && grade !== undefined && grade !== null
    ? [
        refusal("INVALID_INPUT", "incidentGrade", {
          why: word("社会安全事件不分级", "social security incidents carry no grade"),
        }),
      ]
    : [];

const hazardPattern = /^[A-Z][A-Z0-9_]{1,39}$/;
const nameMax = 120;

/** What is wrong with a report by itself, without looking anything up. */
export function reportRefusals(input: ReportInput, now: Date): readonly Refusal[] {
  const found: Refusal[] = [...gradeRefusals(input.category, input.incidentGrade)];
  const invalid = (path: string, why: Word) => found.push(refusal("INVALID_INPUT", path, { why }));
  if (input.nameZh.trim() === "" || input.nameZh.length > nameMax)
    invalid("nameZh", word(`1–${nameMax} 字`, `1–${nameMax} characters`));
  if (!hazardPattern.test(input.hazard)) invalid("hazard", word("如 HAZCHEM", "such as HAZCHEM"));
  if (input.occurredAt && input.occurredAt > now)
    invalid("occurredAt", word("不得晚于现在", "not in the future"));
  if ((input.lon ?? null) === null && (input.node ?? null) === null)
    invalid("node", word("须给出节点或坐标", "a node or a point is needed"));
  if (((input.lon ?? null) === null) !== ((input.lat ?? null) === null))
    invalid("lat", word("经纬度须成对", "longitude and latitude go together"));
  return [...found, ...pointRefusals(input, "")];
}

function pointRefusals(point: Pick<ZoneShape, "lon" | "lat">, prefix: string): readonly Refusal[] {
  const within = (value: number | null | undefined, max: number, name: string) =>
    value === undefined || value === null || Math.abs(value) <= max
      ? []
      : [refusal("QUANTITY_OUT_OF_RANGE", `${prefix}${name}`, { min: -max, max })];
  return [...within(point.lon, 180, "lon"), ...within(point.lat, 90, "lat")];
}

const radiusMaxKm = 200;

/** A zone from what the caller gave, the incident's point and the present; or all that is wrong. */
export function zoneOf(
  incident: Pick<IncidentRow, "lon" | "lat">,
  shape: ZoneShape,
  now: Date,
): Outcome<HazardZone> {
  const found: Refusal[] = [...pointRefusals(shape, "zone.")];
  const range = (name: string, value: number | null | undefined, min: number, max: number) => {
    if (value !== undefined && value !== null && !(value >= min && value <= max))
      found.push(refusal("QUANTITY_OUT_OF_RANGE", `zone.${name}`, { min, max }));
  };
  range("radiusKm", shape.radiusKm, 0.01, radiusMaxKm);
  range("windTowardsDegrees", shape.windTowardsDegrees, 0, 360);
  range("sectorDegrees", shape.sectorDegrees, 1, 360);
  const from = shape.from ?? now;
  if (shape.until <= from)
    found.push(
      refusal("INVALID_INPUT", "zone.until", { why: word("须晚于起始时间", "must be later") }),
    );
  if (found.length > 0) return { ok: false, refused: found };
  const wind = shape.windTowardsDegrees ?? undefined;
  const sector = shape.sectorDegrees ?? undefined;
  return ok({
    lon: shape.lon ?? incident.lon,
    lat: shape.lat ?? incident.lat,
    radiusKm: shape.radiusKm,
    ...(wind === undefined ? {} : { windTowardsDegrees: wind }),
    ...(sector === undefined ? {} : { sectorDegrees: sector }),
    fromIso: from.toISOString(),
    untilIso: shape.until.toISOString(),
  });
}
