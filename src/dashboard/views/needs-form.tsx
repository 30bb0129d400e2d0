import { useRef, useState, type ClipboardEvent, type KeyboardEvent, type SubmitEvent } from "react";
import { Refusals, useDeed } from "../core/deed.tsx";
import { useDraft } from "../core/draft.ts";
import { useSay } from "../core/lang.ts";
import { Panel } from "../core/panel.tsx";
import { DeclareNeedsDocument, type NeedInput } from "../published/operations.ts";
import { blankRow, isBlank, isWhole, needsOf, rowsIn, type NeedDraft } from "./need-draft.ts";
import { NeedRow } from "./need-row.tsx";
import { meantBy } from "./things.ts";

interface NeedsFormProps {
  readonly incidentId: string;
  readonly onDone: () => void;
}

/** Needs as rows, typed or pasted; they are kept in the browser until the hub has them. */
export function NeedsForm({ incidentId, onDone }: NeedsFormProps) {
  const say = useSay();
  const [rows, setRows, forget] = useDraft<readonly NeedDraft[]>(`needs.${incidentId}`, [blankRow]);
  const [incomplete, setIncomplete] = useState(false);
  const deed = useDeed(DeclareNeedsDocument, (data) => data.declareNeeds);
  const send = useSend(rows, async (needs) => {
    if ((await deed.run({ incidentId, needs })) === null) return;
    forget();
    onDone();
  });
  const submit = (event?: SubmitEvent): void => {
    event?.preventDefault();
    const filled = rows.filter((row) => !isBlank(row));
    setIncomplete(filled.length === 0 || !filled.every(isWhole));
    if (filled.length > 0 && filled.every(isWhole)) send();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && event.ctrlKey) submit();
    if (event.key === "Escape" && !event.defaultPrevented) onDone();
  };
  return (
    <Panel title={say("申报需求", "Declare needs")}>
      <form className="needs-form" onSubmit={submit} onKeyDown={onKey}>
        <Hint />
        <Refusals deed={deed} />
        {incomplete ? <Incomplete /> : null}
        <Rows rows={rows} setRows={setRows} incomplete={incomplete} />
        <footer>
          <button type="button" onClick={onDone}>
            {say("收起(保留草稿)Esc", "Put away, keep draft Esc")}
          </button>
          <button type="submit" className="primary" disabled={deed.busy}>
            {deed.busy ? say("申报中…", "sending…") : say("申报 Ctrl+⏎", "Declare Ctrl+⏎")}
          </button>
        </footer>
      </form>
    </Panel>
  );
}

function Hint() {
  const say = useSay();
  return (
    <p className="hint">
      {say(
        "物资可按中文、拼音、首字母或编码查找;可从表格或消息粘贴多行:",
        "Find items by name, pinyin, initials or code; rows can be pasted: ",
      )}
      {say("名称、数量、单位、优先、时限(小时)。", "name, quantity, unit, priority, hours. ")}
      {say(
        "多项能力须同时到位的用 + 连接,按套计。",
        "Join skills with + where all must come: counted in sets. ",
      )}
      {say("已填内容保存在本机。", "What you type is kept in this browser.")}
    </p>
  );
}

function Incomplete() {
  const say = useSay();
  return (
    <p className="trouble" role="alert">
      {say("标红的行还不完整:", "Rows in red are not complete: ")}
      {say(
        "请从候选中选定物资,数量为正整数。",
        "choose an item from the list and give a whole quantity.",
      )}
    </p>
  );
}

/** The same rows are the same call: deadlines are reckoned once, not again at each retry. */
function useSend(rows: readonly NeedDraft[], send: (needs: NeedInput[]) => Promise<void>) {
  const reckoned = useRef<{ text: string; needs: NeedInput[] }>({ text: "", needs: [] });
  return (): void => {
    const filled = rows.filter((row) => !isBlank(row));
    const text = JSON.stringify(filled);
    if (reckoned.current.text !== text)
      reckoned.current = { text, needs: needsOf(filled, Date.now()) };
    void send(reckoned.current.needs);
  };
}

interface RowsProps {
  readonly rows: readonly NeedDraft[];
  readonly setRows: (rows: readonly NeedDraft[]) => void;
  readonly incomplete: boolean;
}

function Rows({ rows, setRows, incomplete }: RowsProps) {
  const say = useSay();
  const change = (at: number, part: Partial<NeedDraft>): void => {
    const next = rows.map((row, index) => (index === at ? { ...row, ...part } : row));
    const last = next.at(-1);
    setRows(last === undefined || !isBlank(last) ? [...next, blankRow] : next);
  };
  const paste = (event: ClipboardEvent): void => {
    const pasted = rowsIn(event.clipboardData.getData("text"));
    if (pasted.length === 0) return;
    event.preventDefault();
    void Promise.all(pasted.map(matched)).then((found) =>
      setRows([...rows.filter((row) => !isBlank(row)), ...found, blankRow]),
    );
  };
  return (
    <table onPaste={paste}>
      <thead>
        <tr>
          <th>{say("物资或能力", "Item or skill")}</th>
          <th>{say("数量", "Quantity")}</th>
          <th>{say("单位", "Unit")}</th>
          <th>{say("优先(1 最急)", "Priority (1 first)")}</th>
          <th>{say("几小时内", "Within hours")}</th>
          <th>
            <span className="unseen">{say("操作", "Actions")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <NeedRow
            key={at}
            row={row}
            at={at}
            wrong={incomplete && !isBlank(row) && !isWhole(row)}
            onChange={(part) => change(at, part)}
            onRemove={() => setRows(rows.length === 1 ? [blankRow] : rows.toSpliced(at, 1))}
          />
        ))}
      </tbody>
    </table>
  );
}

async function matched(row: NeedDraft): Promise<NeedDraft> {
  const thing = await meantBy(row.text).catch(() => null);
  return thing === null ? row : { ...row, thing };
}
