-- A claim was signed when its side's transaction began, and so before what that transaction had waited for: goods used in
-- between made it grow, and the book said that it grew after both had signed. It is signed when its row is held.
do $$
declare
  f record;
begin
  for f in select p.oid from pg_proc p where p.pronamespace = 'qipan'::regnamespace
    and p.proname in ('claim_confirm', 'claim_decide', 'recourse_decide')
  loop
    execute replace(replace(pg_get_functiondef(f.oid), 'confirmed_at, now())', 'confirmed_at, clock_timestamp())'),
      'then now() else', 'then clock_timestamp() else');
  end loop;
end $$;
