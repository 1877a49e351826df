import type { KnownBlock, ModalView } from '@slack/types';
import type { LocalDate } from '../../kpi/localDate.ts';
import { button, plainText, section } from '../../platform/blocks.ts';
import type { Locale } from '../../platform/words.ts';
import type { TeamInfo } from '../person.ts';
import { dateField, selectField, teamOptions, teamValue, textField } from '../profile/fields.ts';
import { teamsBelow } from '../tree.ts';
import { peopleWords } from '../words.ts';

/** What the team's form begins with. */
export interface TeamDraft {
  id: string | undefined;
  name: string;
  region: string;
  zone: string;
  channelId: string | null;
  parentId: string | null;
  /** Slack user ids. */
  leads: readonly string[];
  members: readonly string[];
}

/** The form of a team, new or known; its id travels in private_metadata as a hint that is checked again. */
export function teamModal(
  draft: TeamDraft,
  teams: readonly TeamInfo[],
  today: LocalDate,
  locale: Locale,
): ModalView {
  const say = peopleWords(locale);
  const example = locale === 'zh' ? 'Asia/Shanghai' : 'Europe/Berlin';
  const zoneHint = say('zone-hint', { example });
  return {
    type: 'modal',
    callback_id: 'people.team',
    private_metadata: draft.id ?? '',
    title: plainText(say(draft.id === undefined ? 'modal-new' : 'modal-edit'), 24),
    submit: plainText(say('submit'), 24),
    close: plainText(say('close'), 24),
    blocks: [
      textField({ form: 'team', block: 'name', label: say('name') }, draft.name, 60),
      ...parentField(draft, teams, locale),
      peopleInput('leads', say('leads'), say('leads-hint'), draft.leads),
      peopleInput('members', say('members-label'), say('members-hint'), draft.members),
      dateField({ form: 'team', block: 'from', label: say('from-label'), hint: say('from-hint') }, today),
      channelField(draft.channelId, locale),
      textField({ form: 'team', block: 'zone', label: say('zone'), hint: zoneHint }, draft.zone, 60),
      textField(
        {
          form: 'team',
          block: 'region',
          label: say('region-label'),
          hint: say('region-hint'),
          optional: true,
        },
        draft.region,
        60,
      ),
      ...retirePart(draft.id, locale),
    ],
  };
}

/** Where it stands: under any team but itself and those below it. */
function parentField(draft: TeamDraft, teams: readonly TeamInfo[], locale: Locale): KnownBlock[] {
  const say = peopleWords(locale);
  const own = draft.id === undefined ? new Set<string>() : teamsBelow(teams, draft.id);
  const others = teams.filter((team) => !own.has(team.id));
  if (others.length === 0) return [];
  const keep = draft.parentId === null ? [] : [draft.parentId];
  const options = teamOptions(others, say('parent-none'), keep);
  const field = { form: 'team' as const, block: 'parent', label: say('parent'), hint: say('parent-hint') };
  return [selectField(field, options, teamValue(draft.parentId))];
}

function channelField(channelId: string | null, locale: Locale): KnownBlock {
  const say = peopleWords(locale);
  return {
    type: 'input',
    block_id: 'channel',
    optional: true,
    label: plainText(say('channel-label')),
    hint: plainText(say('channel-hint')),
    element: {
      type: 'conversations_select',
      action_id: 'people.teamChannel',
      filter: { include: ['public', 'private'], exclude_bot_users: true },
      ...(channelId === null ? {} : { initial_conversation: channelId }),
    },
  };
}

function retirePart(teamId: string | undefined, locale: Locale): KnownBlock[] {
  if (teamId === undefined) return [];
  const say = peopleWords(locale);
  const retire = button(say('retire'), 'people.retireTeam', teamId, 'danger');
  const confirm = {
    title: plainText(say('retire'), 100),
    text: plainText(say('retire-sure'), 300),
    confirm: plainText(say('retire'), 30),
    deny: plainText(say('close'), 30),
  };
  return [{ ...section(say('retire-hint')), accessory: { ...retire, confirm } }];
}

/** What takes the place of the form once its team is retired, or why it is not. */
export function retiredModal(text: string, locale: Locale): ModalView {
  const say = peopleWords(locale);
  return {
    type: 'modal',
    callback_id: 'people.team',
    title: plainText(say('modal-edit'), 24),
    close: plainText(say('close'), 24),
    blocks: [section(text)],
  };
}

function peopleInput(blockId: string, label: string, hint: string, initial: readonly string[]): KnownBlock {
  return {
    type: 'input',
    block_id: blockId,
    // A team that stands above others often has nobody itself.
    optional: blockId === 'members',
    label: plainText(label),
    hint: plainText(hint),
    element: {
      type: 'multi_users_select',
      action_id: `people.team-${blockId}`,
      ...(initial.length === 0 ? {} : { initial_users: [...initial] }),
    },
  };
}
