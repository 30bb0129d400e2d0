import type { Tx } from "../postgres/transaction.ts";
import type { ClockFacts, ClockRule, Due } from "./donation.model.ts";

export interface Ringing {
  readonly id: string;
  readonly org: string;
  readonly watchers: readonly string[];
  readonly dueOn: string;
  readonly dueRule: string;
  readonly changes: number;
  readonly overdue: boolean;
}

/**
 * Disclosures whose due day has passed, or comes within the hours of its rule, and of which that
 * was not told yet; locked, what another worker or a publishing charity holds is left to it. The
 * warning counts back from the end of the due day in China.
 */
export async function lockRinging(tx: Tx, max: number): Promise<Ringing[]> {
  const { rows } = await tx.client.query<Ringing>(
    `select d.id, d.org, d.watchers, d.due_on::text as "dueOn", d.due_rule as "dueRule", d.changes,
       d.due_on < $2::date as overdue
     from qipan.disclosure d
     where d.due_on is not null and (
       d.due_on < $2::date and d.overdue_for is distinct from d.due_on
       or d.due_on >= $2::date and d.warned_for is distinct from d.due_on
         and ((d.due_on + 1)::timestamp at time zone 'Asia/Shanghai')
           - make_interval(hours => (select max(r.warn_hours) from qipan.disclosure_rule r
             where r.code = d.due_rule and r.valid_from <= $2::date)) <= now())
     order by d.id limit $1 for update of d skip locked`,
    [max, tx.today],
  );
  return rows;
}

/** That it was told of this due day: once warned, once flagged. */
export async function updateRung(tx: Tx, { id, dueOn, overdue }: Ringing): Promise<void> {
  const column = overdue ? "overdue_for" : "warned_for";
  await tx.client.query(
    `update qipan.disclosure set ${column} = $2, changes = changes + 1 where id = $1`,
    [id, dueOn],
  );
}

/** What the clocks of a disclosure run from, as recorded now. */
export async function readClockFacts(tx: Tx, id: string): Promise<ClockFacts | undefined> {
  const { rows } = await tx.client.query<ClockFacts>(
    `select d.opened_on::text as "openedOn", qipan.day_of(d.published_at)::text as "publishedOn",
       (select min(case when l.number is null then g.first_on else g.last_on end)::text
         from (select o.number, min(i.received_on) as first_on, max(i.received_on) as last_on,
             sum(i.quantity) as quantity
           from qipan.donation o join qipan.donation_intake i on i.donation_id = o.id
           where o.disclosure_id = d.id group by o.number) g
         left join qipan.disclosure_line l on l.disclosure_id = d.id and l.number = g.number
           and l.until_version is null
         where l.number is null or l.received < g.quantity) as "unpublishedOn",
       case when c.id is not null then jsonb_build_object('startsOn', c.starts_on,
         'endsOn', c.ends_on, 'major', c.major, 'filed', c.filing_number is not null,
         'responseEndedOn', qipan.day_of(n.response_ended_at)) end as campaign
     from qipan.disclosure d
     left join qipan.campaign c on c.id = d.campaign_id
     left join qipan.incident n on n.id = c.incident_id
     where d.id = $1`,
    [id],
  );
  return rows[0];
}

/** The clocks in force today. */
export async function readClockRules(tx: Tx): Promise<ClockRule[]> {
  const { rows } = await tx.client.query<ClockRule>(
    `select code, scope, anchor, days, months from qipan.disclosure_rule
     where valid_from <= $1 and (valid_to is null or valid_to >= $1) order by code`,
    [tx.today],
  );
  return rows;
}

export async function updateDue(tx: Tx, id: string, due: Due | undefined): Promise<void> {
  await tx.client.query(
    `update qipan.disclosure set due_rule = $2, due_on = $3 where id = $1
       and (due_rule, due_on) is distinct from ($2::text, $3::date)`,
    [id, due?.rule ?? null, due?.on ?? null],
  );
}
