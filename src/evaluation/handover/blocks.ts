import type { Button, ModalView } from '@slack/types';
import type { Person } from '../../people/person.ts';
import { actions, button, plainText, type Reply, section } from '../../platform/blocks.ts';
import { namesWithin } from '../../platform/fit.ts';
import { formatDate } from '../../platform/format.ts';
import { form, textField } from '../../platform/forms.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import type { Cycle } from '../cycle/cycle.ts';
import type { Handover } from './handover.ts';
import { handoverWords } from './words.ts';

export const HANDOVER_FORM = 'evaluation.handover-form';

export const namesOf = (people: readonly Person[], locale: Locale): string =>
  namesWithin(
    people.map(({ name }) => plainInMrkdwn(name)),
    locale,
  );

/** The proposal, as administrators get it. */
export function handoverReply({ from, why, about, to }: Handover, cycle: Cycle, locale: Locale): Reply {
  const say = handoverWords(locale);
  const because = say(`why-${why}`, {
    ...{ from: plainInMrkdwn(from.name), names: namesOf(about, locale), cycle: plainInMrkdwn(cycle.name) },
    date: formatDate(cycle.managerDue, locale, true),
  });
  const next = to === null ? say('nobody') : say('proposed', { to: plainInMrkdwn(to.name) });
  const value = `${cycle.id}:from:${from.memberId}`;
  const take: Button[] =
    to === null
      ? []
      : [
          button(
            say('take', { to: cut(to.name, 40) }),
            'evaluation.hand-over',
            `${value}:${to.memberId}`,
            'primary',
          ),
        ];
  const text = `${because} ${next}`;
  return {
    text,
    blocks: [section(text), actions(...take, button(say('other'), 'evaluation.hand', value))],
  };
}

/** The form that names somebody else. */
export function handoverView(
  value: string,
  given: { cycle: Cycle; about: readonly Person[] },
  locale: Locale,
): ModalView {
  const say = handoverWords(locale);
  const said = { title: say('title'), submit: say('save'), close: say('close') };
  const names = namesOf(given.about, locale);
  return form(HANDOVER_FORM, said, value, [
    section(say('about', { names, cycle: plainInMrkdwn(given.cycle.name) })),
    {
      ...{ type: 'input', block_id: 'who', label: plainText(say('who')) },
      element: { type: 'users_select', action_id: 'who' },
    },
    textField('reason', say('reason'), { hint: say('reasonHint'), limit: 500 }),
  ]);
}
