import { useSay } from "../core/lang.ts";
import { useParam } from "../core/route.tsx";
import { useWord } from "../core/words.ts";
import type { DashBooksQuery } from "../published/operations.ts";

type Claim = DashBooksQuery["claims"]["edges"][number]["node"];

/** The filters stand in the address: it can be sent, and shows the same rows. */
export function useClaimFilter(): (claim: Claim) => boolean {
  const [kind] = useParam("kind");
  const [state] = useParam("state");
  const [overdue] = useParam("overdue");
  return (claim) =>
    (kind === null || claim.kind === kind) &&
    (state === null || claim.state === state) &&
    (overdue === null || claim.overdue);
}

export function ClaimFilters({ claims }: { readonly claims: readonly Claim[] }) {
  const say = useSay();
  const word = useWord();
  const [kind, setKind] = useParam("kind");
  const [state, setState] = useParam("state");
  const [overdue, setOverdue] = useParam("overdue");
  const kinds = [...new Set(claims.map((claim) => claim.kind))];
  const states = [...new Set(claims.map((claim) => claim.state))];
  return (
    <>
      <label>
        {say("种类", "Kind")}{" "}
        <select value={kind ?? ""} onChange={(event) => setKind(event.target.value)}>
          <option value="">{say("全部", "all")}</option>
          {kinds.map((code) => (
            <option key={code} value={code}>
              {word("ClaimKind", code)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say("状态", "State")}{" "}
        <select value={state ?? ""} onChange={(event) => setState(event.target.value)}>
          <option value="">{say("全部", "all")}</option>
          {states.map((code) => (
            <option key={code} value={code}>
              {word("ClaimState", code)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <input
          type="checkbox"
          checked={overdue !== null}
          onChange={() => setOverdue(overdue === null ? "1" : null)}
        />
        {say("只看逾期", "overdue only")}
      </label>
    </>
  );
}
