/** What a dispatch reads, locks and moves of the forces, inside its own transaction. */
export {
  lockUnits,
  readDispatchableUnits,
  readTakenUnits,
  readUnitSkills,
  readVehicleFacts,
  updateUnitState,
} from "./dispatchable.store.ts";
