import type { Tx } from "../postgres/transaction.ts";
import type { SheetLine } from "./claims.model.ts";
import type { UnitDays } from "./sheet-days.rules.ts";

/** The unit of a line and its days there; undefined for goods, which have no time sheet. */
export async function readUnitDays(tx: Tx, orderLineId: string): Promise<UnitDays | undefined> {
  const { rows } = await tx.client.query<UnitDays>(
    `select case when l.team_id is null then 'EQUIPMENT' else 'TEAM' end as kind,
       coalesce(l.team_id, l.equipment_id) as id, t.headcount,
       coalesce((select jsonb_agg(jsonb_build_object(
           'from', qipan.day_of(least(s.from_at, g.departed)),
           'to', qipan.day_of(coalesce(s.to_at, now()))) order by s.from_at)
         from qipan.unit_stay s where s.order_line_id = l.id), '[]') as days
     from qipan.order_line l left join qipan.team t on t.id = l.team_id
     left join lateral (select min(g.departed_at) as departed from qipan.leg g
       join qipan.leg_line x on x.leg_id = g.id where x.order_line_id = l.id) g on true
     where l.id::text = $1 and l.item is null and coalesce(l.team_id, l.equipment_id) is not null`,
    [orderLineId],
  );
  return rows[0];
}

export interface CountedSheet {
  readonly unit: Pick<UnitDays, "kind" | "id">;
  readonly orderLineId: string;
  readonly sheetNumber: string;
  readonly lines: readonly SheetLine[];
}

/** Counts each day once, whatever order counts it; answers the places of lines already counted. */
export async function insertServiceDays(
  tx: Tx,
  { unit, orderLineId, sheetNumber, lines }: CountedSheet,
): Promise<readonly number[]> {
  const { rows } = await tx.client.query<{ day: string; counted: string }>(
    `insert into qipan.service_day
       (unit_kind, unit_id, day, counted, quantity, order_line_id, sheet_number)
     select $1, $2, s.day, s.unit, s.quantity, $3, $4
     from jsonb_to_recordset($5) as s (day date, unit text, quantity bigint)
     on conflict do nothing returning day::text as day, counted`,
    [unit.kind, unit.id, orderLineId, sheetNumber, JSON.stringify(lines)],
  );
  return lines.flatMap(({ day, unit: counted }, at) =>
    rows.some((row) => row.day === day && row.counted === counted) ? [] : [at],
  );
}
