/**
 * SQL of what the check of a constraint `c` says: its own text, or that of the function which holds
 * a long list of words for it.
 */
export const checkText = `coalesce(
  (select prosrc from pg_proc where pronamespace = 'qipan'::regnamespace
    and proname = substring(pg_get_constraintdef(c.oid) from '([a-z_]+_known)')),
  pg_get_constraintdef(c.oid))`;
