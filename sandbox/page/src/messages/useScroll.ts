import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useHands } from '../store/session.tsx';
import type { Row } from './rows.ts';

interface Input {
  rows: readonly Row[];
  loading: boolean;
  reachedStart: boolean;
  onOlder: () => void;
  onSeen?: () => void;
}

interface Scroll {
  box: RefObject<HTMLDivElement | null>;
  /** Everything that scrolls, in one element, so that its growth can be watched. */
  inner: RefObject<HTMLDivElement | null>;
  /** The newest message is out of sight. */
  away: boolean;
  toNewest: () => void;
}

/** Nearer to the end than this, in pixels, counts as "at the newest". */
const NEAR = 80;
/** Older messages are asked for this far before the top is reached. */
const AHEAD = 600;

/**
 * Keeps the log where its reader expects it: at the end while the reader is there (also when pictures load and grow it), at the same
 * message when older ones are put above.
 */
export function useScroll({ rows, loading, reachedStart, onOlder, onSeen }: Input): Scroll {
  const box = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const lastTop = useRef(0);
  const [away, setAway] = useState(false);
  useKeepPlace({ box, inner, follows }, rows);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const check = (): void => {
      const rest = element.scrollHeight - element.scrollTop - element.clientHeight;
      // Only scrolling up leaves the end: a picture that loads below makes the rest longer too, and nobody moved.
      if (rest < NEAR) follows.current = true;
      else if (element.scrollTop < lastTop.current - 1) follows.current = false;
      lastTop.current = element.scrollTop;
      setAway(!follows.current && rest > 400);
      if (follows.current) onSeen?.();
      if (element.scrollTop < AHEAD && !loading && !reachedStart) onOlder();
    };
    check();
    element.addEventListener('scroll', check, { passive: true });
    document.addEventListener('visibilitychange', check);
    return () => {
      element.removeEventListener('scroll', check);
      document.removeEventListener('visibilitychange', check);
    };
  }, [loading, reachedStart, onOlder, onSeen]);

  const toNewest = useCallback(() => {
    const element = box.current;
    if (!element) return;
    follows.current = true;
    const far = element.scrollHeight - element.scrollTop > element.clientHeight * 4;
    element.scrollTo({ top: element.scrollHeight, behavior: far ? 'instant' : 'smooth' });
  }, []);
  return { box, inner, away, toNewest };
}

interface Parts {
  box: RefObject<HTMLDivElement | null>;
  inner: RefObject<HTMLDivElement | null>;
  /** The reader is at the end, and stays there. */
  follows: RefObject<boolean>;
}

/** Moves the log when its rows or its height change. */
function useKeepPlace({ box, inner, follows }: Parts, rows: readonly Row[]): void {
  const { user } = useHands();
  const before = useRef({ first: '', last: '', height: 0 });

  const first = rows.find((row) => row.kind === 'message')?.key ?? '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the rows may move the log
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const last = rows.at(-1);
    if (last?.key !== before.current.last && isForReader(last, user)) follows.current = true;
    if (follows.current) element.scrollTop = element.scrollHeight;
    else if (before.current.first && before.current.first !== first)
      element.scrollTop += element.scrollHeight - before.current.height;
    before.current = { first, last: last?.key ?? '', height: element.scrollHeight };
  }, [rows, first, user]);

  useEffect(() => {
    const element = box.current;
    if (!element || !inner.current) return;
    const grown = new ResizeObserver(() => {
      if (follows.current) element.scrollTop = element.scrollHeight;
      before.current.height = element.scrollHeight;
    });
    grown.observe(element);
    grown.observe(inner.current);
    return () => grown.disconnect();
  }, [box, inner, follows]);
}

/** What the reader wrote, or what only the reader sees: an answer to be looked at, wherever one has scrolled to. */
const isForReader = (row: Row | undefined, user: string): boolean =>
  row?.kind === 'notice' ||
  (row?.kind === 'message' && (row.message.ephemeral || row.message.userId === user));
