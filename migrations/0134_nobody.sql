-- Who speaks for no organization has no list of them, and `not (x = any (null))` is neither true nor false: doors that
-- asked so let the public in. They now ask whether it is true.
do $$
declare
  one record;
  def text;
  mended text;
begin
  for one in
    select * from (values
      ('claim_confirm(uuid, text)', 'if not (qipan.is_hub() or side_org = any (qipan.reader_orgs())
    or p_side = ''CREDITOR'' and c.creditor_org = any (qipan.reader_orgs())) then',
        'if (qipan.is_hub() or side_org = any (qipan.reader_orgs())
    or p_side = ''CREDITOR'' and c.creditor_org = any (qipan.reader_orgs())) is not true then'),
      ('claim_dispute(uuid, text, boolean)',
        'not (qipan.is_hub() or qipan.claim_side_orgs(c, p_side) && qipan.reader_orgs())',
        '(qipan.is_hub() or qipan.claim_side_orgs(c, p_side) && qipan.reader_orgs()) is not true'),
      ('claim_decide(uuid, text, bigint, uuid)', 'not p_org = any (qipan.reader_orgs())',
        '(p_org = any (qipan.reader_orgs())) is not true'),
      ('recourse_decide(uuid, jsonb)', 'not r.org = any (qipan.reader_orgs())',
        '(r.org = any (qipan.reader_orgs())) is not true')) door (name, loose, tight)
  loop
    def := pg_get_functiondef(('qipan.' || one.name)::regprocedure);
    mended := replace(def, one.loose, one.tight);
    if mended = def then raise exception 'nothing to mend in %', one.name; end if;
    execute mended;
  end loop;
end $$;
