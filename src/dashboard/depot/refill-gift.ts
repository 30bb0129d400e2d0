import { whole, type FieldSpec } from "../core/form.tsx";
import { useSay } from "../core/lang.ts";

/** 赠与: what comes beyond what is owed and settles nothing, named by whoever brings or takes it. */
export function useGiftField(): FieldSpec {
  const say = useSay();
  const label = say("其中写明为赠与(可不填)", "Of it, an explicit gift (optional)");
  return { name: "gift", label, kind: "whole", optional: true };
}

/** Nothing typed, or a nought, is no gift. */
export const giftOf = (typed: string | undefined): { gift?: number } => {
  const gift = whole(typed) ?? 0;
  return gift === 0 ? {} : { gift };
};
