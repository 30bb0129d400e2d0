import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "../core/dialog.tsx";
import { walkRows } from "../core/keys.tsx";
import { useSay } from "../core/lang.ts";
import { useMe } from "../core/viewer.ts";
import { useWord } from "../core/words.ts";
import type { Role } from "../published/operations.ts";

interface Duty {
  readonly id: string;
  readonly name: string;
  readonly memberships: readonly {
    readonly roles: readonly Role[];
    readonly organization: string;
  }[];
}

/** Duties that an exercise hub signs in by name; null where it does not. */
async function readDuties(): Promise<readonly Duty[] | null> {
  const response = await fetch("/auth/dev");
  if (!response.ok) return null;
  return ((await response.json()) as { principals: readonly Duty[] }).principals;
}

/** How one may sign in here. */
async function readWays(): Promise<{ readonly oidc: boolean }> {
  const response = await fetch("/auth/ways");
  return response.ok ? ((await response.json()) as { oidc: boolean }) : { oidc: false };
}

async function send(path: string, body: object): Promise<void> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  // The identity provider is left as well, where it can be.
  if (path === "/auth/sign-out" && response.status === 200) {
    location.assign(((await response.json()) as { next: string }).next);
    return;
  }
  // A new duty sees other things: nothing of the old one may stay, the feed's line least of all.
  location.reload();
}

export function Duties({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const { viewer } = useMe();
  const { data } = useQuery({ queryKey: ["duties"], queryFn: readDuties, staleTime: Infinity });
  const ways = useQuery({ queryKey: ["ways"], queryFn: readWays, staleTime: Infinity });
  const [search, setSearch] = useState("");
  const words = search.trim().toLowerCase().split(/\s+/);
  const found = (data ?? []).filter(({ id, name }) =>
    words.every((word) => `${id} ${name}`.toLowerCase().includes(word)),
  );
  const first = found[0];
  return (
    <Dialog
      title={say("登录与换岗", "Sign in, change duty")}
      onClose={onClose}
      {...(first === undefined
        ? {}
        : {
            confirm: say(`以“${first.name}”登录`, `Sign in as “${first.name}”`),
            onConfirm: () => void send("/auth/dev", { principalId: first.id }),
          })}
    >
      {ways.data?.oidc === true ? <ProviderLink isFirst={data === null} /> : null}
      {data === null ? (
        ways.data?.oidc === true ? null : (
          <p>{say("本枢纽不提供演练登录。", "This hub offers no exercise sign-in.")}</p>
        )
      ) : (
        <label className="field">
          {say("查找岗位(单位、岗位或代码)", "Find a duty (organization, duty or code)")}
          <input value={search} onChange={(event) => setSearch(event.target.value)} data-first />
        </label>
      )}
      <DutyList duties={found} />
      {viewer === null ? null : (
        <p>
          <button type="button" onClick={() => void send("/auth/sign-out", {})}>
            {say("退出登录", "Sign out")}
          </button>
        </p>
      )}
    </Dialog>
  );
}

/** To the identity provider, and back to the page that one is on. */
function ProviderLink({ isFirst }: { readonly isFirst: boolean }) {
  const say = useSay();
  const to = encodeURIComponent(location.pathname + location.search);
  return (
    <p>
      <a href={`/auth/sign-in?to=${to}`} {...(isFirst ? { "data-first": true } : {})}>
        {say("统一身份登录", "Sign in with your organization's identity provider")}
      </a>
    </p>
  );
}

function DutyList({ duties }: { readonly duties: readonly Duty[] }) {
  const word = useWord();
  return (
    <ul className="duties" onKeyDown={walkRows}>
      {duties.slice(0, 60).map(({ id, name, memberships }) => (
        <li key={id}>
          <button
            type="button"
            data-row
            onClick={() => void send("/auth/dev", { principalId: id })}
          >
            <b>{name}</b>
            <small>
              {(memberships[0]?.roles ?? []).map((role) => word("Role", role)).join("、")}
            </small>
          </button>
        </li>
      ))}
    </ul>
  );
}
