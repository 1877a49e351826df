import type { LocalDate } from '../../kpi/localDate.ts';
import { actions, button, type Reply, section } from '../../platform/blocks.ts';
import { formatDate } from '../../platform/format.ts';
import type { Locale } from '../../platform/words.ts';
import type { Closed } from '../../workspace/closed/closed.ts';
import { spanOf } from '../../workspace/closed/refusal.ts';
import { lateWords } from './words.ts';

/** P-05: nothing was saved; the person decides whether it counts today. */
export function lateReply(given: { date: LocalDate; by: Closed }, value: string, locale: Locale): Reply {
  const say = lateWords(locale);
  const text = say('ask', {
    date: formatDate(given.date, locale, true),
    name: spanOf(given.by, locale).name,
  });
  const count = button(say('count'), 'activities.late', value, 'primary');
  return { text: text.replace(/\*/g, ''), blocks: [section(text), actions(count)] };
}
