import type { KnownBlock, ModalView } from '@slack/types';
import { actions, button, context, header, plainText, type Reply, section } from '../../platform/blocks.ts';
import { inMessage, namesWithin } from '../../platform/fit.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import type { Person, TeamInfo } from '../person.ts';
import { peopleWords } from '../words.ts';

const MOST_NAMES = 30;

/** Teams with who leads them and who is in them. `canEdit`: with buttons, and those without a team. */
export function peopleReply(
  teams: readonly TeamInfo[],
  people: readonly Person[],
  canEdit: boolean,
  locale: Locale,
): Reply {
  const say = peopleWords(locale);
  const rows = teams.map((team): KnownBlock => {
    const row = section(teamText(team, people, locale));
    return canEdit ? { ...row, accessory: button(say('edit'), 'people.editTeam', team.id) } : row;
  });
  const loose = people.filter(
    (person) => person.isActive && person.teamId === null && person.role !== 'none',
  );
  const tail: KnownBlock[] = canEdit
    ? [
        ...(loose.length === 0 ? [] : [context(say('loose', { names: namesOf(loose, locale) }))]),
        actions(button(say('add-team'), 'people.newTeam', '', 'primary')),
      ]
    : [];
  const text = teams.length === 0 ? say('no-teams') : say('title');
  const items = rows.map((row) => [row]);
  return { text, blocks: inMessage([header(text)], items, tail, locale) };
}

function teamText(team: TeamInfo, people: readonly Person[], locale: Locale): string {
  const say = peopleWords(locale);
  const leads = people.filter((person) => team.leadIds.includes(person.memberId));
  const members = people.filter(
    (person) => person.teamId === team.id && person.isActive && !team.leadIds.includes(person.memberId),
  );
  return say('team', {
    name: plainInMrkdwn(team.name),
    region: team.region === null ? '' : say('region', { region: plainInMrkdwn(team.region) }),
    channel: team.channelId === null ? '' : say('channel', { id: team.channelId }),
    leads: namesOf(leads, locale) || say('nobody'),
    members: membersText(members, locale),
  });
}

/** "5 people: Ana, Bo, …". */
export function membersText(members: readonly Pick<Person, 'name'>[], locale: Locale): string {
  const say = peopleWords(locale);
  const count = members.length;
  return count === 0 ? say('empty') : say('members', { count, names: namesOf(members, locale) });
}

/** Names without mentions: nobody is pinged by a list. */
export function namesOf(people: readonly Pick<Person, 'name'>[], locale: Locale): string {
  const names = people.map((person) => plainInMrkdwn(person.name));
  return namesWithin(names, locale, MOST_NAMES);
}

/** What the team's form begins with. */
export interface TeamDraft {
  id: string | undefined;
  name: string;
  region: string;
  zone: string;
  channelId: string | null;
  /** Slack user ids. */
  leads: readonly string[];
  members: readonly string[];
}

/** The form of a team, new or known; its id travels in private_metadata as a hint that is checked again. */
export function teamModal(draft: TeamDraft, locale: Locale): ModalView {
  const say = peopleWords(locale);
  return {
    type: 'modal',
    callback_id: 'people.team',
    private_metadata: draft.id ?? '',
    title: plainText(say(draft.id === undefined ? 'modal-new' : 'modal-edit'), 24),
    submit: plainText(say('submit'), 24),
    close: plainText(say('close'), 24),
    blocks: [
      textInput('name', say('name'), draft.name, { max: 60 }),
      peopleInput('leads', say('leads'), say('leads-hint'), draft.leads),
      peopleInput('members', say('members-label'), say('members-hint'), draft.members),
      {
        type: 'input',
        block_id: 'channel',
        optional: true,
        label: plainText(say('channel-label')),
        hint: plainText(say('channel-hint')),
        element: {
          type: 'conversations_select',
          action_id: 'people.teamChannel',
          filter: { include: ['public', 'private'], exclude_bot_users: true },
          ...(draft.channelId === null ? {} : { initial_conversation: draft.channelId }),
        },
      },
      textInput('zone', say('zone'), draft.zone, {
        max: 60,
        hint: say('zone-hint', { example: draft.zone }),
      }),
      textInput('region', say('region-label'), draft.region, {
        max: 60,
        hint: say('region-hint'),
        optional: true,
      }),
    ],
  };
}

function textInput(
  blockId: string,
  label: string,
  initial: string,
  { max, hint, optional = false }: { max: number; hint?: string; optional?: boolean },
): KnownBlock {
  return {
    type: 'input',
    block_id: blockId,
    optional,
    label: plainText(label),
    ...(hint === undefined ? {} : { hint: plainText(hint) }),
    element: {
      type: 'plain_text_input',
      action_id: `people.team-${blockId}`,
      max_length: max,
      ...(initial === '' ? {} : { initial_value: initial }),
    },
  };
}

function peopleInput(blockId: string, label: string, hint: string, initial: readonly string[]): KnownBlock {
  return {
    type: 'input',
    block_id: blockId,
    label: plainText(label),
    hint: plainText(hint),
    element: {
      type: 'multi_users_select',
      action_id: `people.team-${blockId}`,
      ...(initial.length === 0 ? {} : { initial_users: [...initial] }),
    },
  };
}
