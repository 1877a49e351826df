import { useState } from 'react';
import { Avatar } from '../people/Avatar.tsx';
import { useOpenGroup } from '../people/useOpenDm.ts';
import { useDirectory } from '../store/directory.tsx';
import { Dialog } from '../ui/Dialog.tsx';

/** Slack's limit, oneself not counted. */
const MOST = 8;

/** Chooses several people, and opens the direct message with all of them. */
export function NewGroup({ onClose }: { onClose: () => void }) {
  const { me, people, words } = useDirectory();
  const openGroup = useOpenGroup();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const wanted = query.trim().toLowerCase();
  const shown = [...people.values()]
    .filter((person) => !person.deleted && !person.isBot && person.id !== me.id)
    .filter(({ name, realName, title }) => `${name} ${realName} ${title}`.toLowerCase().includes(wanted));
  const toggle = (id: string): void =>
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  const open = (): void => {
    onClose();
    void openGroup([...chosen]);
  };
  return (
    <Dialog
      title={words.newGroup}
      closeLabel={words.close}
      onClose={onClose}
      className="group-dialog"
      footer={
        <button type="button" className="button button-primary" disabled={chosen.length < 2} onClick={open}>
          {words.openGroup(chosen.length)}
        </button>
      }
    >
      <input
        className="input"
        type="search"
        aria-label={words.searchPeople}
        placeholder={words.searchPeople}
        value={query}
        onChange={({ target }) => setQuery(target.value)}
      />
      <ul className="group-people">
        {shown.map((person) => (
          <li key={person.id}>
            <label>
              <input
                type="checkbox"
                checked={chosen.includes(person.id)}
                disabled={chosen.length >= MOST && !chosen.includes(person.id)}
                onChange={() => toggle(person.id)}
              />
              <Avatar id={person.id} size={26} />
              <span>{person.realName || person.name}</span>
              <span className="menu-detail">{person.title}</span>
            </label>
          </li>
        ))}
        {shown.length === 0 && <li className="menu-empty">{words.noOneFound}</li>}
      </ul>
    </Dialog>
  );
}
