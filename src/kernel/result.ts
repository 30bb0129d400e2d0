/** An answer that may be a refusal. Callers must look at `ok` before they get at either side. */
export type Result<Value, Refused> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refused: Refused };

export const ok = <Value>(value: Value): Result<Value, never> => ({ ok: true, value });

export const refuse = <Refused>(refused: Refused): Result<never, Refused> => ({
  ok: false,
  refused,
});
