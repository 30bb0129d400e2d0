-- A statement of a region: a fold of the books of its governments that the issuer may read. It
-- names those books, and whoever reads it must be allowed to read each of them: no line of it then
-- shows a claim that its reader could not see by itself. Statements of one organization name none.
alter table qipan.statement add column region text references qipan.region (code),
  add column books text[] not null default '{}',
  add constraint statement_subject check (
    (region is null) = (cardinality(books) = 0)
    and (region is null or counterparty is null and org = any (books)));
--> statement-breakpoint
drop policy seen on qipan.statement;
--> statement-breakpoint
create policy seen on qipan.statement for select to qipan_app using ((select qipan.is_hub())
  or region is null and (org = any ((select qipan.reader_orgs())::text[])
    or counterparty = any ((select qipan.reader_orgs())::text[]))
  or region is not null and books <@ (select qipan.reader_orgs())::text[]);
--> statement-breakpoint
drop policy added on qipan.statement;
--> statement-breakpoint
create policy added on qipan.statement for insert to qipan_app with check ((select qipan.is_hub())
  or org = any ((select qipan.reader_orgs())::text[])
    and books <@ (select qipan.reader_orgs())::text[]);
