import { useDirectory } from '../store/directory.tsx';
import { initials } from './initials.ts';

interface Props {
  id: string;
  size?: number;
  /** For a message of an app that is not among the people. */
  appName?: string;
}

/** Coloured initials; an app's are in a rounder frame. Always decorative: the name stands beside it. */
export function Avatar({ id, size = 36, appName }: Props) {
  const { people, apps } = useDirectory();
  const person = people.get(id);
  const app = apps.find(({ botUserId }) => botUserId === id);
  const name = app?.name ?? person?.realName ?? person?.name ?? appName ?? '?';
  const color = app?.color ?? person?.color ?? '#5b6b73';
  return (
    <span
      className={app || person?.isBot ? 'avatar avatar-app' : 'avatar'}
      aria-hidden="true"
      style={{ '--size': `${size}px`, '--tint': color }}
    >
      {initials(name)}
    </span>
  );
}
