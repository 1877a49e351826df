import { type ReactNode, useMemo } from 'react';
import type { Message } from '../../../contract.ts';
import { useDirectory } from '../store/directory.tsx';
import type { Notice } from '../store/model.ts';
import { useHands } from '../store/session.tsx';
import { Icon } from '../ui/Icon.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { MessageRow } from './MessageRow.tsx';
import { type Row, rowsOf } from './rows.ts';
import { useScroll } from './useScroll.ts';

interface Props {
  /** Accessible name of the log. */
  label: string;
  messages: readonly Message[];
  notices: readonly Notice[];
  firstNew: string | null;
  inThread?: boolean;
  loading: boolean;
  reachedStart: boolean;
  onOlder: () => void;
  onThread?: ((ts: string) => void) | undefined;
  /** Stands above the first message. */
  intro?: ReactNode;
  /** Told when the newest message is in sight. */
  onSeen?: () => void;
}

/** The scrolling part of a conversation: stays at the newest message, keeps its place when older ones arrive above. */
export function MessageList(props: Props) {
  const { messages, notices, firstNew, inThread = false, loading, reachedStart, onThread } = props;
  const { clock, words } = useDirectory();
  const rows = useMemo(
    () => rowsOf({ messages, notices, inThread, dayKey: clock.dayKey, firstNew }),
    [messages, notices, inThread, clock, firstNew],
  );
  const { box, inner, away, toNewest } = useScroll({ ...props, rows });
  return (
    <div className="log-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div ref={box} className="log" role="log" aria-label={props.label} aria-busy={loading} tabIndex={0}>
        <div ref={inner} className="log-rows">
          {reachedStart ? props.intro : loading && <div className="log-loading">{words.loadingOlder}</div>}
          {rows.map((row) => (
            <RowView key={row.key} row={row} onThread={onThread} />
          ))}
        </div>
      </div>
      {away && (
        <button type="button" className="to-newest" onClick={toNewest}>
          <Icon name="down" size={16} /> {words.jumpToNewest}
        </button>
      )}
    </div>
  );
}

function RowView({ row, onThread }: { row: Row; onThread: Props['onThread'] }) {
  const { clock, words } = useDirectory();
  switch (row.kind) {
    case 'day':
      return (
        <>
          <div className="divider-line" />
          <div className="divider">
            <span>{clock.dayLabel(row.ts, Date.now())}</span>
          </div>
        </>
      );
    case 'new':
      return (
        <div className="divider divider-new">
          <span>{words.newMessages}</span>
        </div>
      );
    case 'replies':
      return (
        <div className="divider divider-replies">
          <span>{words.replies(row.count)}</span>
        </div>
      );
    case 'notice':
      return <NoticeRow notice={row.notice} />;
    case 'message':
      return <MessageRow message={row.message} grouped={row.grouped} onThread={onThread} />;
  }
}

/** What the sandbox itself says in a conversation: an app that did not answer, blocks that Slack would refuse. */
function NoticeRow({ notice }: { notice: Notice }) {
  const { words } = useDirectory();
  const { dispatch } = useHands();
  return (
    <div className={`notice notice-${notice.level}`} role={notice.level === 'error' ? 'alert' : 'status'}>
      <Icon name={notice.level === 'error' ? 'warn' : 'eye'} size={16} />
      <span className="notice-text">{notice.text}</span>
      <IconButton
        icon="close"
        size={14}
        label={words.dismiss}
        onClick={() => dispatch({ type: 'dismiss-notice', id: notice.id })}
      />
    </div>
  );
}
