import { useState } from 'react';
import { describeFaults, type FaultField, type FaultKind, type FaultOn } from '../../../api/faultKinds.ts';
import type { ActiveFault, Json } from '../../../contract.ts';
import { useDirectory } from '../store/directory.tsx';
import { Icon } from '../ui/Icon.tsx';
import { FaultForm } from './FaultForm.tsx';
import { useTools, type Workings } from './useTools.ts';
import { faultAbout, toolWordsFor } from './words.ts';

export type FaultInfo = ReturnType<typeof describeFaults>[number];
export type FaultValues = Partial<Record<FaultField, Json>>;

const KINDS = describeFaults();
const GROUPS = ['call', 'delivery', 'sockets'] as const satisfies FaultOn[];
/** These are over as soon as they have happened: there is nothing to switch off. */
const AT_ONCE: ReadonlySet<FaultKind> = new Set<FaultKind>(['cut', 'app_rate_limited']);

/** Everything that can be made to go wrong, each with a switch. */
export function Faults() {
  const { me } = useDirectory();
  const words = toolWordsFor(me.locale);
  const { tools, control } = useTools();
  const active = tools?.faults ?? [];
  return (
    <div className="tools">
      <ActiveFaults active={active} control={control} />
      {GROUPS.map((group) => (
        <section key={group} aria-label={words.groups[group]}>
          <h3>{words.groups[group]}</h3>
          <ul className="faults">
            {KINDS.filter(({ on }) => on === group).map((info) => (
              <FaultRow key={info.kind} info={info} active={active} control={control} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

interface Props {
  active: readonly ActiveFault[];
  control: Workings['control'];
}

function ActiveFaults({ active, control }: Props) {
  const { me } = useDirectory();
  const words = toolWordsFor(me.locale);
  return (
    <section aria-label={words.activeFaults} aria-live="polite">
      <h3>{words.activeFaults}</h3>
      {active.length === 0 && <p className="tools-quiet">{words.noFaults}</p>}
      <ul className="faults">
        {active.map((fault) => (
          <li key={fault.id} className="fault-active">
            <code>{fault.kind}</code>
            <span className="tools-quiet">
              {fault.method} · {words.struck(fault.struck, fault.times)}
            </span>
            <button
              type="button"
              className="button button-small"
              aria-label={words.switchOff(fault.kind)}
              onClick={() => void control('clear-faults', { id: fault.id })}
            >
              {words.off}
            </button>
          </li>
        ))}
      </ul>
      {active.length > 1 && (
        <button type="button" className="button button-small" onClick={() => void control('clear-faults')}>
          {words.allOff}
        </button>
      )}
    </section>
  );
}

/** One kind of fault: a switch that takes its usual settings, and the settings themselves where they are wanted. */
function FaultRow({ info, active, control }: { info: FaultInfo } & Props) {
  const { me } = useDirectory();
  const words = toolWordsFor(me.locale);
  const [open, setOpen] = useState(false);
  const own = active.filter((fault) => fault.kind === info.kind);
  const isOn = own.length > 0;
  const isAtOnce = AT_ONCE.has(info.kind);
  const add = (values: FaultValues = {}): void => void control('fault', { kind: info.kind, ...values });
  const toggle = async (): Promise<void> => {
    if (!isOn) return add();
    for (const { id } of own) await control('clear-faults', { id });
  };
  return (
    <li className="fault">
      <div className="fault-line">
        {isAtOnce ? (
          <button type="button" className="button button-small" onClick={() => add()}>
            {words.now}
          </button>
        ) : (
          <button
            type="button"
            role="switch"
            className="switch"
            aria-checked={isOn}
            aria-label={isOn ? words.switchOff(info.kind) : words.switchOn(info.kind)}
            onClick={() => void toggle()}
          />
        )}
        <span className="fault-text">
          <code>{info.kind}</code>
          <span className="tools-quiet">{faultAbout(info.kind, me.locale)}</span>
        </span>
        {info.fields.length > 0 && (
          <button
            type="button"
            className="icon-button fault-more"
            aria-expanded={open}
            aria-label={words.settings(info.kind)}
            title={words.settings(info.kind)}
            onClick={() => setOpen(!open)}
          >
            <Icon name="chevron" size={16} />
          </button>
        )}
      </div>
      {open && <FaultForm info={info} onApply={add} />}
    </li>
  );
}
