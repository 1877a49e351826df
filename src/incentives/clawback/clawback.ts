import type { ModalView } from '@slack/types';
import type { Temporal } from '../../kpi/time.ts';
import { section } from '../../platform/blocks.ts';
import { form, textField } from '../../platform/forms.ts';
import type { Locale } from '../../platform/words.ts';
import type { Line } from '../pay/line.ts';
import type { Run } from '../run/run.ts';
import { clawbackWords } from './words.ts';

export const CLAWBACK_FORM = 'incentives.clawback-form';

/** B-11: the most that may be taken back of a line, and until when; undefined where the plan, the line or the time does not allow it. */
export function takeable(
  run: Pick<Run, 'state' | 'inputs' | 'approvedAt'>,
  line: Pick<Line, 'plan' | 'amount' | 'way'>,
  now: Temporal.Instant,
): { most: bigint; until: Temporal.Instant } | undefined {
  const rule = run.inputs.plans.find(({ id }) => id === line.plan)?.rules.clawback ?? null;
  const amount = BigInt(line.amount);
  if (rule === null || run.state !== 'approved' || run.approvedAt === null) return undefined;
  if (line.way.kind === 'recovery' || amount <= 0n) return undefined;
  const until = run.approvedAt.add({ hours: rule.days * 24 });
  if (now.epochMilliseconds >= until.epochMilliseconds) return undefined;
  // Rounded down: never more than so many per cent.
  return { most: (amount * BigInt(rule.percent)) / 100n, until };
}

/** `code`: the line's currency; it stands in front of what the form remembers. */
export function clawbackView(
  value: string,
  code: string,
  said: { name: string; plainName: string; plan: string; amount: string; most: string; date: string },
  locale: Locale,
): ModalView {
  const say = clawbackWords(locale);
  const { plainName, ...intro } = said;
  const titles = { title: say('title'), submit: say('submit'), close: say('close') };
  return form(CLAWBACK_FORM, titles, `${code}:${value}`, [
    section(say('intro', intro)),
    textField('amount', say('amount', { code }), { lines: false, limit: 30 }),
    textField('reason', say('reason'), { hint: say('reasonHint', { name: plainName }), limit: 600 }),
  ]);
}
