import { Refusals, useDeed } from "../core/deed.tsx";
import { useSay } from "../core/lang.ts";
import { Empty } from "../core/panel.tsx";
import { ProposeDispatchDocument } from "../published/operations.ts";
import { presets } from "./plan.ts";

export interface Proposing {
  readonly deed: ReturnType<typeof useProposeDeed>;
  readonly all: () => void;
}

const useProposeDeed = () => useDeed(ProposeDispatchDocument, (data) => data.proposeDispatch);

/** Asks for each preset in turn; the hub solves them in a fair queue. */
export function usePropose(incidentId: string): Proposing {
  const deed = useProposeDeed();
  const inputs = presets.map(({ preset }) => ({ incidentId, preset }));
  return { deed, all: () => void (deed.busy ? undefined : deed.runAll(inputs)) };
}

interface ProposeProps {
  readonly propose: Proposing;
  readonly may: boolean;
  readonly any: boolean;
}

export function Propose({ propose, may, any }: ProposeProps) {
  const say = useSay();
  const { deed, all } = propose;
  return (
    <>
      <Refusals deed={deed} />
      {any ? null : (
        <Empty>
          {may
            ? say("还没有方案。按 P 求解三种取向。", "No plan yet. Press P to solve all three.")
            : say("还没有方案;求解须由值班员办理。", "No plan yet; a duty officer asks for one.")}
        </Empty>
      )}
      {may ? (
        <p>
          <button type="button" className={any ? "" : "primary"} disabled={deed.busy} onClick={all}>
            {any ? say("按最新情况重新求解", "Solve again") : say("求解", "Solve")} <kbd>P</kbd>
          </button>
        </p>
      ) : null}
    </>
  );
}
