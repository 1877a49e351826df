import { useEffect, useState } from 'react';
import { useDirectory } from '../store/directory.tsx';
import { Finder, type Found } from '../ui/Finder.tsx';
import { useRoute } from '../useRoute.ts';
import { iconOf } from './kinds.ts';
import { useOpenDm } from './useOpenDm.ts';

/** Ctrl + K, or ⌘ K: to any channel, person or app by name. */
export function Jump() {
  const { words } = useDirectory();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      if (!document.querySelector('dialog[open]')) setOpen(true);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  const items = usePlaces();
  if (!open) return null;
  const close = () => setOpen(false);
  return (
    <Finder
      title={words.jumpTo}
      placeholder={words.jumpHint}
      items={items}
      empty={words.nothingFound}
      onClose={close}
    />
  );
}

/** Everywhere one can go. */
function usePlaces(): Found[] {
  const { me, people, conversations, apps, words } = useDirectory();
  const [, go] = useRoute();
  const openDm = useOpenDm();
  const channels = [...conversations.values()].filter((c) => c.kind !== 'im' && !c.isArchived);
  const persons = [...people.values()].filter((p) => !p.deleted && !p.isBot);
  return [
    ...channels.map((c) => ({
      key: c.id,
      label: c.name,
      detail: c.topic,
      icon: iconOf(c),
      onChoose: () => go({ user: me.id, channel: c.id }),
    })),
    ...apps.map((app) => ({
      key: app.id,
      label: app.name,
      detail: words.home,
      personId: app.botUserId,
      onChoose: () => go({ user: me.id, home: app.id }),
    })),
    ...persons.map((p) => ({
      key: p.id,
      label: p.realName || p.name,
      detail: p.title,
      personId: p.id,
      onChoose: () => void openDm(p.id),
    })),
  ];
}
