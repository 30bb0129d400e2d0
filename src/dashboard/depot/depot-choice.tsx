import { useName, useSay } from "../core/lang.ts";
import type { Keeping } from "./keeping.ts";

/** Which of the depots in one's keeping is meant. */
export function DepotChoice({ keeping }: { readonly keeping: Keeping }) {
  const say = useSay();
  const name = useName();
  const { depots, depot, choose } = keeping;
  return (
    <label>
      {say("库", "Depot")}{" "}
      <select value={depot?.code ?? ""} onChange={(event) => choose(event.target.value)}>
        {depots.map((one) => (
          <option key={one.code} value={one.code}>
            {name(one)}
          </option>
        ))}
      </select>
    </label>
  );
}
