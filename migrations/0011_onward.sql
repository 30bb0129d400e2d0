-- Goods that go on to another need: the order comes of no proposal, but of a leg on the road or of
-- lines whose goods are on site. And what a command and a requisition leave behind: the lender's
-- objection, the number of the certificate.
alter table qipan.dispatch_order
  alter column proposal_id drop not null,
  add column from_leg_id uuid references qipan.leg (id),
  add column objected_at timestamptz,
  add column objected_by text,
  add column objection text,
  add column certificate text,
  add constraint dispatch_order_objection check ((objected_at is null) = (objection is null));
--> statement-breakpoint
alter table qipan.order_line add column from_line_id uuid references qipan.order_line (id);
