-- 轮换要约: goods that expire soon, offered to the neighbours of the cluster, and who took how many.
create table qipan.rotation_offer (
  id uuid primary key,
  lot_id uuid not null references qipan.stock_lot (id),
  owner_org text not null references qipan.organization (id),
  item text not null references qipan.item (sku),
  quantity bigint not null,
  taken bigint not null default 0,
  mode text not null constraint rotation_offer_mode check (mode in ('GIFT', 'EXCHANGE')),
  refill_days integer constraint rotation_offer_refill check ((mode = 'EXCHANGE') = (refill_days is not null)),
  until_on date not null,
  expires_on date,
  offered_by text not null,
  offered_at timestamptz not null,
  withdrawn_at timestamptz,
  note text,
  parties text[] not null,
  version integer not null default 1,
  constraint rotation_offer_taken check (quantity > 0 and taken between 0 and quantity)
);
--> statement-breakpoint
create index rotation_offer_owner on qipan.rotation_offer (owner_org);
--> statement-breakpoint
create table qipan.rotation_take (
  id uuid primary key,
  offer_id uuid not null references qipan.rotation_offer (id),
  taker_org text not null references qipan.organization (id),
  quantity bigint not null constraint rotation_take_quantity check (quantity > 0),
  lot_id uuid not null references qipan.stock_lot (id),
  taken_by text not null,
  taken_at timestamptz not null
);
--> statement-breakpoint
create index rotation_take_offer on qipan.rotation_take (offer_id);
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['rotation_offer', 'rotation_take'] loop
    execute format('alter table qipan.%I enable row level security', t);
    execute format('alter table qipan.%I force row level security', t);
    execute format('create policy owner_all on qipan.%I to qipan_owner using (true) with check (true)', t);
    execute format('grant select, insert on qipan.%I to qipan_app', t);
  end loop;
end $$;
--> statement-breakpoint
grant update (taken, withdrawn_at, version) on qipan.rotation_offer to qipan_app;
--> statement-breakpoint
create policy seen on qipan.rotation_offer for select to qipan_app using ((select qipan.is_hub())
  or owner_org = any ((select qipan.reader_orgs())::text[]) or parties && (select qipan.reader_orgs())::text[]);
--> statement-breakpoint
create policy added on qipan.rotation_offer for insert to qipan_app with check ((select qipan.is_hub())
  or owner_org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
create policy changed on qipan.rotation_offer for update to qipan_app using ((select qipan.is_hub())
  or owner_org = any ((select qipan.reader_orgs())::text[]) or parties && (select qipan.reader_orgs())::text[])
  with check ((select qipan.is_hub())
  or owner_org = any ((select qipan.reader_orgs())::text[]) or parties && (select qipan.reader_orgs())::text[]);
--> statement-breakpoint
create policy seen on qipan.rotation_take for select to qipan_app using ((select qipan.is_hub())
  or taker_org = any ((select qipan.reader_orgs())::text[])
  or offer_id in (select id from qipan.rotation_offer where owner_org = any ((select qipan.reader_orgs())::text[])));
--> statement-breakpoint
create policy added on qipan.rotation_take for insert to qipan_app with check ((select qipan.is_hub())
  or taker_org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
-- The lot behind an offer, for those to whom it is offered: they need not see its shelf. It stays
-- as it is until the caller's transaction ends: a recall waits for the taker, or the taker sees it.
create function qipan.rotation_lot(p_offer uuid)
returns jsonb language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  lot uuid;
begin
  select lot_id into lot from qipan.rotation_offer where id = p_offer and (qipan.is_hub()
    or owner_org = any (qipan.reader_orgs()) or parties && qipan.reader_orgs());
  if lot is null then return null; end if;
  perform from qipan.stock_lot where id = lot for share;
  return (select jsonb_build_object('lotId', s.id, 'code', s.code, 'item', s.item, 'owner', s.owner_org,
      'custodian', d.custodian_org, 'depot', d.id, 'underNorm', s.under_norm, 'condition', s.condition,
      'batch', s.batch, 'madeOn', s.made_on, 'expiresOn', s.expires_on, 'origin', s.origin,
      'earmark', s.earmark, 'unitValueFen', s.unit_value_fen, 'countedAt', s.counted_at)
    from qipan.stock_lot s join qipan.depot d on d.id = s.depot_id where s.id = lot);
end $$;
--> statement-breakpoint
revoke all on function qipan.rotation_lot(uuid) from public;
--> statement-breakpoint
grant execute on function qipan.rotation_lot(uuid) to qipan_app;
