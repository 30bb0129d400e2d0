import { figure } from "../core/figures.ts";
import { useName, useSay } from "../core/lang.ts";
import { useWord } from "../core/words.ts";
import type { DashVehiclesQuery } from "../published/operations.ts";

export type VehicleChoice = DashVehiclesQuery["vehicleChoices"][number];

interface VehiclesProps {
  readonly choices: readonly VehicleChoice[];
  readonly carrierId: string;
  readonly vehicleIds: readonly string[];
  readonly choose: (carrierId: string, vehicleIds: readonly string[]) => void;
}

/** Only licensed and insured vehicles are offered; each of the others says why it is not. */
export function Vehicles({ choices, carrierId, vehicleIds, choose }: VehiclesProps) {
  const say = useSay();
  const name = useName();
  const open = choices.filter(({ allowed }) => allowed);
  const shut = choices.filter(({ allowed }) => !allowed);
  const carriers = [...new Map(open.map(({ vehicle }) => [vehicle.carrier.id, vehicle.carrier]))];
  const known = carriers.some(([id]) => id === carrierId);
  return (
    <>
      <label className="field">
        {say("承运单位(资质与保险齐备)", "Carrier (licensed and insured)")}
        <select value={carrierId} onChange={(event) => choose(event.target.value, [])}>
          {known ? null : <option value={carrierId}>{say("自行前往", "drives itself")}</option>}
          {carriers.map(([id, carrier]) => (
            <option key={id} value={id}>
              {name(carrier)}
            </option>
          ))}
        </select>
      </label>
      <fieldset className="vehicles">
        <legend>
          {say("车辆(不选则由系统选最少够用的)", "Vehicles (none: as few as hold it)")}
        </legend>
        {open
          .filter(({ vehicle }) => vehicle.carrier.id === carrierId)
          .map((choice) => (
            <Offered
              key={choice.vehicle.id}
              choice={choice}
              checked={vehicleIds.includes(choice.vehicle.id)}
              toggle={(on) =>
                choose(
                  carrierId,
                  on
                    ? [...vehicleIds, choice.vehicle.id]
                    : vehicleIds.filter((id) => id !== choice.vehicle.id),
                )
              }
            />
          ))}
      </fieldset>
      {shut.length === 0 ? null : <Shut choices={shut} />}
    </>
  );
}

interface OfferedProps {
  readonly choice: VehicleChoice;
  readonly checked: boolean;
  readonly toggle: (on: boolean) => void;
}

function Offered({ choice, checked, toggle }: OfferedProps) {
  const say = useSay();
  const word = useWord();
  const { vehicle, holdsAll } = choice;
  const flip = (): void => toggle(!checked);
  return (
    <label>
      <input type="checkbox" checked={checked} onChange={flip} />
      {` ${vehicle.plate} · `}
      {figure(vehicle.loadKg)} kg · {figure(vehicle.loadM3)} m³ ·{" "}
      {vehicle.licences.map((licence) => word("LicenceClass", licence)).join("、")}
      {holdsAll ? "" : say("(一车装不下全部)", " (does not hold all)")}
    </label>
  );
}

function Shut({ choices }: { readonly choices: readonly VehicleChoice[] }) {
  const say = useSay();
  const name = useName();
  const reason = ({ why, insuredUntil }: VehicleChoice): string =>
    why
      .map(({ code, message }) =>
        code === "NOT_INSURED"
          ? say(
              `承运保险${insuredUntil === null ? "未登记" : `已于 ${insuredUntil} 到期`}`,
              insuredUntil === null ? "no insurance known" : `insurance ended ${insuredUntil}`,
            )
          : message,
      )
      .join(";");
  return (
    <details>
      <summary>
        {say(
          `不可用车辆 ${choices.length} 辆及原因`,
          `${choices.length} vehicles not offered, and why`,
        )}
      </summary>
      <ul>
        {choices.map((choice) => (
          <li key={choice.vehicle.id}>
            {choice.vehicle.plate} · {name(choice.vehicle.carrier)}:{reason(choice)}
          </li>
        ))}
      </ul>
    </details>
  );
}
