-- A partner's codes of depots. Which depots there are is not every member's to know, and a row tells of one by what it
-- stands for: such a table is its owner's alone.
alter table qipan.code_table drop constraint code_table_kind,
  add constraint code_table_kind check (kind in ('ITEM', 'CATEGORY', 'REGION', 'ORGANIZATION', 'DEPOT', 'UNIT')),
  add constraint code_table_depot check (kind <> 'DEPOT' or sight = 'OWN');
