import type { Button, KnownBlock } from '@slack/types';
import type { Person } from '../../people/person.ts';
import { actions, button, header, type Reply, section } from '../../platform/blocks.ts';
import { inMessage, namesWithin } from '../../platform/fit.ts';
import { formatDate } from '../../platform/format.ts';
import type { Notice } from '../../platform/jobs/outbox.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import type { Cycle } from '../cycle/cycle.ts';
import { cycleName } from '../figures.ts';
import { words } from '../words.ts';
import type { Reminder } from './reminders.ts';
import { dueOf, WAITING_STEPS, type Waiting, type WaitingStep } from './waiting.ts';
import { waitingWords } from './words.ts';

/** What is missing in one cycle, as far as the reader evaluates. */
export interface Missing {
  cycle: Cycle;
  waiting: readonly Waiting[];
  done: number;
  all: number;
}

const CELLS = 10;

/** How far something is, in ten cells: full only when all of it is done. */
export function barText(done: number, all: number): string {
  const cells = all === 0 ? 0 : Math.floor((done * CELLS) / all);
  return `${'▰'.repeat(cells)}${'▱'.repeat(CELLS - cells)}`;
}

/** `/review missing`: of each cycle under way which step waits for whom, and the way to remind them. */
export function missingReply(found: readonly Missing[], locale: Locale): Reply {
  const say = waitingWords(locale);
  if (found.length === 0) return { text: say('noCycle') };
  const items = found.map((one) => missingBlocks(one, locale));
  return { text: say('title'), blocks: inMessage([header(say('title'))], items, [], locale) };
}

function missingBlocks({ cycle, waiting, done, all }: Missing, locale: Locale): KnownBlock[] {
  const say = waitingWords(locale);
  const line = say('cycle', {
    name: cycleName(cycle, locale),
    ...{ state: words(locale)(`state-${cycle.state}`), bar: barText(done, all), done, all },
  });
  const steps = WAITING_STEPS.flatMap((step) => {
    const own = waiting.filter((one) => one.step === step);
    if (own.length === 0) return [];
    const due = dueOf(cycle, step);
    const date = due === null ? say('open') : formatDate(due, locale);
    return [section(say(`step-${step}`, { names: namesWithin(namesOf(step, own, locale), locale), date }))];
  });
  const remind = actions(button(say('remind'), 'evaluation.remind', cycle.id, 'primary'));
  const rest = steps.length === 0 ? [section(say('nothing'))] : [...steps, remind];
  return [section(line), ...rest];
}

/** Of one's own steps the names of those who take them; of others who takes them for whom. */
function namesOf(step: WaitingStep, waiting: readonly Waiting[], locale: Locale): string[] {
  if (step === 'self' || step === 'answer') return waiting.map(({ about }) => plainInMrkdwn(about.name));
  const say = waitingWords(locale);
  // Who has not answered yet would tell who has.
  if (step === 'peers')
    return waiting.map(({ by, about }) =>
      say('peersFor', { count: by.length, about: plainInMrkdwn(about.name) }),
    );
  const groups = Map.groupBy(waiting, ({ by }) => by.map(({ name }) => name).join(words(locale)('join')));
  return [...groups].map(([by, own]) => {
    const about = own.map((one) => plainInMrkdwn(one.about.name));
    return say('byWhom', { by: plainInMrkdwn(by), about: namesWithin(about, locale, 5) });
  });
}

/** A reminder as a direct message; by the clock it can be muted, by hand it says who asks. */
export function reminderNotice(
  { step, near, due, about }: Omit<Reminder, 'due'> & { due: Reminder['due'] | null },
  given: { cycle: Cycle; person: Person; key: string; actorName?: string },
): Notice {
  const { cycle, person, key, actorName } = given;
  const { locale } = person;
  const say = waitingWords(locale);
  const names = namesWithin(
    about.map(({ name }) => plainInMrkdwn(name)),
    locale,
    5,
  );
  const line = say(`${step}-${near}`, {
    ...{ cycle: plainInMrkdwn(cycle.name), names },
    date: due === null ? say('open') : formatDate(due, locale, true),
  });
  const asked = actorName === undefined ? [] : [say('asked', { actor: plainInMrkdwn(actorName) })];
  const text = [line, ...asked].join(' ');
  const ways = waysOf(step, cycle, person, about);
  const mute = actorName === undefined ? [button(say('mute'), 'feedback.nudge-mute', 'review')] : [];
  // An id stands once in a block.
  const rows = step === 'peers' ? [...ways, ...mute].map((one) => actions(one)) : [actions(...ways, ...mute)];
  return { ...{ key, channel: person.slackUserId }, reply: { text, blocks: [section(text), ...rows] } };
}

function waysOf(
  step: WaitingStep,
  { id }: Cycle,
  { memberId, locale }: Person,
  about: readonly Person[],
): Button[] {
  const say = waitingWords(locale);
  const own = `${id}:${memberId}`;
  switch (step) {
    case 'self':
      return [button(say('review'), 'evaluation.review', own, 'primary')];
    case 'answer':
      return [button(say('see'), 'evaluation.see', own, 'primary')];
    case 'peers':
      return about.slice(0, 5).map((one) => {
        const text = say('give', { name: cut(one.name, 40) });
        return button(text, 'evaluation.peer', `${id}:${one.memberId}`);
      });
    case 'manager':
    case 'compare':
    case 'dispute':
      return [button(say('people'), 'evaluation.people', id, 'primary')];
  }
}
