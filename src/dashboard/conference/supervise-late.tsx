import { useDeed } from "../core/deed.tsx";
import { ActForm } from "../core/form.tsx";
import { useLang, useSay } from "../core/lang.ts";
import { go } from "../core/route.tsx";
import { OpenSupervisionDocument, type SupervisionSource } from "../published/operations.ts";

/** What is overdue, as the page shows it: whose duty it is, the hub knows by itself. */
export interface Late {
  readonly sourceKind: SupervisionSource;
  readonly id: string;
  readonly who: string;
  readonly what: string;
  readonly dueOn: string;
}

interface SuperviseProps {
  readonly late: Late;
  readonly now: string;
  readonly onClose: () => void;
}

const titleMax = 80;

/**
 * 督办立项 out of an overdue claim, refill task or disclosure. Its subject is kept in Chinese, so it
 * is written already on the Chinese page alone: from the English one it would mix both.
 */
export function SuperviseLate({ late, now, onClose }: SuperviseProps) {
  const say = useSay();
  const { sourceKind, id: sourceId, who, what, dueOn: since } = late;
  const subject = `督促${who}办理${what}(应于 ${since})`.slice(0, titleMax);
  const deed = useDeed(OpenSupervisionDocument, (data) => data.openSupervision);
  return (
    <ActForm
      title={say("督办立项", "Put under supervision")}
      confirm={say("立项", "Open")}
      draft={`supervise.${sourceId}`}
      deed={deed}
      start={useLang() === "zh" ? { titleZh: subject } : {}}
      fields={[
        { name: "titleZh", label: say("事项(1–80 字)", "What, in Chinese (1–80 characters)") },
        { name: "dueOn", label: say("办结期限(含)", "Due, inclusive"), kind: "day" },
      ]}
      effect={() =>
        say(`责任单位:${who},须报告进展`, `${what}, due ${since}: ${who} must do it, and report`)
      }
      inputOf={({ titleZh = "", dueOn = "" }) => ({ sourceKind, sourceId, titleZh, dueOn })}
      onDone={() => go("/conference")}
      {...{ now, onClose }}
    />
  );
}
