import { Refusals } from "../core/deed.tsx";
import { useSay } from "../core/lang.ts";
import { outbox, type Letter } from "../core/outbox.ts";
import { useStore } from "../core/store.ts";
import { stampOf } from "../core/time.ts";

/** What is kept in this browser until the hub has it: never lost, never sent twice. */
export function Kept({ subject }: { readonly subject?: string }) {
  const say = useSay();
  const letters = useStore(outbox.letters).filter(
    (letter) => subject === undefined || letter.subject === subject,
  );
  if (letters.length === 0) return null;
  return (
    <section className="panel kept" aria-label={say("存在本机的登记", "Kept in this browser")}>
      <h2>{say("存在本机的登记", "Kept in this browser")}</h2>
      <ul>
        {letters.map((letter) => (
          <One key={letter.input.idempotencyKey} letter={letter} />
        ))}
      </ul>
    </section>
  );
}

function One({ letter }: { readonly letter: Letter }) {
  const say = useSay();
  const { title, writtenAt, refusals } = letter;
  return (
    <li>
      <b>{title}</b> · {stampOf(writtenAt)}
      {refusals.length === 0 ? (
        <p role="status">
          {say(
            "已存在本机,连上枢纽后自动送出,只办一次。请保持本页打开。",
            "Kept here, and sent by itself, once. Keep this page open.",
          )}
        </p>
      ) : (
        <>
          <Refusals deed={{ refusals, error: null }} />
          <button type="button" onClick={() => outbox.drop(letter)}>
            {say("知道了,改正后重新登记", "Understood; correct it and send again")}
          </button>
        </>
      )}
    </li>
  );
}
