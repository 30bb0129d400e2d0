import type { Cut } from "../feed/cut.service.ts";
import { pageFrom, pageOf, type PageOf, type PageRequest } from "../kernel/page.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { Tx } from "../postgres/transaction.ts";
import { readPastNeeds, type PastNeedRow } from "./as-of.store.ts";
import type { NeedState } from "./need.model.ts";
import { needStateOf } from "./need.rules.ts";

/** How a need stood at a cut; null where it changed before the hub kept what needs were. */
export interface PastNeed {
  readonly id: string;
  readonly quantity: number;
  readonly known: (PastNeedRow & { readonly state: NeedState }) | null;
}

/** Needs that had been declared by the cut, by the same rule of states as needs of today. */
export async function listPastNeeds(
  tx: Tx,
  cut: Cut,
  { incidentId, ...request }: PageRequest & { readonly incidentId: string | undefined },
): Promise<Outcome<PageOf<PastNeed>>> {
  const page = pageOf(request, ["timestamptz", "uuid"]);
  if (!page.ok) return page;
  const rows = await readPastNeeds(tx, cut, incidentId, page.value);
  return ok(
    pageFrom(
      rows,
      page.value,
      ({ key, id }) => [key, id],
      (row): PastNeed => {
        const { id, quantity, known } = row;
        const at = cut.sealedAt;
        if (!known || at === null) return { id, quantity, known: null };
        return { id, quantity, known: { ...row, state: needStateOf(row, at) } };
      },
    ),
  );
}
