import type { ReactNode } from 'react';
import { useDirectory } from '../store/directory.tsx';
import { formatDate } from './date.ts';

/** Only schemes that a chat message may open; `javascript:` and the like become plain text. */
export function Link({ url, children }: { url: string; children: ReactNode }) {
  if (!/^(https?|mailto|tel):/i.test(url)) return <span>{children}</span>;
  return (
    <a href={url} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  );
}

export function UserMention({ id, label = '' }: { id: string; label?: string }) {
  const { people, me } = useDirectory();
  const person = people.get(id);
  const name = person ? person.realName || person.name : label || id;
  return <span className={id === me.id ? 'mention mention-me' : 'mention'}>@{name}</span>;
}

export function ChannelMention({ id, label = '' }: { id: string; label?: string }) {
  const { conversations, me } = useDirectory();
  const channel = conversations.get(id);
  if (!channel) return <span className="mention">#{label || id}</span>;
  return (
    <a className="mention" href={`#/${me.id}/${id}`}>
      #{channel.name}
    </a>
  );
}

export function BroadcastMention({ label }: { label: string }) {
  return <span className="mention mention-me">{label}</span>;
}

interface DateProps {
  seconds: number;
  format: string;
  url: string;
  fallback: string;
}

export function DateMention({ seconds, format, url, fallback }: DateProps) {
  const { clock } = useDirectory();
  const text = formatDate(seconds, format, clock.locale, clock.tz, Date.now() / 1000);
  const shown = (
    <time dateTime={new Date(seconds * 1000).toISOString()} title={clock.full(String(seconds))}>
      {text || fallback}
    </time>
  );
  return url ? <Link url={url}>{shown}</Link> : shown;
}
