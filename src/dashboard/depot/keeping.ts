import { useReading, type Reading } from "../core/reading.tsx";
import { useParam } from "../core/route.tsx";
import { useMe } from "../core/viewer.ts";
import { DashKeepingDocument, type DashKeepingQuery } from "../published/operations.ts";

export type KeptDepot = DashKeepingQuery["depots"]["edges"][number]["node"];

export interface Keeping {
  readonly reading: Reading<DashKeepingQuery>;
  readonly depots: readonly KeptDepot[];
  readonly depot: KeptDepot | undefined;
  readonly choose: (code: string | null) => void;
}

/** The depots that this duty keeps or disposes of, and the one that the address names. */
export function useKeeping(): Keeping {
  const me = useMe();
  const [code, choose] = useParam("depot");
  const reading = useReading(DashKeepingDocument, {}, { keep: true });
  const depots = (reading.data?.depots.edges ?? [])
    .map(({ node }) => node)
    .filter(({ custodian, owner }) =>
      (["stock:change", "stock:dispose"] as const).some((right) =>
        me.may(right, [custodian.id, owner.id]),
      ),
    );
  const depot = depots.find((one) => one.code === code) ?? depots[0];
  return { reading, depots, depot, choose };
}
