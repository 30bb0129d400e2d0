import type { Measure } from "./plan.ts";
import type { NameOf, Sentence } from "./sentence.ts";

/** The cure itself, without its effect. */
export function cureWords(measure: Measure, nameOf: NameOf): Sentence {
  const { target, amount, code } = measure;
  const source = target.source === undefined ? "" : nameOf("source", target.source);
  const need = target.need === undefined ? "" : nameOf("need", target.need);
  const item = target.item === undefined ? "" : nameOf("item", target.item);
  switch (code) {
    case "EXTEND_DEADLINE":
      return { zh: `“${need}”时限放宽${amount}分钟`, en: `give “${need}” ${amount} min more` };
    case "LOWER_FLOOR":
      return target.rule === undefined
        ? { zh: `${source}底线再让${amount}`, en: `let ${source} go ${amount} below its floor` }
        : { zh: `联保底线再让${amount}`, en: `lower the joint floor of ${item} by ${amount}` };
    case "ADD_CAPACITY":
      return target.dimension === "m3"
        ? { zh: `${source}加${amount}立方米运力`, en: `add ${amount} m³ of transport at ${source}` }
        : { zh: `${source}加${amount}公斤运力`, en: `add ${amount} kg of transport at ${source}` };
    case "OPEN_LANE": {
      const from = target.from === undefined ? "" : nameOf("source", target.from);
      const to = target.to === undefined ? "" : nameOf("place", target.to);
      return { zh: `抢通${from}到${to}的路`, en: `open the road from ${from} to ${to}` };
    }
    case "LIFT_FORBID":
      return {
        zh: `对${source}解除“${target.reason ?? ""}”限制`,
        en: `lift ${target.reason ?? "the rule"} at ${source}`,
      };
    case "ADD_STOCK":
      if (target.capabilities !== undefined) {
        const names = target.capabilities.map((one) => nameOf("item", one));
        return {
          zh: `${source}补能“${names.join("”“")}”的队伍或机械各${amount}`,
          en: `put ${amount} more of each at ${source}: units with ${names.join(", ")}`,
        };
      }
      return { zh: `${source}补${amount}${item}`, en: `put ${amount} more ${item} into ${source}` };
  }
}
