import { useState } from 'react';
import type { Person } from '../../../contract.ts';
import { Avatar } from '../people/Avatar.tsx';
import { city, describe } from '../people/describe.ts';
import { isDirect } from '../people/kinds.ts';
import { useDirectory } from '../store/directory.tsx';
import { Finder } from '../ui/Finder.tsx';
import { Icon } from '../ui/Icon.tsx';
import { useRoute } from '../useRoute.ts';

/** Who is signed in, and the way to be somebody else. */
export function PersonCard() {
  const { me, words } = useDirectory();
  const [open, setOpen] = useState(false);
  const name = me.realName || me.name;
  return (
    <footer className="person-card">
      <button
        type="button"
        className="person-button"
        aria-haspopup="dialog"
        aria-label={`${words.signedInAs(name)}. ${words.switchPerson}`}
        onClick={() => setOpen(true)}
      >
        <Avatar id={me.id} size={34} />
        <span className="person-text">
          <span className="person-name">{name}</span>
          <span className="person-title">{me.title}</span>
        </span>
        <span className="person-switch">
          <Icon name="switch" size={16} /> {words.switch}
        </span>
      </button>
      {open && <Switcher onClose={() => setOpen(false)} />}
    </footer>
  );
}

function Switcher({ onClose }: { onClose: () => void }) {
  const { me, people, conversations, clock, words } = useDirectory();
  const [route, go] = useRoute();
  /** Another person's direct messages are not ours to see: those routes are left behind. */
  const become = (person: Person): void => {
    const here = route.channel ? conversations.get(route.channel) : undefined;
    const keep = here && !isDirect(here) && (here.kind === 'channel' || here.memberIds.includes(person.id));
    go({
      user: person.id,
      ...(keep && route.channel ? { channel: route.channel } : {}),
      ...(route.home ? { home: route.home } : {}),
    });
  };
  const now = Date.now();
  const items = [...people.values()]
    .filter((person) => !person.isBot && !person.deleted)
    .map((person) => ({
      key: person.id,
      label: person.id === me.id ? `${person.realName} (${words.you})` : person.realName || person.name,
      detail: [person.title, city(person.tz)].filter(Boolean).join(' · '),
      aside: describe(person, clock.locale, now),
      personId: person.id,
      onChoose: () => become(person),
    }));
  return (
    <Finder
      title={words.switchPerson}
      hint={words.switchHint}
      placeholder={words.searchPeople}
      items={items}
      empty={words.noOneFound}
      onClose={onClose}
    />
  );
}
