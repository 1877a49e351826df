import { some } from '../json.ts';
import { FAULTS, type FaultKind, type FaultOn, type FaultSettings, settingsOf } from './faultKinds.ts';

export { FAULT_KINDS, FAULTS } from './faultKinds.ts';

/** A fault that a test or the page has switched on (the kinds: faultKinds.ts). */
export interface Fault extends FaultSettings {
  id: number;
  kind: FaultKind;
  /** How many it has struck. */
  struck: number;
}

/** A call or a delivery that a fault may strike. */
export interface Mark {
  on: FaultOn;
  /** The method, or all the words by which a delivery may be meant. */
  names: readonly string[];
  channel: string;
  team: string;
}

type GivenSettings = { [K in keyof FaultSettings]?: FaultSettings[K] | undefined };

export interface Faults {
  /** What is not given has the kind's defaults. */
  add(fault: { kind: FaultKind } & GivenSettings): Fault;
  /** Takes one fault, or all of them, away. */
  clear(id?: number): void;
  /** Those that still wait for something to strike. */
  active(): Fault[];
  /** The fault that strikes this call, used up by one. */
  take(mark: Mark): Fault | undefined;
  /** Every fault that strikes this delivery, at most one of a kind. */
  takeAll(mark: Mark): Fault[];
}

export function createFaults(): Faults {
  let faults: { fault: Fault; draw: () => number }[] = [];
  let serial = 0;
  const strikes = (mark: Mark, isNew: (kind: FaultKind) => boolean): Fault | undefined => {
    const hit = faults.find(
      ({ fault, draw }) => isNew(fault.kind) && concerns(fault, mark) && draw() < fault.probability,
    );
    if (hit === undefined) return undefined;
    const { fault } = hit;
    fault.struck += 1;
    if (fault.struck === fault.times) faults = faults.filter((one) => one !== hit);
    return fault;
  };
  return {
    add({ kind, ...given }) {
      serial += 1;
      const fault = { ...settingsOf(kind, some<GivenSettings>(given)), id: serial, kind, struck: 0 };
      faults.push({ fault, draw: createDraw(fault.seed) });
      return fault;
    },
    clear(id) {
      faults = id === undefined ? [] : faults.filter(({ fault }) => fault.id !== id);
    },
    active: () => faults.map(({ fault }) => fault),
    take: (mark) => strikes(mark, () => true),
    takeAll(mark) {
      const taken: Fault[] = [];
      for (;;) {
        const fault = strikes(mark, (kind) => taken.every((one) => one.kind !== kind));
        if (fault === undefined) return taken;
        taken.push(fault);
      }
    },
  };
}

function concerns(fault: Fault, mark: Mark): boolean {
  const { method, channel, team } = fault;
  return (
    FAULTS[fault.kind].on === mark.on &&
    (method === '*' || mark.names.includes(method)) &&
    (channel === '' || channel === mark.channel) &&
    (team === '' || team === mark.team)
  );
}

/** Numbers from 0 to 1, the same ones for the same seed (a linear congruential generator, good enough for dice). */
function createDraw(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
