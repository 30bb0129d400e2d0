import { useDeed } from "../core/deed.tsx";
import { ActForm, type Values } from "../core/form.tsx";
import { useSay } from "../core/lang.ts";
import { CancelStocktakeDocument, CloseStocktakeDocument } from "../published/operations.ts";
import type { SheetProps } from "./count-sheet.tsx";
import { stocktakeReasons } from "./reason-select.tsx";

interface EndProps extends SheetProps {
  readonly onClose: () => void;
}

/** The differences are booked, each with its reason. */
export function Close({ count, typed, now, onClose }: EndProps & { readonly typed: Values }) {
  const say = useSay();
  const deed = useDeed(CloseStocktakeDocument, (data) => data.closeStocktake);
  const given = count.lines.flatMap(({ lotId, stage }) => {
    const reason = stocktakeReasons.find((one) => one === typed[`${lotId}.why`]);
    return stage === "DIFFERS" && reason !== undefined ? [{ lotId, reason }] : [];
  });
  const differing = count.lines.filter(({ stage }) => stage === "DIFFERS").length;
  return (
    <ActForm
      title={say("结束盘点", "Close the count")}
      confirm={say("结束并入账", "Close and book")}
      draft={`close-count.${count.id}`}
      deed={deed}
      fields={[]}
      effect={() =>
        say(
          `${differing} 行差异记盘盈盘亏,其中 ${given.length} 行已选原因`,
          `${differing} differences are booked, ${given.length} of them with a reason`,
        )
      }
      inputOf={() => ({ stocktakeId: count.id, reasons: given })}
      {...{ now, onClose }}
    />
  );
}

export function Cancel({ count, now, onClose }: EndProps) {
  const say = useSay();
  const deed = useDeed(CancelStocktakeDocument, (data) => data.cancelStocktake);
  return (
    <ActForm
      title={say("取消盘点", "Cancel the count")}
      confirm={say("取消盘点", "Cancel it")}
      danger
      draft={`cancel-count.${count.id}`}
      deed={deed}
      fields={[]}
      effect={() => say("点数作废,账面不变", "the counts are void, the book stays")}
      inputOf={() => ({ stocktakeId: count.id })}
      {...{ now, onClose }}
    />
  );
}
