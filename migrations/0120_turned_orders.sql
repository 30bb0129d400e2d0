-- An order of which all turned round on the road is closed, but its row did not say so: nobody could
-- close it by hand any more, and its incident never. From now on the turn itself writes the time.
update qipan.dispatch_order o set closed_at = now(), version = version + 1
where issued_at is not null and cancelled_at is null and closed_at is null
  and exists (select from qipan.order_line l where l.order_id = o.id and l.redirected > 0)
  and not exists (select from qipan.order_line l where l.order_id = o.id
    and (l.accepted + l.rejected > 0 or l.departed <> l.ordered - l.cancelled
      or l.departed <> l.missing + l.redirected));
