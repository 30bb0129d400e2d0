-- Lists whose cost follows the answer among a hundred thousand orders and a million entries.

-- Readers of the feed want facts alone; among the entries of a great book they are few.
create index sealed_event on qipan.sealed using btree (seq) include (row_id) where kind = 'EVENT';
--> statement-breakpoint
-- Row security in a form that an index serves. "The hub, or a party" is an OR that none can: every
-- order of the hub was read for each list, and once more for each of its lines, legs and approvals.
-- The hub reads as '*', so one overlap says both. No pending list: each reader would pass over it.
create index dispatch_order_seen on qipan.dispatch_order using gin ((parties || '{*}'::text[]))
  with (fastupdate = off);
--> statement-breakpoint
alter policy seen on qipan.dispatch_order
  using ((parties || '{*}'::text[]) && (select qipan.reader_orgs())::text[]);
--> statement-breakpoint
alter policy changed on qipan.dispatch_order
  using ((parties || '{*}'::text[]) && (select qipan.reader_orgs())::text[]);
--> statement-breakpoint
create index claim_seen on qipan.claim using gin ((array[debtor_org, creditor_org, custodian_org, '*']))
  with (fastupdate = off);
--> statement-breakpoint
alter policy seen on qipan.claim
  using (array[debtor_org, creditor_org, custodian_org, '*'] && (select qipan.reader_orgs())::text[]);
--> statement-breakpoint
alter policy seen on qipan.order_line
  using (exists (select from qipan.dispatch_order o where o.id = order_id));
--> statement-breakpoint
alter policy changed on qipan.order_line
  using (exists (select from qipan.dispatch_order o where o.id = order_id));
--> statement-breakpoint
alter policy seen on qipan.leg
  using (exists (select from qipan.dispatch_order o where o.id = order_id));
--> statement-breakpoint
alter policy changed on qipan.leg
  using (exists (select from qipan.dispatch_order o where o.id = order_id));
--> statement-breakpoint
alter policy seen on qipan.approval
  using (exists (select from qipan.dispatch_order o where o.id = order_id));
--> statement-breakpoint
alter policy changed on qipan.approval
  using (exists (select from qipan.dispatch_order o where o.id = order_id));
