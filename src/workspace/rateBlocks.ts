import { type Reply, section } from '../platform/blocks.ts';
import { linesInMessage } from '../platform/fit.ts';
import { cut, escapeText, plainInMrkdwn } from '../platform/mrkdwn.ts';
import type { Locale } from '../platform/words.ts';
import type { RateCommand } from './rate.ts';
import { workspaceWords } from './words.ts';

/** The newest rate of a currency. */
export interface RateLine {
  currency: string;
  fromDate: string;
  rate: string;
  source: string;
}

/** The answer to a rate that was set or could not be read. `own`: the workspace's currency. */
export function rateReply(
  command: Exclude<RateCommand, { kind: 'list' }>,
  own: string,
  locale: Locale,
): Reply {
  const say = workspaceWords(locale);
  switch (command.kind) {
    case 'set': {
      const { currency, rate, fromDate: date, source } = command.rate;
      return { text: say('rate-set', { currency, rate, own, date, source: escapeText(source) }) };
    }
    case 'usage':
      return { text: say('rate-usage', { own }) };
    case 'unknown-currency':
      return { text: say('rate-unknown', { code: escapeText(command.code) }) };
    case 'own-currency':
      return { text: say('rate-own', { code: command.code }) };
    case 'bad-rate':
      return { text: say('rate-bad', { text: plainInMrkdwn(cut(command.text, 60)) }) };
    case 'bad-date':
      return { text: say('rate-bad-date', { text: plainInMrkdwn(cut(command.text, 60)) }) };
  }
}

/** The newest rate of each currency. */
export function rateList(rates: readonly RateLine[], own: string, locale: Locale): Reply {
  const say = workspaceWords(locale);
  if (rates.length === 0) return { text: say('rate-none') };
  const lines = rates.map(({ currency, rate, fromDate: date, source }) => {
    return say('rate-line', { currency, rate, own, date, source: plainInMrkdwn(source) });
  });
  return {
    text: say('rate-list'),
    blocks: linesInMessage([section(`*${say('rate-list')}*`)], lines, [], locale),
  };
}
