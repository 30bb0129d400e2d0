import type { Tx } from "../postgres/transaction.ts";
import type { ReminderRow } from "./claims.model.ts";

/** Of what was told: so many days before its day (`stage`), or that it has passed (−1). */
export interface Reminded {
  readonly subjectKind: "CLAIM" | "REFILL_TASK";
  readonly subjectId: string;
  readonly version: number;
  readonly dueOn: string;
  readonly stage: number;
  readonly parties: readonly string[];
}

/**
 * The policy of a day: the agreement's own if it has one that has begun, else the hub's. A stage
 * that was missed while the hub was down is not made up for: the nearest one is told. What is far
 * from its day, or was told that it is past, is left out before its policy is looked for.
 */
const dueSql = `with said as (
    select 'CLAIM' as kind, c.id, c.version, c.due_on, c.order_line_id,
      array[c.debtor_org] as warned, array[c.debtor_org, c.creditor_org, c.custodian_org] as late
    from qipan.claim c where c.outstanding > 0 and c.state <> 'DISPUTED' and c.due_on is not null
    union all
    select 'REFILL_TASK', t.id, t.version, coalesce(t.due_on, c.due_on), t.order_line_id,
      array[t.performer_org], array[t.performer_org, t.funder_org, t.owner_org]
    from qipan.refill_task t left join qipan.claim c on c.id = t.claim_id
    where t.state <> 'DONE' and coalesce(t.due_on, c.due_on) is not null
      and c.state is distinct from 'DISPUTED'
  ), near as (
    select s.* from said s
    where s.due_on <= $1::date + (select max(w) from qipan.due_policy, unnest(warn_days || 0) w)
      and not (s.due_on < $1::date and exists (select from qipan.due_reminder r
        where r.subject_id = s.id and r.due_on = s.due_on and r.stage = -1))
  ), staged as (
    select s.*, case when s.due_on < $1::date then -1 else (
      select min(w) from unnest(p.warn_days) w where s.due_on - w <= $1::date) end as stage
    from near s
    left join qipan.order_line l on l.id = s.order_line_id
    left join qipan.dispatch_order o on o.id = l.order_id
    cross join lateral (select warn_days from qipan.due_policy
      where valid_from <= $1::date and (agreement_id is null or agreement_id = o.agreement_id)
      order by agreement_id nulls last, valid_from desc limit 1) p
  )
  select kind, id, version, due_on, stage,
    array_remove(case stage when -1 then late else warned end, null) as parties
  from staged s where stage is not null and not exists (select from qipan.due_reminder r
    where r.subject_id = s.id and r.due_on = s.due_on and r.stage = s.stage)
  order by due_on, id limit $2`;

/** Notes what is to be told now; what another node told at the same moment is left out. */
export async function insertReminders(tx: Tx, max: number): Promise<Reminded[]> {
  const { rows } = await tx.client.query<Reminded>(
    `with due as (${dueSql}), told as (
       insert into qipan.due_reminder
         (subject_kind, subject_id, due_on, stage, parties, told_at)
       select kind, id, due_on, stage, parties, $3 from due order by id
       on conflict do nothing returning subject_id, due_on, stage)
     select d.kind as "subjectKind", d.id as "subjectId", d.version, d.due_on::text as "dueOn",
       d.stage, d.parties
     from due d join told t on t.subject_id = d.id and t.due_on = d.due_on and t.stage = d.stage
     order by d.due_on, d.id`,
    [tx.today, max, tx.now],
  );
  return rows;
}

/** What was told of each claim or task, the oldest first. */
export async function readReminders(tx: Tx, subjects: readonly string[]): Promise<ReminderRow[]> {
  const { rows } = await tx.client.query<ReminderRow>(
    `select subject_id as "subjectId", due_on::text as "dueOn", stage, told_at as "toldAt"
     from qipan.due_reminder where subject_id = any ($1::uuid[]) order by told_at, stage desc`,
    [subjects],
  );
  return rows;
}
