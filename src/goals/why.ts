/** T-06: why a target was changed: what gave rise to it, and the reason in people's own words. Pure. */
import { cut, plainInMrkdwn } from '../platform/mrkdwn.ts';
import { type Reader, sayTo } from './phrases.ts';
import type { TargetVersion, Trigger } from './target.ts';
import { whyWords } from './whyWords.ts';

type Why = Pick<TargetVersion, 'trigger' | 'reason'>;

/** "the market", "a correction"; '' where it was not said. */
export function triggerWord(trigger: Trigger, { locale }: Pick<Reader, 'locale'>): string {
  return trigger === '' ? '' : whyWords(locale)(trigger);
}

/** "the market: two trade fairs", safe in mrkdwn; '' where nothing was said. */
export function whyText({ trigger, reason }: Why, reader: Pick<Reader, 'locale'>, limit = 500): string {
  const parts = [triggerWord(trigger, reader), cut(plainInMrkdwn(reason), limit)];
  return parts.filter((part) => part !== '').join(whyWords(reader.locale)('join'));
}

/** "Reason: the market: two trade fairs"; '' where nothing was said. */
export function whyLine(why: Why, reader: Reader): string {
  const reason = whyText(why, reader);
  return reason === '' ? '' : sayTo(reader)('proposal_reason', { reason });
}
