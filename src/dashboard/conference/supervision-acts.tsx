import { useDeed } from "../core/deed.tsx";
import { ActForm } from "../core/form.tsx";
import { useSay } from "../core/lang.ts";
import { useWord } from "../core/words.ts";
import {
  CloseSupervisionDocument,
  ReportProgressDocument,
  ReturnSupervisionDocument,
  type SupervisionAction,
} from "../published/operations.ts";
import type { ItemShown } from "./conference.tsx";

/** That a matter is settled the hub finds by itself. */
export type SupervisionStep = Exclude<SupervisionAction, "SETTLE">;

interface ActProps {
  readonly step: SupervisionStep;
  readonly item: ItemShown;
  readonly now: string;
  readonly onClose: () => void;
}

/** 报告进展、退回、销号: each with what is to be said about it. */
export function SupervisionAct({ step, item, now, onClose }: ActProps) {
  const say = useSay();
  const word = useWord();
  const deeds = {
    REPORT: useDeed(ReportProgressDocument, (data) => data.reportProgress),
    RETURN: useDeed(ReturnSupervisionDocument, (data) => data.returnSupervision),
    CLOSE: useDeed(CloseSupervisionDocument, (data) => data.closeSupervision),
  };
  const effects = {
    REPORT: say("督办单位将核实,或退回", "the supervisor checks it, or sends it back"),
    RETURN: say("责任单位须再办再报", "it must be done and reported again"),
    CLOSE: say("事项办结,不再变化", "it is done, and changes no more"),
  };
  return (
    <ActForm
      title={`${word("SupervisionAction", step)} · ${item.titleZh}`}
      confirm={word("SupervisionAction", step)}
      danger={step === "RETURN"}
      draft={`supervision.${step}.${item.id}`}
      deed={deeds[step]}
      fields={[{ name: "textZh", label: say("说明", "What is to be said"), kind: "long" }]}
      effect={() => effects[step]}
      inputOf={({ textZh = "" }) => ({ supervisionId: item.id, textZh })}
      {...{ now, onClose }}
    />
  );
}
