import { Refusals, useDeed, type Refusal } from "../core/deed.tsx";
import { Dialog } from "../core/dialog.tsx";
import { useDraft } from "../core/draft.ts";
import { yuan } from "../core/figures.ts";
import { Fields, type FieldSpec, type Values } from "../core/form.tsx";
import { useName, useSay } from "../core/lang.ts";
import { useWord } from "../core/words.ts";
import { RecordServiceDocument, type ServiceUnit } from "../published/operations.ts";
import type { SiteData, SiteLine } from "./on-site.tsx";
import {
  agreedFor,
  rowsOf,
  sumOf,
  withoutRow,
  withRow,
  type Rate,
  type SheetDraft,
} from "./sheet-draft.ts";

interface TimeSheetProps {
  readonly line: SiteLine;
  readonly data: SiteData;
  readonly onClose: () => void;
}

interface Terms {
  /** What the unit of the line may be counted in. */
  readonly units: readonly ServiceUnit[];
  /** What the agreement says of it; empty: the sheet says it. */
  readonly rates: readonly Rate[];
}

function termsOf({ line, data }: TimeSheetProps): Terms {
  const own: ServiceUnit = line.team === null ? "MACHINE_SHIFT" : "PERSON_DAY";
  const counted: readonly ServiceUnit[] = [own, "LITRE"];
  const rates = (data.order?.agreement?.terms.serviceRates ?? []).filter(({ unit }) =>
    counted.includes(unit),
  );
  return { rates, units: rates.length > 0 ? rates.map(({ unit }) => unit) : counted };
}

/** What is typed, kept until the hub has it, and the sheet that it makes. */
function useSheet(props: TimeSheetProps, { units, rates }: Terms) {
  const { line, data, onClose } = props;
  const name = useName();
  const pact = data.order?.agreement ?? null;
  const [draft, setDraft, forget] = useDraft<SheetDraft>(`sheet.${line.id}`, {
    values: {
      rateTable: pact === null || rates.length === 0 ? "" : `${name(pact)} ${pact.code}`,
      "lines.0.day": data.hub.today,
      "lines.0.unit": units[0] ?? "",
      "lines.0.quantity": line.team === null ? "1" : String(line.team.headcount),
    },
    ...{ rows: 1, pressedAt: null },
  });
  const deed = useDeed(RecordServiceDocument, (answer) => answer.recordService);
  const rows = rowsOf(draft, rates);
  const total = sumOf(rows);
  const run = async (): Promise<void> => {
    if (total === null) return;
    const occurredAt = draft.pressedAt ?? data.hub.now;
    setDraft({ ...draft, pressedAt: occurredAt });
    const { sheetNumber = "", rateTable = "", signedForTeam = "" } = draft.values;
    const { signedForReceiver = "" } = draft.values;
    const done = await deed.run({
      ...{ orderLineId: line.id, sheetNumber, rateTable, signedForTeam, signedForReceiver },
      ...{ lines: rows.filter((row) => row !== null), occurredAt },
    });
    if (done === null) return;
    forget();
    onClose();
  };
  return { draft, setDraft, deed, total, run };
}

/** 登记工时: what was worked, day by day, as both signed it; its sum stands there before. */
export function TimeSheet(props: TimeSheetProps) {
  const say = useSay();
  const name = useName();
  const { line, onClose } = props;
  const terms = termsOf(props);
  const head = useHead();
  const { draft, setDraft, deed, total, run } = useSheet(props, terms);
  const { values, rows } = draft;
  const set = (field: string, value: string): void =>
    setDraft({ ...draft, values: { ...values, [field]: value }, pressedAt: null });
  const typed = { values, set, refusals: deed.refusals };
  const who = name(line.team ?? line.equipment?.type);
  const elsewhere = deed.refusals.filter(({ path }) => !hasField(path));
  return (
    <Dialog
      title={say(`登记工时 · ${who}`, `Time sheet · ${who}`)}
      confirm={say("登记工时", "Record")}
      busy={deed.busy}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      <Refusals deed={{ error: deed.error, refusals: elsewhere }} />
      <div className="sheet-row">
        <Fields fields={head} {...typed} />
      </div>
      {Array.from({ length: rows }, (_, at) => (
        <Row key={at} at={at} {...terms} {...typed} />
      ))}
      <p className="acts">
        <button type="button" disabled={rows >= 100} onClick={() => setDraft(withRow(draft))}>
          {say("加一行", "One more row")}
        </button>
        <button type="button" disabled={rows <= 1} onClick={() => setDraft(withoutRow(draft))}>
          {say("去掉末行", "Drop the last row")}
        </button>
      </p>
      <Total total={total} />
    </Dialog>
  );
}

const headNames = ["sheetNumber", "rateTable", "signedForTeam", "signedForReceiver"];
const hasField = (path: string): boolean =>
  headNames.includes(path) || /^lines\.\d+\.(day|unit|quantity|rateFen)$/.test(path);

function useHead(): readonly FieldSpec[] {
  const say = useSay();
  const labels = [
    say("工时单号", "Number of the sheet"),
    say("费率表", "Rate table"),
    say("队伍签认岗位(不填姓名)", "Signed for the team: duty, no name"),
    say("接收方签认岗位(不填姓名)", "Signed for the receiver: duty, no name"),
  ];
  return headNames.map((name, at) => ({ name, label: labels[at] ?? "" }));
}

interface RowProps extends Terms {
  readonly at: number;
  readonly values: Values;
  readonly set: (name: string, value: string) => void;
  readonly refusals: readonly Refusal[];
}

function Row({ at, units, rates, ...typed }: RowProps) {
  const say = useSay();
  const word = useWord();
  const agreed = agreedFor(rates, typed.values[`lines.${at}.unit`]);
  const rate = { name: `lines.${at}.rateFen`, label: say("费率(元)", "Rate (CNY)") };
  const fields: readonly FieldSpec[] = [
    { name: `lines.${at}.day`, label: say("日期", "Day"), kind: "day" },
    {
      ...{ name: `lines.${at}.unit`, label: say("计量", "Counted in"), kind: "choice" },
      choices: units.map((unit) => [unit, word("ServiceUnit", unit)] as const),
    },
    { name: `lines.${at}.quantity`, label: say("数量", "Quantity"), kind: "whole" },
    agreed.length === 0
      ? rate
      : {
          ...{ ...rate, kind: "choice" },
          choices: agreed.map(({ rateFen }) => [yuan(rateFen), yuan(rateFen)] as const),
        },
  ];
  return (
    <div className="sheet-row">
      <Fields fields={fields} {...typed} />
    </div>
  );
}

function Total({ total }: { readonly total: number | null }) {
  const say = useSay();
  return (
    <p className="effect" aria-live="polite">
      <b>{say("合计:", "Total: ")}</b>
      {total === null
        ? say(
            "各行填全后显示;费率以元计,至多两位小数。",
            "once each row is whole; rates in CNY, at most two decimals.",
          )
        : `${yuan(total)} ${say("元,登记后即产生应付往来", "CNY; it becomes a claim once recorded")}`}
    </p>
  );
}
