import { divide, type Exact, exact, roundHalfEven } from '../../kpi/exact.ts';
import { formatCount } from '../../platform/format.ts';
import { escapeText } from '../../platform/mrkdwn.ts';
import { type ActivityTypeInfo, nameOf } from '../../playbook/playbook.ts';
import type { Teller } from '../figures.ts';
import type { Explained } from './way.ts';
import type { WeekRow } from './week.ts';
import { words } from './words.ts';

/** A cause in words: for whose week it is, and for the digest of who leads. */

/** To the person. */
export function whyText({ cause, links }: Explained, row: WeekRow, teller: Teller): string {
  const say = words(teller.locale);
  const link = (at: number, times?: Exact) => nameAt(links, at, teller, times);
  switch (cause.kind) {
    case 'volume':
      return say(`whyVolume-${cause.usual}`, { ...counts(cause, teller), link: link(0, cause.now) });
    case 'conversion': {
      const shown = { ...counts(cause, teller), from: count(cause.from, teller) };
      const named = { before: link(cause.at - 1, cause.from), link: link(cause.at, cause.now) };
      const text = say(`whyConversion-${cause.usual}`, { ...shown, ...named });
      return cause.isChance ? [text, say('whyChance')].join(teller.locale === 'zh' ? '' : ' ') : text;
    }
    case 'value':
      return say(`whyValue-${cause.usual}`, {
        ...amounts(cause, row, teller),
        link: link(links.length - 1, exact(100)),
      });
    case 'usual':
      return say('whyUsual', {
        ...{ now: count(cause.now, teller), needed: count(whole(cause.needed), teller), link: link(0) },
      });
  }
}

/** To who leads: figures alone. */
export function digestWhyText({ cause, links }: Explained, row: WeekRow, teller: Teller): string {
  const say = words(teller.locale);
  const link = (at: number) => nameAt(links, at, teller);
  switch (cause.kind) {
    case 'volume':
      return say('digestWhyVolume', { ...counts(cause, teller), link: link(0) });
    case 'conversion':
      return say('digestWhyConversion', {
        ...{ ...counts(cause, teller), from: count(cause.from, teller) },
        ...{ before: link(cause.at - 1), link: link(cause.at) },
      });
    case 'value':
      return say('digestWhyValue', amounts(cause, row, teller));
    case 'usual':
      return say('digestWhyUsual', {
        ...{ now: count(cause.now, teller), needed: count(whole(cause.needed), teller), link: link(0) },
      });
  }
}

const counts = ({ now, expected }: { now: Exact; expected: Exact }, teller: Teller) => ({
  now: count(now, teller),
  expected: count(expected, teller),
});

const amounts = (
  { now, expected }: { now: Exact; expected: Exact },
  { metric }: WeekRow,
  teller: Teller,
) => ({
  // Minor units of one success, whose count is in hundredths.
  now: teller.asked(metric, of100(now)),
  expected: teller.asked(metric, of100(expected)),
});

const of100 = ({ n, d }: Exact): Exact => exact(n * 100n, d);
const whole = (value: Exact): Exact => exact(roundHalfEven(divide(value, exact(100))) * 100n);

/** Hundredths as a count, to a tenth. */
function count(value: Exact, { locale }: Teller): string {
  return formatCount(roundHalfEven(divide(value, exact(10))) * 10n, locale);
}

function nameAt(links: readonly ActivityTypeInfo[], at: number, { locale }: Teller, times?: Exact): string {
  const link = links[at];
  return link === undefined ? '' : escapeText(nameOf(link, locale, times?.d === 1n ? times.n : 0n));
}
