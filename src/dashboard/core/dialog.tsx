import { useEffect, useRef, type KeyboardEvent, type ReactNode, type SubmitEvent } from "react";
import { useSay } from "./lang.ts";

interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly confirm?: string;
  readonly busy?: boolean;
  readonly danger?: boolean;
  readonly onConfirm?: () => void;
  readonly onClose: () => void;
}

/** The browser's own dialog: it holds the focus, Esc leaves it, Ctrl+Enter confirms. */
export function Dialog(props: DialogProps) {
  const { title, children, confirm, busy = false, onConfirm, onClose } = props;
  const say = useSay();
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (box.current?.open !== false) return;
    box.current.showModal();
    const first = box.current.querySelector<HTMLElement>("[data-first], [type=submit]");
    first?.focus();
    // What is typed takes the place of a figure that was proposed.
    if (first instanceof HTMLInputElement) first.select();
  }, []);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!busy) onConfirm?.();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !event.ctrlKey) return;
    event.preventDefault();
    // As the button does: the browser looks for what is required first.
    box.current?.querySelector("form")?.requestSubmit();
  };
  return (
    <dialog ref={box} aria-label={title} onClose={onClose} onKeyDown={onKey}>
      <form onSubmit={submit}>
        <h2>{title}</h2>
        {children}
        <footer>
          <button type="button" onClick={onClose}>
            {confirm === undefined ? say("关闭 Esc", "Close Esc") : say("取消 Esc", "Cancel Esc")}
          </button>
          {confirm === undefined ? null : (
            <button
              type="submit"
              className={props.danger === true ? "danger" : "primary"}
              aria-disabled={busy}
            >
              {busy ? say("办理中…", "working…") : `${confirm} ⏎`}
            </button>
          )}
        </footer>
      </form>
    </dialog>
  );
}
