import { word } from "../../schema/words/word.ts";
import { serviceUnit, type ServiceUnit } from "../../schema/words/replenishment.ts";
import type { ForceKind } from "../../schema/words/forces.ts";
import { refusal, type Refusal } from "../kernel/refusal.ts";
import type { SheetLine } from "./claims.model.ts";

/** The unit of an order line and the days on which the order had it, first and last included. */
export interface UnitDays {
  readonly kind: ForceKind;
  readonly id: string;
  /** Of a team; null: a machine. */
  readonly headcount: number | null;
  readonly days: readonly { readonly from: string; readonly to: string }[];
}

/** Three shifts of eight hours are a day. */
const shiftsPerDay = 3;

const countedOf: Readonly<Record<ForceKind, readonly ServiceUnit[]>> = {
  TEAM: ["PERSON_DAY", "LITRE"],
  EQUIPMENT: ["MACHINE_SHIFT", "LITRE"],
};

/**
 * What a sheet claims beyond the time for which the order had the unit, the people it has, or the
 * shifts of a day; and what it counts twice.
 */
export function sheetDayRefusals(unit: UnitDays, lines: readonly SheetLine[]): readonly Refusal[] {
  return lines.flatMap((line, at) => {
    const path = `lines.${at}`;
    const { day, unit: counted } = line;
    if (!countedOf[unit.kind].includes(counted)) {
      const why = word(
        `不计${serviceUnit[counted].zh}`,
        `no ${serviceUnit[counted].en} of this unit`,
      );
      return [refusal("INVALID_INPUT", `${path}.unit`, { why })];
    }
    const first = lines.findIndex((other) => other.day === day && other.unit === counted);
    if (first < at)
      return [refusal("INVALID_INPUT", `${path}.day`, { why: word("重复", "twice") })];
    if (!unit.days.some(({ from, to }) => from <= day && day <= to)) {
      const why = word("当日不在本单", "the order did not have the unit on that day");
      return [refusal("INVALID_INPUT", `${path}.day`, { why })];
    }
    const max = mostOf(unit, counted);
    return line.quantity <= max
      ? []
      : [refusal("QUANTITY_OUT_OF_RANGE", `${path}.quantity`, { min: 1, max })];
  });
}

function mostOf({ headcount }: UnitDays, counted: ServiceUnit): number {
  if (counted === "PERSON_DAY") return headcount ?? 0;
  return counted === "MACHINE_SHIFT" ? shiftsPerDay : Number.MAX_SAFE_INTEGER;
}
