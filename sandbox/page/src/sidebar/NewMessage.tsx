import { useState } from 'react';
import { useOpenDm } from '../people/useOpenDm.ts';
import { useDirectory } from '../store/directory.tsx';
import { Finder } from '../ui/Finder.tsx';
import { IconButton } from '../ui/IconButton.tsx';

export function NewMessage() {
  const { people, words } = useDirectory();
  const [open, setOpen] = useState(false);
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
  return (
    <>
      <IconButton icon="plus" size={16} label={words.newMessage} onClick={() => setOpen(true)} />
      {open && (
        <Finder
          title={words.newMessage}
          placeholder={words.newMessageTo}
          items={items}
          empty={words.noOneFound}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
