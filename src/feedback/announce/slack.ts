import type { RecordedActivity } from '../../activities/activity.ts';
import { findActivity } from '../../activities/facts/store.ts';
import { languageOf } from '../../people/person.ts';
import { listPeople, listTeams } from '../../people/store.ts';
import { section } from '../../platform/blocks.ts';
import { enqueue, isEnqueued } from '../../platform/jobs/outbox.ts';
import type { ActionInput } from '../../platform/slice.ts';
import type { Locale } from '../../platform/words.ts';
import type { Playbook } from '../../playbook/playbook.ts';
import { readPlaybook } from '../../playbook/store.ts';
import { isDeal, newsText, previewReply } from './blocks.ts';
import { announceWords } from './words.ts';

/** A deal is told to the channel on the wish of who made it, once. */

interface News {
  fact: RecordedActivity;
  playbook: Playbook;
  channel: string;
  /** The language of most of the team. */
  locale: Locale;
}

/** "Tell the channel": what would be posted, with the choice. */
export async function offerNews(input: ActionInput): Promise<void> {
  const news = await readNews(input);
  if (news === undefined) return;
  await input.reply(previewReply(textOf(input, news, true), news.channel, news.fact.id, input.actor.locale));
}

/** "Post it", with or without the amount. */
export async function postNews(input: ActionInput): Promise<void> {
  const { deps, workspace, actor } = input;
  const say = announceWords(actor.locale);
  const news = await readNews(input);
  if (news === undefined) return;
  const key = `announce:${news.fact.id}`;
  if (await isEnqueued(deps.db, workspace.id, key)) return input.reply({ text: say('before') });
  const text = textOf(input, news, input.actionId !== 'feedback.announce-plain');
  const reply = { text: text.replace(/\*/g, ''), blocks: [section(text)] };
  await enqueue(deps.db, { workspaceId: workspace.id, key, channel: news.channel, reply });
  await deps.db.durable();
  await input.reply({ text: say('posted', { channel: news.channel }) });
}

function textOf(
  { actor, workspace }: ActionInput,
  { fact, playbook, locale }: News,
  withAmount: boolean,
): string {
  return newsText({ fact, name: actor.name, playbook, code: workspace.currency, withAmount }, locale);
}

/** The deal, its channel and its language; undefined where that was answered. */
async function readNews(input: ActionInput): Promise<News | undefined> {
  const { deps, workspace, actor, today } = input;
  const say = announceWords(actor.locale);
  const [fact, playbook, teams, people] = await Promise.all([
    findActivity(deps.db, workspace.id, input.value),
    readPlaybook(deps.db, workspace.id, workspace.playbookVersion),
    listTeams(deps.db, workspace.id, today),
    listPeople(deps.db, workspace.id, today),
  ]);
  const team = teams.find((one) => one.id === actor.teamId);
  const channel = team?.channelId ?? workspace.boardChannelId;
  const refuse = async (key: 'gone' | 'own' | 'noChannel'): Promise<undefined> => {
    await input.reply({ text: say(key) });
    return undefined;
  };
  if (fact === undefined || !isDeal(fact, playbook)) return refuse('gone');
  if (fact.memberId !== actor.memberId) return refuse('own');
  if (channel === null) return refuse('noChannel');
  const own = people.filter((one) => one.teamId === actor.teamId);
  return { fact, playbook, channel, locale: languageOf(own, workspace.locale) };
}
