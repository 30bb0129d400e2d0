import type { SupervisionSource } from "../../schema/words/conference.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { SupervisionRow } from "./supervision.rules.ts";

/** What can be supervised: whose duty it is, whom it concerns, and whether it is late enough. */
export interface SourceFacts {
  readonly responsible: string;
  readonly parties: readonly string[];
  readonly late: boolean;
}

/** The policy of a claim or a task: its agreement's own if it has one, else the hub's. */
const policyOf = (line: string): string => `cross join lateral (
    select y.* from qipan.due_policy y
    left join qipan.order_line l on l.id = ${line}
    left join qipan.dispatch_order o on o.id = l.order_id
    where y.valid_from <= $2::date and (y.agreement_id is null or y.agreement_id = o.agreement_id)
    order by y.agreement_id nulls last, y.valid_from desc limit 1) p`;

const sourceSql: Readonly<Record<Exclude<SupervisionSource, "RESOLUTION">, string>> = {
  CLAIM: `select c.debtor_org as responsible, array[c.creditor_org] as parties,
      coalesce(c.outstanding > 0 and c.due_on + p.supervise_after <= $2::date
        and c.state <> 'DISPUTED', false) as late
    from qipan.claim c ${policyOf("c.order_line_id")} where c.id::text = $1`,
  REFILL_TASK: `select t.performer_org as responsible, array[t.owner_org] as parties,
      coalesce(t.done < t.quantity
        and coalesce(t.due_on, c.due_on) + p.supervise_after <= $2::date, false) as late
    from qipan.refill_task t left join qipan.claim c on c.id = t.claim_id
    ${policyOf("t.order_line_id")} where t.id::text = $1`,
  DISCLOSURE: `select org as responsible, '{}'::text[] as parties,
      coalesce(due_on < $2::date, false) as late
    from qipan.disclosure where id::text = $1`,
};

export async function readSource(
  tx: Tx,
  kind: Exclude<SupervisionSource, "RESOLUTION">,
  id: string,
): Promise<SourceFacts | undefined> {
  const { rows } = await tx.client.query<SourceFacts>(sourceSql[kind], [id, tx.today]);
  return rows[0];
}

/** What its policy puts under supervision by itself, and what such an item says. */
export interface AutoItem extends Pick<SupervisionRow, "org" | "responsibleOrg" | "readers"> {
  readonly sourceKind: "CLAIM" | "REFILL_TASK";
  readonly sourceId: string;
  readonly responsibleZh: string;
  readonly itemZh: string;
  readonly quantity: number;
  readonly unitZh: string;
  readonly claimKind: string | null;
  readonly lateSince: string;
  readonly dueOn: string;
}

/** Asked once: most hubs have no such policy, and then nothing is read. */
const anySql = "(select count(*) > 0 from qipan.due_policy where auto_after is not null)";

/** Late by the days of its policy, and never supervised since: what was closed stays closed. */
export async function readAutoItems(tx: Tx, max: number): Promise<AutoItem[]> {
  const { rows } = await tx.client.query<AutoItem>(
    `with late as (
       select 'CLAIM' as kind, c.id, c.kind as claim_kind, c.debtor_org as responsible,
         array[c.debtor_org, c.creditor_org] as sides, c.item, c.outstanding as quantity, c.due_on,
         c.order_line_id as line
       from qipan.claim c
       where c.outstanding > 0 and c.state <> 'DISPUTED' and c.due_on < $2::date and ${anySql}
       union all
       select 'REFILL_TASK', t.id, null, t.performer_org, array[t.performer_org, t.owner_org],
         t.item, t.quantity - t.done, coalesce(t.due_on, c.due_on), t.order_line_id
       from qipan.refill_task t left join qipan.claim c on c.id = t.claim_id
       where t.state <> 'DONE' and coalesce(t.due_on, c.due_on) < $2::date
         and c.state is distinct from 'DISPUTED' and ${anySql})
     select e.kind as "sourceKind", e.id as "sourceId", e.claim_kind as "claimKind",
       e.responsible as "responsibleOrg", r.name_zh as "responsibleZh", p.auto_org as org,
       e.sides || p.auto_org as readers, coalesce(i.name_zh, '款项') as "itemZh", e.quantity,
       coalesce(i.unit_zh, '分') as "unitZh", e.due_on::text as "lateSince",
       ($2::date + p.auto_term)::text as "dueOn"
     from late e join qipan.organization r on r.id = e.responsible
     left join qipan.item i on i.sku = e.item ${policyOf("e.line")}
     where p.auto_after is not null and e.due_on + p.auto_after <= $2::date
       and not exists (select from qipan.supervision_item s where s.source_id = e.id)
     order by e.due_on, e.id limit $1`,
    [max, tx.today],
  );
  return rows;
}

/** Open items whose claim is settled or whose task is done, locked; another node has the others. */
export async function lockSettled(tx: Tx, max: number): Promise<SupervisionRow[]> {
  const { rows } = await tx.client.query<SupervisionRow>(
    `select s.id, s.org, s.responsible_org as "responsibleOrg", s.readers, s.title_zh as "titleZh",
       s.source_kind as "sourceKind", s.source_id as "sourceId", s.due_on::text as "dueOn", s.state,
       s.version, s.opened_at as "openedAt", s.closed_at as "closedAt"
     from qipan.supervision_item s
     where s.state <> 'CLOSED' and case s.source_kind
       when 'CLAIM' then exists (select from qipan.claim c
         where c.id = s.source_id and c.outstanding = 0)
       when 'REFILL_TASK' then exists (select from qipan.refill_task t
         where t.id = s.source_id and t.state = 'DONE') else false end
     order by s.id limit $1 for update of s skip locked`,
    [max],
  );
  return rows;
}
