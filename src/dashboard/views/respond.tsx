import { useState } from "react";
import { Refusals, useDeed } from "../core/deed.tsx";
import { Dialog } from "../core/dialog.tsx";
import { useDraft } from "../core/draft.ts";
import { useSay } from "../core/lang.ts";
import { useWord } from "../core/words.ts";
import { StartResponseDocument, type ResponseLevel } from "../published/operations.ts";

const levels: readonly ResponseLevel[] = ["LEVEL_1", "LEVEL_2", "LEVEL_3", "LEVEL_4"];

interface RespondProps {
  readonly incidentId: string;
  readonly onClose: () => void;
}

/** The level starts the response, and with it sets who bears the cost. */
export function Respond({ incidentId, onClose }: RespondProps) {
  const say = useSay();
  const word = useWord();
  const [responseLevel, setLevel] = useState<ResponseLevel>("LEVEL_3");
  const [reason, setReason, forget] = useDraft(`respond.${incidentId}`, "");
  const deed = useDeed(StartResponseDocument, (data) => data.startResponse);
  const start = async (): Promise<void> => {
    if ((await deed.run({ incidentId, responseLevel, reason })) === null) return;
    forget();
    onClose();
  };
  return (
    <Dialog
      title={say("启动应急响应", "Start the response")}
      confirm={say("启动", "Start")}
      busy={deed.busy}
      onConfirm={() => void start()}
      onClose={onClose}
    >
      <Refusals deed={deed} />
      <label className="field">
        {say("响应级别", "Response level")}
        <select
          value={responseLevel}
          onChange={(event) => setLevel(event.target.value as ResponseLevel)}
        >
          {levels.map((level) => (
            <option key={level} value={level}>
              {word("ResponseLevel", level)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {say("理由(记入定级记录)", "Reason, kept with the level")}
        <input
          required
          data-first
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
    </Dialog>
  );
}
