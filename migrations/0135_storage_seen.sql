-- What one organization stores with another, and for what fee, was every member's to read by its id, also
-- where the depot is RESTRICTED. It is the parties' now, and that of members who may see the depot.
alter policy seen on qipan.storage_agreement using (
  (select qipan.is_hub()) or owner_org = any ((select qipan.reader_orgs())::text[])
  or custodian_org = any ((select qipan.reader_orgs())::text[])
  or contracting_org = any ((select qipan.reader_orgs())::text[])
  or ((select qipan.is_member()) and depot_id in (select id from qipan.depot)));
--> statement-breakpoint
-- Organizations of a reader travel as one text between commas; `*` and `public` mean more than one of them.
alter table qipan.organization add constraint organization_plain_id
  check (id !~ '[,*{}"\\]' and id not in ('', 'public'));
--> statement-breakpoint
-- A side that is neither debtor nor creditor states nothing: the table has none, and the policy says so too.
alter policy added on qipan.claim_figure with check (
  org = any ((select qipan.reader_orgs())::text[]) and exists (
    select from qipan.claim c where c.id = claim_figure.claim_id
      and claim_figure.org = any (case claim_figure.side when 'DEBTOR' then array[c.debtor_org]
        when 'CREDITOR' then array[c.creditor_org, c.custodian_org] end)));
