import type { InputBlock, ModalView } from '@slack/types';
import { addDays, isLocalDate, type LocalDate } from '../kpi/localDate.ts';
import { type Temporal, toDate } from '../kpi/time.ts';
import { option, plainText, section } from '../platform/blocks.ts';
import { capital } from '../platform/format.ts';
import { choiceField, dateField, form, textField } from '../platform/forms.ts';
import type { FieldErrors, SubmitCheck, ViewValues } from '../platform/slice.ts';
import type { Locale } from '../platform/words.ts';
import { nameOf, type Playbook } from '../playbook/playbook.ts';
import { type Contribution, KINDS, type Kind, LONGEST_TEXT, MOST_VOTES } from './bag/bag.ts';
import { about, type Frame } from './phrases.ts';
import type { Retro } from './retro.ts';
import { words } from './words.ts';

export const CONTRIBUTION_FORM = 'retro.contribution';
export const BALLOT_FORM = 'retro.ballot';
export const EXPERIMENT_FORM = 'retro.experiment';
export const CLOSING_FORM = 'retro.closing';

/** A multi-line select takes no more options. */
const MOST_OPTIONS = 100;
const USUAL_DAYS = 28;
const LEAST_DAYS = 7;
const MOST_DAYS = 366;

/** The three questions; `typed` fills them again where something was wrong beyond the fields. */
export function contributionForm(
  retroId: string,
  locale: Locale,
  typed: ViewValues = {},
  notice?: string,
): ModalView {
  const say = words(locale);
  const said = { title: say('formTitle'), submit: say('send'), close: say('cancel') };
  return form(CONTRIBUTION_FORM, said, retroId, [
    section(notice ?? say('formIntro')),
    ...KINDS.map((kind) =>
      textField(kind, say(`kind-${kind}`), {
        ...{ hint: say('formHint'), optional: true, limit: LONGEST_TEXT, initial: typed[kind] ?? '' },
      }),
    ),
  ]);
}

/** What was written, of each kind. */
export const textsIn = (values: ViewValues): { kind: Kind; text: string }[] =>
  KINDS.flatMap((kind) => {
    const text = (values[kind] ?? '').trim();
    return text === '' ? [] : [{ kind, text }];
  });

export function checkContribution({ values, locale }: SubmitCheck): FieldErrors | undefined {
  return textsIn(values).length === 0 ? { well: words(locale)('errNothing') } : undefined;
}

/** The texts to choose from, with what was chosen before. */
export function ballotForm(
  retroId: string,
  items: readonly Contribution[],
  chosen: readonly string[],
  locale: Locale,
): ModalView {
  const say = words(locale);
  const said = { title: say('voteFormTitle'), submit: say('send'), close: say('cancel') };
  const ordered = KINDS.flatMap((kind) => items.filter((one) => one.kind === kind)).slice(0, MOST_OPTIONS);
  const options = ordered.map(({ id, kind, text }) =>
    option(text.replace(/\s+/gu, ' ').trim(), id, say(`kind-${kind}`)),
  );
  const initial = options.filter(({ value }) => chosen.some((one) => one === value));
  const field: InputBlock = {
    ...{ type: 'input', block_id: 'votes', optional: true, label: plainText(say('voteField')) },
    hint: plainText(say('voteHint', { most: MOST_VOTES })),
    element: {
      ...{ type: 'multi_static_select', action_id: 'votes', options, max_selected_items: MOST_VOTES },
      ...(initial.length === 0 ? {} : { initial_options: initial }),
    },
  };
  return form(BALLOT_FORM, said, retroId, [section(say('voteIntro')), field]);
}

/** Ids in the order in which they were chosen. */
export const votesIn = (values: ViewValues): string[] =>
  (values['votes'] ?? '').split(',').filter((id) => id !== '');

export const checkBallot = ({ values, locale }: SubmitCheck): FieldErrors | undefined =>
  votesIn(values).length > MOST_VOTES
    ? { votes: words(locale)('voteHint', { most: MOST_VOTES }) }
    : undefined;

/** An experiment as a form holds it. */
export interface Draft {
  text: string;
  owner: string;
  metric: string;
  expected: string;
  until: string;
}

export function experimentForm(
  retroId: string,
  { today, playbook, locale }: { today: LocalDate; playbook: Playbook; locale: Locale },
  draft: Partial<Draft> = {},
  notice?: string,
): ModalView {
  const say = words(locale);
  const said = { title: say('experimentTitle'), submit: say('save'), close: say('cancel') };
  const metrics = playbook.metrics
    .filter(({ isRetired }) => !isRetired)
    .map((metric) => ({ text: capital(nameOf(metric, locale)), value: metric.key }));
  const owner = draft.owner ?? '';
  return form(EXPERIMENT_FORM, said, retroId, [
    ...(notice === undefined ? [] : [section(notice)]),
    textField('text', say('what'), { hint: say('whatHint'), limit: LONGEST_TEXT, initial: draft.text ?? '' }),
    {
      ...{ type: 'input', block_id: 'owner', label: plainText(say('owner')) },
      element: {
        ...{ type: 'users_select', action_id: 'owner' },
        ...(owner === '' ? {} : { initial_user: owner }),
      },
    },
    choiceField('metric', say('metric'), metrics, { initial: draft.metric ?? '' }),
    textField('expected', say('expected'), {
      ...{ hint: say('expectedHint'), lines: false, limit: 20, initial: draft.expected ?? '+10 %' },
    }),
    dateField('until', say('until'), draft.until ?? addDays(today, USUAL_DAYS), say('untilHint')),
  ]);
}

export const draftIn = (values: ViewValues): Draft => ({
  text: (values['text'] ?? '').trim(),
  owner: values['owner'] ?? '',
  metric: values['metric'] ?? '',
  expected: values['expected'] ?? '',
  until: values['until'] ?? '',
});

/** "+10 %", "-5.5%", "＋10％": hundredths of a percent; undefined where it is none, or 0. */
export function parseChange(text: string): number | undefined {
  const tidy = text.normalize('NFKC').replace(/[−–—]/gu, '-').replace(/\s+/gu, '');
  const match = /^([+-]?)(\d{1,3})(?:[.,](\d{1,2}))?%?$/u.exec(tidy);
  if (match === null) return undefined;
  const [, sign, whole = '0', part = ''] = match;
  const size = Number(whole) * 100 + Number(part.padEnd(2, '0'));
  return size === 0 ? undefined : sign === '-' ? -size : size;
}

export function checkExperiment({ values, locale, now }: SubmitCheck): FieldErrors | undefined {
  const say = words(locale);
  const draft = draftIn(values);
  const errors: FieldErrors = {};
  if (draft.text === '') errors['text'] = say('errWhat');
  if (parseChange(draft.expected) === undefined) errors['expected'] = say('errExpected');
  if (draft.owner === '') errors['owner'] = say('errOwner');
  const today = dateOf(now);
  // A day more on either side: it is today in another zone already, or still.
  const isFine =
    isLocalDate(draft.until) &&
    draft.until >= addDays(today, LEAST_DAYS - 1) &&
    draft.until <= addDays(today, MOST_DAYS);
  if (!isFine) errors['until'] = say('errUntil');
  return Object.keys(errors).length === 0 ? undefined : errors;
}

const dateOf = (now: Temporal.Instant): LocalDate => toDate(now).toISOString().slice(0, 10) as LocalDate;

export function closingForm(retro: Retro, frame: Frame): ModalView {
  const say = words(frame.locale);
  const said = { title: say('closeTitle'), submit: say('close'), close: say('cancel') };
  return form(CLOSING_FORM, said, retro.id, [
    section(say('closeAsk', about(frame, retro))),
    ...(retro.state === 'collecting' ? [section(say('closeUnseen'))] : []),
  ]);
}
