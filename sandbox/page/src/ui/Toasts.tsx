import { useEffect } from 'react';
import { useDirectory } from '../store/directory.tsx';
import type { Notice } from '../store/model.ts';
import { useHands, useModel } from '../store/session.tsx';
import { Icon } from './Icon.tsx';
import { IconButton } from './IconButton.tsx';

const SHOWN_MS = 8000;

/**
 * Notices that belong to no open conversation; those of the open one stand between its messages. While a modal is open they are drawn
 * inside it: the page below it is inert.
 */
export function Toasts({ current }: { current: string | undefined }) {
  const { notices } = useModel();
  const shown = notices.filter(({ channel }) => !channel || channel !== current);
  return (
    <div className="toasts">
      {shown.slice(-4).map((notice) => (
        <Toast key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function Toast({ notice }: { notice: Notice }) {
  const { words } = useDirectory();
  const { dispatch } = useHands();
  const { id, level, channel } = notice;
  useEffect(() => {
    if (channel) return;
    const timer = setTimeout(() => dispatch({ type: 'dismiss-notice', id }), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id, channel, dispatch]);
  return (
    <div className={`toast toast-${level}`} role={level === 'error' ? 'alert' : 'status'}>
      <Icon name={level === 'error' ? 'warn' : 'eye'} size={18} />
      <span>{notice.text}</span>
      <IconButton
        icon="close"
        size={14}
        label={words.dismiss}
        onClick={() => dispatch({ type: 'dismiss-notice', id })}
      />
    </div>
  );
}
