import type { QueryClient } from "@tanstack/react-query";
import {
  KeepGoodsDocument,
  ReceiveLegDocument,
  RecordUseDocument,
  StartReturnDocument,
  ViewerDocument,
  type KeepGoodsInput,
  type ReceiveLegInput,
  type RecordUseInput,
  type StartReturnInput,
} from "../published/operations.ts";
import { ask, AskError } from "./ask.ts";
import type { Refusal } from "./deed.tsx";
import { freshKey } from "./held-keys.ts";
import { storeOf, type Store } from "./store.ts";

/** What may be told where there is no line: it is kept here, and sent once when there is one. */
interface Letters {
  readonly RECEIVE: ReceiveLegInput;
  readonly USE: RecordUseInput;
  readonly KEEP: KeepGoodsInput;
  readonly RETURN: StartReturnInput;
}
export type LetterKind = keyof Letters;

type Sent = { readonly refusals: readonly Refusal[] } | object;

const senders: { readonly [K in LetterKind]: (input: Letters[K]) => Promise<Sent> } = {
  RECEIVE: async (input) => (await ask(ReceiveLegDocument, { input })).receiveLeg,
  USE: async (input) => (await ask(RecordUseDocument, { input })).recordUse,
  KEEP: async (input) => (await ask(KeepGoodsDocument, { input })).keepGoods,
  RETURN: async (input) => (await ask(StartReturnDocument, { input })).startReturn,
};

export interface Letter<K extends LetterKind = LetterKind> {
  readonly kind: K;
  /** Its idempotency key is in it from the first moment, and never changes. */
  readonly input: Letters[K];
  /** What it is about: one letter for each at a time. */
  readonly subject: string;
  readonly title: string;
  readonly principalId: string;
  readonly writtenAt: string;
  readonly refusals: readonly Refusal[];
}

const where = "qipan.outbox";
const againMs = 4000;

function read(): readonly Letter[] {
  try {
    return JSON.parse(localStorage.getItem(where) ?? "[]") as readonly Letter[];
  } catch {
    return [];
  }
}

const letters: Store<readonly Letter[]> = storeOf(read());

/** Storage is the truth: another window may have sent or written meanwhile. */
function change(next: (now: readonly Letter[]) => readonly Letter[]): void {
  const changed = next(read());
  localStorage.setItem(where, JSON.stringify(changed));
  letters.set(changed);
}

const isSame = (one: Letter, other: Letter): boolean =>
  one.input.idempotencyKey === other.input.idempotencyKey;

const drop = (letter: Letter): void =>
  change((now) => now.filter((other) => !isSame(other, letter)));

export type Draft<K extends LetterKind> = Omit<Letter<K>, "input" | "refusals"> & {
  readonly input: Omit<Letters[K], "idempotencyKey">;
};

let sending = false;

export const outbox = {
  letters,
  /** Kept before it is sent; a second press about the same thing sends the first letter. */
  write: <K extends LetterKind>(draft: Draft<K>): void => {
    const input = { ...draft.input, idempotencyKey: freshKey() } as Letters[K];
    const letter: Letter<K> = { ...draft, input, refusals: [] };
    change((now) => [
      ...now.filter(({ subject, refusals }) => subject !== draft.subject || refusals.length === 0),
      ...(now.some(({ subject, refusals }) => subject === draft.subject && refusals.length === 0)
        ? []
        : [letter]),
    ]);
  },
  drop,
  /** Sends what waits, one after the other, as whoever wrote it. */
  send: async (queries: QueryClient): Promise<void> => {
    if (sending) return;
    sending = true;
    try {
      await sendAll(queries);
    } finally {
      sending = false;
    }
  },
};

async function sendAll(queries: QueryClient): Promise<void> {
  const waiting = read().filter(({ refusals }) => refusals.length === 0);
  if (waiting.length === 0) return;
  let isOld = false;
  try {
    const me = (await ask(ViewerDocument, {})).viewer?.id;
    for (const letter of waiting.filter(({ principalId }) => principalId === me)) {
      const answer = await post(letter);
      // Nobody decided anything yet: as with no line, it is sent again under the same key.
      if ("refusals" in answer && answer.refusals.some(({ code }) => code === "BUSY")) return;
      if ("refusals" in answer)
        change((now) =>
          now.map((other) =>
            isSame(other, letter) ? { ...other, refusals: answer.refusals } : other,
          ),
        );
      else drop(letter);
      isOld = true;
    }
  } catch (error) {
    // No line, or no answer: what is kept stays, and is sent again under the same key.
    if (!(error instanceof AskError)) throw error;
  } finally {
    if (isOld) await queries.invalidateQueries();
  }
}

const post = <K extends LetterKind>({ kind, input }: Letter<K>): Promise<Sent> =>
  senders[kind](input);

/** For as long as the page lives: when the line is back, and every few seconds until then. */
export function keepSending(queries: QueryClient): void {
  const send = (): void => void outbox.send(queries);
  addEventListener("online", send);
  addEventListener("storage", ({ key }) => {
    if (key === where) letters.set(read());
  });
  setInterval(send, againMs);
}
