import { useLang, useSay } from "../core/lang.ts";
import type { NeedDraft } from "./need-draft.ts";
import { ThingField } from "./thing-field.tsx";

interface NeedRowProps {
  readonly row: NeedDraft;
  readonly at: number;
  readonly wrong: boolean;
  readonly onChange: (part: Partial<NeedDraft>) => void;
  readonly onRemove: () => void;
}

export function NeedRow({ row, at, wrong, onChange, onRemove }: NeedRowProps) {
  const say = useSay();
  const locale = useLang();
  const line = say(`第 ${at + 1} 行 `, `Row ${at + 1} `);
  const { thing } = row;
  return (
    <tr className={wrong ? "wrong" : ""}>
      <td>
        <ThingField
          row={row}
          label={line + say("物资或能力", "item or skill")}
          autoFocus={at === 0}
          onChange={onChange}
        />
      </td>
      <td>
        <input
          inputMode="numeric"
          size={8}
          aria-label={line + say("数量", "quantity")}
          value={row.quantity}
          onChange={(event) => onChange({ quantity: event.target.value })}
        />
      </td>
      <td>{thing === null ? "—" : locale === "en" ? thing.unit : thing.unitZh}</td>
      <td>
        <Priority
          label={line + say("优先", "priority")}
          value={row.priority}
          onChange={(priority) => onChange({ priority })}
        />
      </td>
      <td>
        <input
          inputMode="decimal"
          size={5}
          aria-label={line + say("时限(小时)", "hours")}
          value={row.hours}
          onChange={(event) => onChange({ hours: event.target.value })}
        />
      </td>
      <td>
        <button type="button" onClick={onRemove} aria-label={line + say("删除", "remove")}>
          ×
        </button>
      </td>
    </tr>
  );
}

interface PriorityProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const Priority = ({ label, value, onChange }: PriorityProps) => (
  <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
    {["1", "2", "3", "4", "5"].map((priority) => (
      <option key={priority}>{priority}</option>
    ))}
  </select>
);
