import { walkRows } from "../core/keys.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Empty, Panel, Scroll } from "../core/panel.tsx";
import type { Reading } from "../core/reading.tsx";
import { dayOf } from "../core/time.ts";
import { useMe } from "../core/viewer.ts";
import { useWord } from "../core/words.ts";
import type { DashConferenceQuery } from "../published/operations.ts";
import type { ItemShown } from "./conference.tsx";
import type { SupervisionStep } from "./supervision-acts.tsx";

interface SupervisedProps {
  readonly reading: Reading<DashConferenceQuery>;
  readonly act: (step: SupervisionStep, item: ItemShown) => void;
}

/** 督办: who must have done what by which day, the first to be due first. */
export function Supervised({ reading, act }: SupervisedProps) {
  const say = useSay();
  const page = reading.data?.supervisionItems;
  return (
    <Panel title={say("督办事项", "Under supervision")} reading={reading}>
      {page?.edges.length === 0 ? (
        <Empty>
          {say(
            "没有督办事项。已通过的决议和逾期事项可立项督办。",
            "Nothing is under supervision. An adopted resolution or what is overdue can be.",
          )}
        </Empty>
      ) : (
        <Scroll label={say("督办表", "Under supervision")} onKeyDown={walkRows}>
          <table>
            <thead>
              <tr>
                <th>{say("状态", "State")}</th>
                <th>{say("事项", "What")}</th>
                <th>{say("来源", "From")}</th>
                <th>{say("责任单位", "Who must do it")}</th>
                <th>{say("督办单位", "Supervised by")}</th>
                <th>{say("期限", "Due")}</th>
                <th>{say("办理记录", "Steps so far")}</th>
                <th>{say("办理", "Act")}</th>
              </tr>
            </thead>
            <tbody>
              {page?.edges.map(({ node }) => (
                <Row key={node.id} item={node} act={act} />
              ))}
            </tbody>
          </table>
          {page?.pageInfo.hasNextPage === true ? (
            <Empty>{say("还有更多,未列出。", "There are more, not listed.")}</Empty>
          ) : null}
        </Scroll>
      )}
    </Panel>
  );
}

interface RowProps {
  readonly item: ItemShown;
  readonly act: SupervisedProps["act"];
}

function Row({ item, act }: RowProps) {
  const say = useSay();
  const name = useName();
  const word = useWord();
  const me = useMe();
  const steps = item.may.filter((step): step is SupervisionStep =>
    step === "REPORT"
      ? me.may("supervision:report", [item.responsible.id])
      : step !== "SETTLE" && me.may("supervision:manage", [item.supervisor.id]),
  );
  const late = say(`已逾期 ${item.daysOverdue} 天`, `overdue ${item.daysOverdue} d`);
  return (
    <tr>
      <td>{word("SupervisionState", item.state)}</td>
      <td>
        <b>{item.titleZh}</b>
      </td>
      <td>{word("SupervisionSource", item.sourceKind)}</td>
      <td>{name(item.responsible)}</td>
      <td>{name(item.supervisor)}</td>
      <td className={item.overdue ? "short" : ""}>
        {item.dueOn} {item.overdue ? late : ""}
      </td>
      <td>
        {item.notes.length === 0 ? "—" : null}
        {item.notes.map(({ action, textZh, writtenAt }) => (
          <p key={writtenAt}>
            {dayOf(writtenAt)} {word("SupervisionAction", action)}: {textZh}
          </p>
        ))}
      </td>
      <td>
        {steps.map((step) => (
          <button key={step} type="button" data-row onClick={() => act(step, item)}>
            {word("SupervisionAction", step)}
          </button>
        ))}
      </td>
    </tr>
  );
}
