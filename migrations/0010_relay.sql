-- A relay: where a leg is to be handed over and to whom, and for the leg that goes on, which leg
-- it took over from and where.
alter table qipan.leg
  add column prior_leg_id uuid references qipan.leg (id),
  add column from_node text references qipan.road_node (id),
  add column relay_node text references qipan.road_node (id),
  add column relay_carrier_org text references qipan.organization (id),
  add column relay_keeper_org text references qipan.organization (id),
  add constraint leg_relay check ((relay_node is null) = (relay_carrier_org is null)
    and (relay_keeper_org is null or relay_node is not null)),
  add constraint leg_prior check ((prior_leg_id is null) = (from_node is null));
--> statement-breakpoint
-- A leg is taken over once.
create unique index leg_prior_once on qipan.leg (prior_leg_id);
--> statement-breakpoint
-- What left and was turned back or diverted on the road never arrives under this line.
alter table qipan.order_line
  add column redirected bigint not null default 0,
  drop constraint order_line_flow,
  add constraint order_line_flow check (
    least(held, loaded, departed, accepted, rejected, missing, cancelled, redirected) >= 0
    and departed <= loaded and loaded + cancelled <= ordered
    and accepted + rejected + missing + redirected <= departed);
