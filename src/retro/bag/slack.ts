import { keepable } from '../../platform/normalise.ts';
import type { ActionInput, Input, SubmitInput } from '../../platform/slice.ts';
import { keptReply } from '../blocks.ts';
import { ballotForm, contributionForm, textsIn, votesIn } from '../forms.ts';
import { joinedRetro } from '../scene/slack.ts';
import { words } from '../words.ts';
import { MOST_TEXTS } from './bag.ts';
import { ballotOf, castVotes, contribute, type Hands, withdraw } from './store.ts';

/**
 * Taking part without a name. What goes wrong here is told to the person and not logged beyond that it did: an error's text, its moment and the
 * form's key together could tell who wrote what.
 */

const handsOf = ({ workspace, actor }: Input, retroId: string): Hands => ({
  ...{ workspaceId: workspace.id, memberId: actor.memberId, retroId },
});

/** "Contribute". */
export async function openContribution(input: ActionInput): Promise<void> {
  const retro = await joinedRetro(input, input.value);
  if (retro === undefined) return;
  const { locale } = input.actor;
  if (retro.state !== 'collecting') return input.reply({ text: words(locale)('gone') });
  await input.open(contributionForm(retro.id, locale));
}

/** What was written goes into the bag; where it does not fit, the form comes back with it. */
export async function submitContribution(input: SubmitInput): Promise<void> {
  const retroId = input.metadata;
  if ((await joinedRetro(input, retroId)) === undefined) return;
  const { locale } = input.actor;
  const say = words(locale);
  const texts = textsIn(input.values).map(({ kind, text }) => ({ kind, text: keepable(text) }));
  const done = await quietly(input, () =>
    contribute(input.deps.db, handsOf(input, retroId), input.transportKey, texts),
  );
  switch (done?.kind) {
    case undefined:
      return input.open(contributionForm(retroId, locale, input.values, say('failed')));
    case 'kept':
      return input.reply(keptReply(retroId, done.token, done.left, locale));
    case 'repeated':
      return input.reply({ text: say('again') });
    case 'gone':
      return input.reply({ text: say('gone') });
    case 'too many': {
      const notice =
        done.left === 0 ? say('tooManyNone', { most: MOST_TEXTS }) : say('tooMany', { count: done.left });
      return done.left === 0
        ? input.reply({ text: notice })
        : input.open(contributionForm(retroId, locale, input.values, notice));
    }
  }
}

/** "Take it out again": the button's value is known to whoever wrote it alone. */
export async function withdrawContribution(input: ActionInput): Promise<void> {
  const [retroId = '', token = ''] = input.value.split('|');
  if ((await joinedRetro(input, retroId)) === undefined) return;
  const say = words(input.actor.locale);
  const gone = await quietly(input, () => withdraw(input.deps.db, handsOf(input, retroId), token));
  if (gone === undefined) return input.reply({ text: say('failed') });
  await input.replace({ text: gone === 0 ? say('withdrawnGone') : say('withdrawn') });
}

/** "Vote": the texts, with what the person chose before. */
export async function openBallot(input: ActionInput): Promise<void> {
  const retro = await joinedRetro(input, input.value);
  if (retro === undefined) return;
  const { locale } = input.actor;
  const ballot = await ballotOf(input.deps.db, handsOf(input, retro.id));
  if (ballot === undefined) return input.reply({ text: words(locale)('gone') });
  await input.open(ballotForm(retro.id, ballot.items, ballot.chosen, locale));
}

/** Votes stand in the place of those given before, so that a copy of the act changes nothing. */
export async function submitBallot(input: SubmitInput): Promise<void> {
  const retroId = input.metadata;
  if ((await joinedRetro(input, retroId)) === undefined) return;
  const say = words(input.actor.locale);
  const ids = votesIn(input.values);
  const isCast = await quietly(input, () => castVotes(input.deps.db, handsOf(input, retroId), ids));
  if (isCast === undefined) return input.reply({ text: say('failed') });
  if (!isCast) return input.reply({ text: say('gone') });
  await input.reply({ text: ids.length === 0 ? say('votedNone') : say('voted', { count: ids.length }) });
}

/** What the bag answers; undefined where it could not, of which the log learns nothing but that. */
async function quietly<T>({ deps }: Input, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    deps.log.error({}, 'a contribution or vote of a retrospective was not kept');
    return undefined;
  }
}
