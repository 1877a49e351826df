import { useEffect, useState } from 'react';
import type { Call } from '../../../contract.ts';
import { get } from '../api/client.ts';
import { useDirectory } from '../store/directory.tsx';
import { useHands, useModel } from '../store/session.tsx';
import { Icon } from '../ui/Icon.tsx';

const DIRECTIONS = ['all', 'app→slack', 'slack→app'] as const;
type Direction = (typeof DIRECTIONS)[number];

/** What the app and the workspace said to each other, newest first. */
export function Calls() {
  const { words } = useDirectory();
  const { calls } = useModel();
  const { user, dispatch } = useHands();
  const [filter, setFilter] = useState('');
  const [direction, setDirection] = useState<Direction>('all');

  useEffect(() => {
    void get('calls', user).then((answer) => {
      if (answer.ok && answer.data) dispatch({ type: 'calls', calls: answer.data });
    });
  }, [user, dispatch]);

  const wanted = filter.trim().toLowerCase();
  const shown = calls
    .filter((call) => (direction === 'all' || call.direction === direction) && matches(call, wanted))
    .toReversed();
  return (
    <>
      <Tools filter={filter} onFilter={setFilter} direction={direction} onDirection={setDirection} />
      <ul className="calls" aria-label={words.callList}>
        {shown.map((call) => (
          <CallRow key={call.id} call={call} />
        ))}
        {shown.length === 0 && <li className="menu-empty">{words.noCalls}</li>}
      </ul>
    </>
  );
}

interface ToolsProps {
  filter: string;
  onFilter: (filter: string) => void;
  direction: Direction;
  onDirection: (direction: Direction) => void;
}

function Tools({ filter, onFilter, direction, onDirection }: ToolsProps) {
  const { words } = useDirectory();
  const names: Record<Direction, string> = {
    all: words.all,
    'app→slack': words.fromApp,
    'slack→app': words.toApp,
  };
  return (
    <div className="inspector-tools">
      <input
        className="input"
        type="search"
        aria-label={words.filterCalls}
        placeholder={words.filterCalls}
        value={filter}
        onChange={({ target }) => onFilter(target.value)}
      />
      <div className="segments">
        {DIRECTIONS.map((d) => (
          <button key={d} type="button" aria-pressed={d === direction} onClick={() => onDirection(d)}>
            {names[d]}
          </button>
        ))}
      </div>
    </div>
  );
}

const matches = (call: Call, wanted: string): boolean =>
  !wanted ||
  call.name.toLowerCase().includes(wanted) ||
  JSON.stringify(call.request).toLowerCase().includes(wanted);

/** A line; its JSON is written out only when it is opened. */
function CallRow({ call }: { call: Call }) {
  const { words, clock } = useDirectory();
  const [open, setOpen] = useState(false);
  const out = call.direction === 'app→slack';
  return (
    <li className={call.ok ? 'call' : 'call call-failed'}>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className={out ? 'call-arrow' : 'call-arrow in'} title={out ? words.fromApp : words.toApp}>
          {out ? '→' : '←'}
        </span>
        <span className="call-name">{call.name}</span>
        {!call.ok && <span className="call-flag">{words.failed}</span>}
        <span className="call-ms">{Math.round(call.ms)} ms</span>
        <time>{clock.stamp(call.at)}</time>
        <Icon name="chevron" size={14} />
      </button>
      {open && (
        <div className="call-body">
          <h3>{words.request}</h3>
          <pre>{JSON.stringify(call.request, null, 2)}</pre>
          <h3>{words.response}</h3>
          <pre>{JSON.stringify(call.response, null, 2)}</pre>
        </div>
      )}
    </li>
  );
}
