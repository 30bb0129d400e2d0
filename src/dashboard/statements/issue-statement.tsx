import { useEffect, useState } from "react";
import { Refusals, useDeed } from "../core/deed.tsx";
import { Dialog } from "../core/dialog.tsx";
import { useName, useSay } from "../core/lang.ts";
import { useReading } from "../core/reading.tsx";
import { go } from "../core/route.tsx";
import { useMe } from "../core/viewer.ts";
import { DashCounterpartiesDocument, IssueStatementDocument } from "../published/operations.ts";

/** The period is from the last statement on the same subject to the last sealed head. */
export function IssueStatement({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const me = useMe();
  const deed = useDeed(IssueStatementDocument, (data) => data.issueStatement);
  const [about, setAbout] = useState("");
  const own = (me.viewer?.memberships ?? []).find(({ mayDo }) => mayDo.some(isIssue));
  const whole = own?.mayDo.includes("statement:issue") ?? false;
  const organizationId = own?.organizationId ?? "";
  const issue = async (): Promise<void> => {
    const done = await deed.run({ organizationId, ...aboutOf(about) });
    if (done === null) return;
    onClose();
    go(`/statements/${done.id}`);
  };
  return (
    <Dialog
      title={say("出具对账单", "Issue a statement")}
      confirm={say("出具", "Issue")}
      busy={deed.busy}
      onConfirm={() => void issue()}
      onClose={onClose}
    >
      <Refusals deed={deed} />
      <About chosen={about} choose={setAbout} issuer={organizationId} whole={whole} />
      <p>
        {say(
          "期间:自上期截止至最近封存的账头;其后入账的列入下期补记。",
          "Period: from the last cut to the last sealed head; what is booked later is in the next.",
        )}
      </p>
    </Dialog>
  );
}

const isIssue = (right: string): boolean => /^statement:(issue|region)$/.test(right);

const ofRegion = "region:";

/** What the choice stands for: everyone, another side, or a region. */
function aboutOf(about: string): { regionCode?: string; counterpartyId?: string } {
  if (about.startsWith(ofRegion)) return { regionCode: about.slice(ofRegion.length) };
  return about === "" ? {} : { counterpartyId: about };
}

interface AboutProps {
  readonly chosen: string;
  readonly choose: (about: string) => void;
  readonly issuer: string;
  /** A secretary issues of the region alone. */
  readonly whole: boolean;
}

function About({ chosen, choose, issuer, whole }: AboutProps) {
  const say = useSay();
  const name = useName();
  const reading = useReading(DashCounterpartiesDocument, { first: 100 });
  const all = reading.data?.organizations.edges.map(({ node }) => node) ?? [];
  const region = all.find(({ id }) => id === issuer)?.region;
  const regionAbout = region === undefined ? "" : ofRegion + region.code;
  useEffect(() => {
    if (!whole && regionAbout !== "") choose(regionAbout);
  }, [whole, regionAbout, choose]);
  return (
    <label>
      {say("对象", "About")}{" "}
      <select data-first value={chosen} onChange={(event) => choose(event.target.value)}>
        {whole ? <option value="">{say("全部往来单位", "everyone")}</option> : null}
        {region === undefined ? null : (
          <option value={regionAbout}>
            {say(`区域汇总:${name(region)}`, `region: ${name(region)}`)}
          </option>
        )}
        {all
          .filter(({ id }) => whole && id !== issuer)
          .map((one) => (
            <option key={one.id} value={one.id}>
              {name(one)}
            </option>
          ))}
      </select>
    </label>
  );
}
