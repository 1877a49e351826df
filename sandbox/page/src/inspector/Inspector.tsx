import { type KeyboardEvent, useState } from 'react';
import { useDirectory } from '../store/directory.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Calls } from './Calls.tsx';
import { Faults } from './Faults.tsx';
import { Workings } from './Workings.tsx';
import { toolWordsFor } from './words.ts';

const TABS = ['calls', 'faults', 'workings'] as const;
type Tab = (typeof TABS)[number];

/** Behind the scenes: what is said between app and workspace, what goes wrong, how it runs. */
export function Inspector({ onClose }: { onClose: () => void }) {
  const { me, words } = useDirectory();
  const [tab, setTab] = useState<Tab>('calls');
  return (
    <aside className="pane inspector" aria-label={words.inspector}>
      <header className="pane-head">
        <div className="pane-title">
          <h2>{words.inspector}</h2>
          <div className="pane-detail">{toolWordsFor(me.locale).hints[tab]}</div>
        </div>
        <IconButton icon="close" label={words.close} onClick={onClose} />
      </header>
      <Tabs locale={me.locale} tab={tab} onTab={setTab} />
      <div className="inspector-view" role="tabpanel" id={`inspector-${tab}`} aria-labelledby={`tab-${tab}`}>
        {tab === 'calls' && <Calls />}
        {tab === 'faults' && <Faults />}
        {tab === 'workings' && <Workings />}
      </div>
    </aside>
  );
}

/** Arrow keys go from one to the next, as everywhere in tabs. */
function Tabs({ locale, tab, onTab }: { locale: string; tab: Tab; onTab: (tab: Tab) => void }) {
  const words = toolWordsFor(locale);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length] ?? tab;
    onTab(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div className="inspector-tabs">
      <div className="segments" role="tablist" aria-label={words.views} tabIndex={-1} onKeyDown={onKeyDown}>
        {TABS.map((one) => (
          <button
            key={one}
            id={`tab-${one}`}
            type="button"
            role="tab"
            aria-selected={one === tab}
            aria-controls={`inspector-${one}`}
            tabIndex={one === tab ? 0 : -1}
            onClick={() => onTab(one)}
          >
            {words.tabs[one]}
          </button>
        ))}
      </div>
    </div>
  );
}
