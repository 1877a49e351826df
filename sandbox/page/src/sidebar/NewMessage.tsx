import { useState } from 'react';
import { useOpenDm } from '../people/useOpenDm.ts';
import { useDirectory } from '../store/directory.tsx';
import { Finder } from '../ui/Finder.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { NewGroup } from './NewGroup.tsx';

export function NewMessage() {
  const { people, words } = useDirectory();
  const [open, setOpen] = useState<'one' | 'several' | null>(null);
  const openDm = useOpenDm();
  const items = [...people.values()]
    .filter((person) => !person.deleted)
    .map((person) => ({
      key: person.id,
      label: person.realName || person.name,
      detail: person.title,
      personId: person.id,
      onChoose: () => void openDm(person.id),
    }));
  const several = {
    key: 'several',
    label: words.newGroup,
    icon: 'people' as const,
    onChoose: () => setOpen('several'),
  };
  return (
    <>
      <IconButton icon="plus" size={16} label={words.newMessage} onClick={() => setOpen('one')} />
      {open === 'one' && (
        <Finder
          title={words.newMessage}
          placeholder={words.newMessageTo}
          items={[several, ...items]}
          empty={words.noOneFound}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'several' && <NewGroup onClose={() => setOpen(null)} />}
    </>
  );
}
