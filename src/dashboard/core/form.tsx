import type { ReactNode } from "react";
import { Refusals, type Deed, type Refusal } from "./deed.tsx";
import { Dialog } from "./dialog.tsx";
import { useDraft } from "./draft.ts";
import { useSay } from "./lang.ts";

export type Values = Readonly<Record<string, string>>;

export interface FieldSpec {
  readonly name: string;
  readonly label: string;
  /** A whole number, a day, a choice, text of several lines; one line if nothing is said. */
  readonly kind?: "whole" | "day" | "choice" | "long";
  readonly choices?: readonly (readonly [string, string])[];
  readonly optional?: boolean;
  readonly max?: number;
  /** Where the hub refuses it, if that is not its name. */
  readonly path?: string;
}

/** Digits as typed; what is no whole number is none, and never 0. */
export const whole = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,12}$/.test(text.trim()) ? Number(text) : null;

interface FieldsProps {
  readonly fields: readonly FieldSpec[];
  readonly values: Values;
  readonly set: (name: string, value: string) => void;
  readonly refusals: readonly Refusal[];
}

const refusedAt = ({ name, path = name }: FieldSpec, refusals: readonly Refusal[]): Refusal[] =>
  refusals.filter((one) => one.path === path);

/** Labelled inputs; what the hub refuses about one stands under it in plain words. */
export function Fields({ fields, values, set, refusals }: FieldsProps) {
  return fields.map((field, at) => {
    const wrong = refusedAt(field, refusals);
    return (
      <label key={field.name} className="field">
        {field.label}
        <Input
          field={field}
          value={values[field.name] ?? ""}
          set={(value) => set(field.name, value)}
          wrong={wrong.length > 0}
          first={at === 0}
        />
        {wrong.map(({ message, next }, index) => (
          <span key={index} className="short" role="alert">
            {message} → {next}
          </span>
        ))}
      </label>
    );
  });
}

interface InputProps {
  readonly field: FieldSpec;
  readonly value: string;
  readonly set: (value: string) => void;
  readonly wrong: boolean;
  readonly first: boolean;
}

function Input({ field, value, set, wrong, first }: InputProps) {
  const { kind, optional = false, max, choices = [], name } = field;
  const given = {
    name,
    value,
    required: !optional,
    "aria-invalid": wrong,
    ...(first ? { "data-first": true } : {}),
  };
  if (kind === "choice")
    return (
      <select {...given} onChange={(event) => set(event.target.value)}>
        {choices.map(([code, text]) => (
          <option key={code} value={code}>
            {text}
          </option>
        ))}
      </select>
    );
  if (kind === "long")
    return <textarea {...given} rows={4} onChange={(event) => set(event.target.value)} />;
  const typed =
    kind === "whole"
      ? {
          type: "number",
          inputMode: "numeric" as const,
          min: 0,
          step: 1,
          ...(max === undefined ? {} : { max }),
        }
      : { type: kind === "day" ? "date" : "text" };
  return <input {...given} {...typed} onChange={(event) => set(event.target.value)} />;
}

interface ActFormProps<I, T> {
  readonly title: string;
  readonly confirm: string;
  /** Under which name what was typed is kept until it is done. */
  readonly draft: string;
  readonly deed: Deed<I, T>;
  readonly fields: readonly FieldSpec[];
  readonly start?: Values;
  readonly danger?: boolean;
  readonly children?: ReactNode;
  /** What will be, before it is: figures with units. */
  readonly effect?: (values: Values) => ReactNode;
  /** Why it cannot be sent as it stands; null where it can. */
  readonly check?: (values: Values) => string | null;
  /** `now`: the instant of the first press, the same at each retry. */
  readonly inputOf: (values: Values, now: string) => I;
  readonly now: string;
  readonly onDone?: (thing: T) => void;
  readonly onClose: () => void;
}

interface Draft {
  readonly values: Values;
  readonly pressedAt: string | null;
}

const Wrong = ({ children }: { readonly children: string }) => (
  <p className="short" role="status">
    {children}
  </p>
);

/** Refusals that no field shows. */
function elsewhere(fields: readonly FieldSpec[], refusals: readonly Refusal[]): Refusal[] {
  const shown = fields.flatMap((field) => refusedAt(field, refusals));
  return refusals.filter((refusal) => !shown.includes(refusal));
}

/** One act as one dialog: what it changes is shown before it is done, and typed words stay. */
export function ActForm<I, T>(props: ActFormProps<I, T>) {
  const { deed, fields, start = {}, now, onClose } = props;
  const say = useSay();
  const [draft, setDraft, forget] = useDraft<Draft>(`act.${props.draft}`, {
    values: {},
    pressedAt: null,
  });
  const chosen = Object.fromEntries(
    fields.map(({ name, choices }) => [name, start[name] ?? choices?.[0]?.[0] ?? ""]),
  );
  const values: Values = { ...chosen, ...draft.values };
  const wrong = props.check?.(values) ?? null;
  const run = async (): Promise<void> => {
    if (wrong !== null) return;
    const pressedAt = draft.pressedAt ?? now;
    setDraft({ values, pressedAt });
    const thing = await deed.run(props.inputOf(values, pressedAt));
    if (thing === null) return;
    forget();
    props.onDone?.(thing);
    onClose();
  };
  const set = (name: string, value: string): void =>
    setDraft({ values: { ...draft.values, [name]: value }, pressedAt: null });
  const rest = elsewhere(fields, deed.refusals);
  return (
    <Dialog
      title={props.title}
      confirm={props.confirm}
      busy={deed.busy}
      danger={props.danger === true}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      <Refusals deed={{ error: deed.error, refusals: rest }} />
      {props.children}
      <Fields fields={fields} values={values} set={set} refusals={deed.refusals} />
      {props.effect === undefined ? null : (
        <p className="effect" aria-live="polite">
          <b>{say("办理后:", "After this: ")}</b>
          {props.effect(values)}
        </p>
      )}
      {wrong === null ? null : <Wrong>{wrong}</Wrong>}
    </Dialog>
  );
}
