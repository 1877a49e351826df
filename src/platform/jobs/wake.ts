import { EventEmitter } from 'node:events';

/** Within this process: that a notice was written down. It carries nothing, and may be lost without harm: the outbox is the only truth. */
const notices = new EventEmitter();

/** Says that a notice was written down. */
export const wake = (): void => void notices.emit('notice');

/** Calls `listener` for each; the answer stops that. */
export function onNotice(listener: () => void): () => void {
  notices.on('notice', listener);
  return () => void notices.off('notice', listener);
}
