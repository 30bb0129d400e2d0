import { Dialog } from "../core/dialog.tsx";
import { useActiveKeys } from "../core/keys.tsx";
import { useSay } from "../core/lang.ts";

/** The keys that work on this page, as they are registered now. */
export function Help({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const keys = useActiveKeys().filter(({ zh }) => zh !== "");
  return (
    <Dialog title={say("按键一览", "Keys")} onClose={onClose}>
      <dl className="keys">
        {keys.map(({ key, zh, en, shown }) => (
          <div key={key}>
            <dt>
              <kbd>{shown ?? key.toUpperCase()}</kbd>
            </dt>
            <dd>{say(zh, en)}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>↑ ↓</kbd>
          </dt>
          <dd>{say("在表格中逐行移动", "Move from row to row")}</dd>
        </div>
        <div>
          <dt>
            <kbd>Ctrl ⏎</kbd>
          </dt>
          <dd>{say("确认对话框、提交表单", "Confirm a dialog, send a form")}</dd>
        </div>
      </dl>
    </Dialog>
  );
}
