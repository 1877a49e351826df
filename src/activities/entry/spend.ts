import { leadsAnybody } from '../../people/rights.ts';
import type { Actor } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import { type ActivityTypeInfo, nameOf, type Playbook } from '../../playbook/playbook.ts';

/** What was spent on marketing is an activity of this key: its amount is a channel's or a campaign's cost. */
export const SPEND = 'spend';

/** The activity type of spend; undefined where the playbook has none. */
export function spendType({ types }: Playbook): ActivityTypeInfo | undefined {
  return types.find((type) => type.key === SPEND && !type.isRetired);
}

/** Who enters what was spent: those who lead, and administrators. */
export const mayEnterSpend = (actor: Pick<Actor, 'leads' | 'isAdmin'>): boolean => leadsAnybody(actor);

/** `500 via:ads` as lines of `/log`: each begins with the name of the activity. */
export function spendLines(text: string, type: ActivityTypeInfo, locale: Locale): string {
  const name = nameOf(type, locale, 100n);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return (lines.length === 0 ? [''] : lines).map((line) => `${name} ${line.trim()}`.trim()).join('\n');
}
