import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

interface Props {
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
  children: ReactNode;
  className?: string;
  /** As wide as its anchor at least: for pickers. */
  matchWidth?: boolean;
  /** Where it stands if there is room. */
  prefer?: 'below' | 'above';
  align?: 'start' | 'end';
}

const GAP = 6;
const MARGIN = 8;

/**
 * A box beside its anchor, in the browser's top layer, so that no scrolling parent and no dialog cuts it off. It follows the anchor
 * while things scroll and closes on a press outside.
 */
export function Floating({ anchor, onClose, children, className = '', ...place }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const { matchWidth = false, prefer = 'below', align = 'start' } = place;

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    element.showPopover();
    const put = (): void => position(element, anchor.current, { matchWidth, prefer, align });
    put();
    const watch = new ResizeObserver(put);
    watch.observe(element);
    addEventListener('scroll', put, true);
    addEventListener('resize', put);
    return () => {
      watch.disconnect();
      removeEventListener('scroll', put, true);
      removeEventListener('resize', put);
    };
  }, [anchor, matchWidth, prefer, align]);

  useEffect(() => {
    const outside = (event: PointerEvent): void => {
      const target = event.target;
      if (!(target instanceof Node)) return;
      if (!box.current?.contains(target) && !anchor.current?.contains(target)) onClose();
    };
    addEventListener('pointerdown', outside, true);
    return () => removeEventListener('pointerdown', outside, true);
  }, [anchor, onClose]);

  return (
    <div ref={box} popover="manual" className={`floating ${className}`}>
      {children}
    </div>
  );
}

type Place = Required<Pick<Props, 'matchWidth' | 'prefer' | 'align'>>;

function position(box: HTMLElement, anchor: HTMLElement | null, place: Place): void {
  if (!anchor) return;
  const at = anchor.getBoundingClientRect();
  if (place.matchWidth) box.style.minWidth = `${at.width}px`;
  const below = innerHeight - at.bottom - GAP - MARGIN;
  const above = at.top - GAP - MARGIN;
  const wanted = Math.min(box.scrollHeight, 360);
  const goAbove =
    place.prefer === 'above' ? above >= wanted || above > below : below < wanted && above > below;
  box.style.maxHeight = `${Math.max(120, goAbove ? above : below)}px`;
  const left = place.align === 'end' ? at.right - box.offsetWidth : at.left;
  box.style.left = `${Math.max(MARGIN, Math.min(left, innerWidth - box.offsetWidth - MARGIN))}px`;
  box.style.top = goAbove ? 'auto' : `${at.bottom + GAP}px`;
  box.style.bottom = goAbove ? `${innerHeight - at.top + GAP}px` : 'auto';
}
