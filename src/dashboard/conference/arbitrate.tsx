import { useDeed } from "../core/deed.tsx";
import { figure } from "../core/figures.ts";
import { ActForm } from "../core/form.tsx";
import { useSay } from "../core/lang.ts";
import { ArbitrateClaimDocument } from "../published/operations.ts";
import type { ResolutionShown } from "./conference.tsx";

interface ArbitrateProps {
  readonly resolution: ResolutionShown;
  readonly now: string;
  readonly onClose: () => void;
}

/** 办理裁决: what the paper says of the claim is done in the book, once. */
export function Arbitrate({ resolution, now, onClose }: ArbitrateProps) {
  const say = useSay();
  const { id, titleZh, decidedQuantity } = resolution;
  const deed = useDeed(ArbitrateClaimDocument, (data) => data.arbitrateClaim);
  const decided = figure(decidedQuantity);
  return (
    <ActForm
      title={`${say("办理裁决", "Carry out")} · ${titleZh}`}
      confirm={say("办理裁决", "Carry out")}
      danger
      draft={`arbitrate.${id}`}
      deed={deed}
      fields={[]}
      effect={() =>
        say(
          `支持 ${decided},其余冲销,不再争议;只办一次`,
          `${decided} stand, the rest goes, nobody disputes it again; once`,
        )
      }
      inputOf={() => ({ resolutionId: id })}
      {...{ now, onClose }}
    />
  );
}
