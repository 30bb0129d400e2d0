import { useQueryClient } from "@tanstack/react-query";
import { figure, useUnit } from "../core/figures.ts";
import { ActForm, whole, type FieldSpec, type Values } from "../core/form.tsx";
import { useName, useSay } from "../core/lang.ts";
import { outbox, type Draft, type LetterKind } from "../core/outbox.ts";
import { useMe } from "../core/viewer.ts";
import type { SiteData, SiteLine } from "./on-site.tsx";

export type SiteDeed = "USE" | "RETURN" | "KEEP";

interface SiteActProps {
  readonly deed: SiteDeed;
  readonly line: SiteLine;
  readonly most: number;
  /** At a borrower's depot rather than on site. */
  readonly kept: boolean;
  readonly data: SiteData;
  readonly onClose: () => void;
}

type Filled<K extends LetterKind> = Draft<K>["input"];

/** Goes through the outbox: what is told at the scene is kept until the hub has it. */
function useLetter<K extends LetterKind>(kind: K, subject: string, title: string) {
  const me = useMe();
  const queries = useQueryClient();
  return {
    busy: false,
    refusals: [],
    error: null,
    clear: (): void => undefined,
    run: (input: Filled<K>): Promise<true | null> => {
      if (me.viewer === null) return Promise.resolve(null);
      const writtenAt = new Date().toISOString();
      outbox.write({ kind, subject, title, principalId: me.viewer.id, writtenAt, input });
      void outbox.send(queries);
      return Promise.resolve(true);
    },
  };
}

export function SiteAct(props: SiteActProps) {
  if (props.deed === "USE") return <Use {...props} />;
  if (props.deed === "RETURN") return <Return {...props} />;
  return <Keep {...props} />;
}

const usedOf = ({ consumed, given, scrapped, destroyed }: Values): number =>
  [consumed, given, scrapped, destroyed].reduce((sum, text) => sum + (whole(text) ?? 0), 0);

/** What may have become of goods, and which figures cannot be. */
function useUses(most: number) {
  const say = useSay();
  const count = (name: string, label: string): FieldSpec => ({
    ...{ name, label, kind: "whole", max: most },
  });
  const place = say("发放地点(有发放时填)", "Where given out (if any)");
  const to = say("领用单位(不填姓名)", "To which unit (no names)");
  const fields: readonly FieldSpec[] = [
    count("consumed", say("已使用(消耗)", "Used up")),
    count("given", say("已发放", "Given out")),
    { name: "place", label: place, optional: true },
    { name: "unit", label: to, optional: true },
    count("scrapped", say("报废", "Scrapped")),
    count("destroyed", say("灭失", "Lost or destroyed")),
  ];
  const check = (values: Values): string | null => {
    const used = usedOf(values);
    if (used === 0 || used > most)
      return say(`合计须在 1 至 ${most} 之间`, `the sum is from 1 to ${most}`);
    const blank = (values.place ?? "").trim() === "" || (values.unit ?? "").trim() === "";
    return (whole(values.given) ?? 0) > 0 && blank
      ? say("发放须填地点和领用单位", "what is given out needs a place and a unit")
      : null;
  };
  return { fields, check };
}

function Use({ line, most, kept, data, onClose }: SiteActProps) {
  const say = useSay();
  const name = useName();
  const unit = useUnit();
  const title = say(`使用 · ${name(line.item)}`, `Used · ${name(line.item)}`);
  const deed = useLetter("USE", `use.${line.id}.${String(kept)}`, title);
  const { fields, check } = useUses(most);
  return (
    <ActForm
      title={title}
      confirm={say("登记去向", "Record")}
      draft={`use.${line.id}`}
      deed={deed}
      now={data.hub.now}
      start={{ consumed: "0", given: "0", scrapped: "0", destroyed: "0" }}
      fields={fields}
      check={check}
      effect={(values) =>
        `${figure(most)} → ${figure(most - usedOf(values))} ${unit(line.item)}; ` +
        say("用掉的按依据转为应补或应付", "what is used must be refilled or paid")
      }
      inputOf={({ consumed, given, place = "", unit: to = "", scrapped, destroyed }, at) => ({
        orderLineId: line.id,
        consumed: whole(consumed) ?? 0,
        distributed:
          (whole(given) ?? 0) === 0
            ? []
            : [{ place, unit: to, quantity: whole(given) ?? 0, day: data.hub.today }],
        scrapped: whole(scrapped) ?? 0,
        destroyed: whole(destroyed) ?? 0,
        fromKept: kept,
        occurredAt: at,
      })}
      onClose={onClose}
    />
  );
}

function Return({ line, most, kept, data, onClose }: SiteActProps) {
  const say = useSay();
  const name = useName();
  const unit = useUnit();
  const title = say(`归还 · ${name(line.item)}`, `Return · ${name(line.item)}`);
  const deed = useLetter("RETURN", `return.${line.id}.${String(kept)}`, title);
  const carriers = new Map((data.order?.legs ?? []).map(({ carrier }) => [carrier.id, carrier]));
  return (
    <ActForm
      title={title}
      confirm={say("发回", "Send back")}
      draft={`return.${line.id}`}
      deed={deed}
      now={data.hub.now}
      start={{ quantity: String(most) }}
      fields={[
        { name: "quantity", label: say("数量", "Quantity"), kind: "whole", max: most },
        {
          name: "carrierId",
          label: say("承运单位", "Carrier"),
          kind: "choice",
          choices: [...carriers].map(([id, carrier]) => [id, name(carrier)] as const),
        },
      ]}
      effect={({ quantity }) =>
        say(`在外 ${figure(most)} → 归还途中`, `out ${figure(most)} → on the way back`) +
        ` ${figure(whole(quantity))} ${unit(line.item)}; ` +
        say("保管单位验收后应还才减少", "the keeper's inspection counts")
      }
      inputOf={({ quantity, carrierId = "" }, at) => ({
        orderLineId: line.id,
        carrierId,
        quantity: whole(quantity) ?? 0,
        fromKept: kept,
        occurredAt: at,
      })}
      onClose={onClose}
    />
  );
}

function Keep({ line, most, data, onClose }: SiteActProps) {
  const say = useSay();
  const name = useName();
  const unit = useUnit();
  const title = say(`留存 · ${name(line.item)}`, `Keep · ${name(line.item)}`);
  const deed = useLetter("KEEP", `keep.${line.id}`, title);
  const holder = data.order?.receiver.id;
  const depots = data.depots.edges
    .map(({ node }) => node)
    .filter(({ custodian }) => custodian.id === holder);
  return (
    <ActForm
      title={title}
      confirm={say("转为留存", "Keep")}
      draft={`keep.${line.id}`}
      deed={deed}
      now={data.hub.now}
      start={{ quantity: String(most) }}
      fields={[
        { name: "quantity", label: say("数量", "Quantity"), kind: "whole", max: most },
        {
          name: "depotId",
          label: say("存入本单位的库", "Into a depot of one's own"),
          kind: "choice",
          choices: depots.map((depot) => [depot.id, name(depot)] as const),
        },
      ]}
      check={() =>
        depots.length === 0 ? say("本单位没有可存入的库", "no depot of one's own here") : null
      }
      effect={({ quantity }) =>
        say(`现场 ${figure(most)} → 借用在库`, `on site ${figure(most)} → borrowed`) +
        ` ${figure(whole(quantity))} ${unit(line.item)}; ` +
        say("仍应归还", "still to be returned")
      }
      inputOf={({ quantity, depotId = "" }, at) => ({
        orderLineId: line.id,
        depotId,
        quantity: whole(quantity) ?? 0,
        occurredAt: at,
      })}
      onClose={onClose}
    />
  );
}
