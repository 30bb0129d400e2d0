import { figure } from "../core/figures.ts";
import { useName, useSay } from "../core/lang.ts";
import { Empty, Panel, Scroll } from "../core/panel.tsx";
import { useReading } from "../core/reading.tsx";
import { Table } from "../core/table.tsx";
import { timeOf } from "../core/time.ts";
import { useMe } from "../core/viewer.ts";
import { useWord } from "../core/words.ts";
import { DashNettingDocument, type DashNettingQuery } from "../published/operations.ts";
import type { Group } from "./group.ts";
import { Answers } from "./netting-answers.tsx";
import { NettingPicture } from "./netting-picture.tsx";
import { Propose } from "./netting-propose.tsx";

export type Round = DashNettingQuery["nettingRounds"]["edges"][number]["node"];

/** 互抵: what would cancel, who has agreed, and the caller's own word. */
export function Netting({ groups }: { readonly groups: readonly Group[] }) {
  const say = useSay();
  const me = useMe();
  const reading = useReading(DashNettingDocument, { first: 10 }, { keep: true });
  const rounds = (reading.data?.nettingRounds.edges ?? []).map(({ node }) => node);
  const mayPropose = me.may("netting:decide");
  if (rounds.length === 0 && !mayPropose) return null;
  return (
    <Panel title={say("互抵(最近 10 次)", "Netting (last 10 rounds)")} reading={reading}>
      {mayPropose ? <Propose groups={groups} /> : null}
      {rounds.length === 0 ? (
        <Empty>
          {say(
            "还没有互抵。已由双方确认的政府间往来可以互抵;补库任务不因互抵而减少。",
            "No rounds yet. Confirmed claims between governments can be netted; refills stay due.",
          )}
        </Empty>
      ) : (
        rounds.map((round) => (
          <One key={round.id} round={round} now={reading.data?.hub.now ?? round.proposedAt} />
        ))
      )}
    </Panel>
  );
}

function One({ round, now }: { readonly round: Round; readonly now: string }) {
  const say = useSay();
  const word = useWord();
  const name = useName();
  const { mode, state, kind, item, proposedAt, proposedBy, reason } = round;
  const what =
    kind === null
      ? say("按统一价目", "at one price list")
      : `${word("ClaimKind", kind)} · ${item === null ? say("金额", "money") : name(item)}`;
  return (
    <article className="netting" aria-label={`${word("NettingMode", mode)} ${what}`}>
      <p>
        <b>{word("NettingMode", mode)}</b> {what} · {word("NettingState", state)}
        {reason === null ? "" : `(${reason})`} · {name(proposedBy)} {timeOf(proposedAt, now)}
      </p>
      <div className="netting-parts">
        <NettingPicture round={round} />
        <Moves round={round} />
        <Answers round={round} now={now} />
      </div>
    </article>
  );
}

function Moves({ round: { moves } }: { readonly round: Round }) {
  const say = useSay();
  const name = useName();
  return (
    <Scroll label={say("互抵逐笔", "What is netted")}>
      <Table
        columns={[
          say("应补(付)方", "Owes"),
          say("应收方", "Is owed"),
          say("品种", "Item"),
          { number: say("抵去", "Netted") },
          say("单位", "Unit"),
          say("此后", "Then"),
        ]}
      >
        {moves.map(({ claimId, item, debtor, creditor, newDebtor, quantity, residueFen }) => (
          <tr key={`${claimId} ${newDebtor?.id ?? ""}`}>
            <td>{name(debtor)}</td>
            <td>{name(creditor)}</td>
            <td>{item === null ? say("金额", "money") : name(item)}</td>
            <td className="number">{figure(quantity)}</td>
            <td>{item === null ? say("分", "fen") : say(item.unitZh, item.unit)}</td>
            <td>
              {newDebtor === null ? say("销账", "settled") : null}
              {newDebtor === null ? null : say(`由${name(newDebtor)}承接`, `by ${name(newDebtor)}`)}
              {residueFen === null
                ? ""
                : say(
                    `,余 ${figure(residueFen)} 分改记应付`,
                    `, ${figure(residueFen)} fen stay due`,
                  )}
            </td>
          </tr>
        ))}
      </Table>
    </Scroll>
  );
}
