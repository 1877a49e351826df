import type { KnownBlock, ModalView } from '@slack/types';
import {
  actions,
  button,
  context,
  header,
  option,
  plainText,
  type Reply,
  section,
} from '../platform/blocks.ts';
import { namesWithin } from '../platform/fit.ts';
import { languageTag } from '../platform/format.ts';
import { plainInMrkdwn } from '../platform/mrkdwn.ts';
import type { WorkspaceInfo } from '../platform/slice.ts';
import { type Locale, locales } from '../platform/words.ts';
import { difficultySettings } from './difficulty.ts';
import { workspaceWords } from './words.ts';

/** The settings in lines. */
function settingsText(workspace: WorkspaceInfo, locale: Locale): string {
  const say = workspaceWords(locale);
  const { boardChannelId: channel } = workspace;
  const lines: [string, string][] = [
    [say('locale'), say(`locale-${workspace.locale}`)],
    [say('zone'), workspace.tz],
    [say('currency'), workspace.currency],
    [say('channel'), channel === null ? say('none') : `<#${channel}>`],
    [say('fiscal'), monthName(workspace.fiscalYearStart, locale)],
    [say('difficulty'), difficultyText(workspace, locale)],
  ];
  return lines.map(([label, value]) => say('line', { label, value })).join('\n');
}

function difficultyText({ settings }: WorkspaceInfo, locale: Locale): string {
  const { tooHardBelow: hard, tooEasyAbove: easy, suggestFor: suggest } = difficultySettings(settings);
  return workspaceWords(locale)('difficulty-line', { hard, easy, suggest });
}

/** The settings; with a button for who may change them, else with the names of those who may. */
export function settingsReply(
  workspace: WorkspaceInfo,
  canChange: boolean,
  administrators: readonly string[],
  locale: Locale,
): Reply {
  const say = workspaceWords(locale);
  const text = say('title', { name: plainInMrkdwn(workspace.name) });
  const end = canChange
    ? actions(button(say('change'), 'workspace.settings', '', 'primary'))
    : context(say('read-only', { who: whoInWords(administrators, locale) }));
  const title = say('title', { name: workspace.name });
  return { text, blocks: [header(title), section(settingsText(workspace, locale)), end] };
}

/** Names of administrators, or that there is none. */
export function whoInWords(administrators: readonly string[], locale: Locale): string {
  const names = namesWithin(administrators.map(plainInMrkdwn), locale, 10);
  return names || workspaceWords(locale)('no-administrator');
}

/** Where nobody administers Pacer yet: the way to become the first. */
export function claimReply(locale: Locale): Reply {
  const say = workspaceWords(locale);
  const text = say('setup-claim');
  return { text, blocks: [section(text), actions(button(say('claim'), 'people.claim', '', 'primary'))] };
}

/** The settings' form. */
export function settingsModal(workspace: WorkspaceInfo, locale: Locale): ModalView {
  const say = workspaceWords(locale);
  const languages = locales.map((one) => option(say(`locale-${one}`), one));
  const months = Array.from({ length: 12 }, (_, at) => option(monthName(at + 1, locale), String(at + 1)));
  const { boardChannelId, currency, tz } = workspace;
  return {
    type: 'modal',
    callback_id: 'workspace.settings',
    title: plainText(say('modal'), 24),
    submit: plainText(say('submit'), 24),
    close: plainText(say('close'), 24),
    blocks: [
      choice('locale', say('locale'), languages, workspace.locale),
      typed('zone', say('zone'), say('zone-hint'), tz, 60),
      typed('currency', say('currency'), say('currency-hint'), currency, 3),
      {
        type: 'input',
        block_id: 'channel',
        optional: true,
        label: plainText(say('channel')),
        hint: plainText(say('channel-hint')),
        element: {
          type: 'conversations_select',
          action_id: 'workspace.boardChannel',
          filter: { include: ['public', 'private'], exclude_bot_users: true },
          ...(boardChannelId === null ? {} : { initial_conversation: boardChannelId }),
        },
      },
      choice('fiscal', say('fiscal'), months, String(workspace.fiscalYearStart)),
      ...thresholdFields(workspace, locale),
    ],
  };
}

/** T-07: from when on a target is called too hard or too easy, and what is suggested. */
function thresholdFields({ settings }: WorkspaceInfo, locale: Locale): KnownBlock[] {
  const say = workspaceWords(locale);
  const { tooHardBelow, tooEasyAbove, suggestFor } = difficultySettings(settings);
  const fields = { hard: tooHardBelow, easy: tooEasyAbove, suggest: suggestFor };
  return (['hard', 'easy', 'suggest'] as const).map((field) =>
    typed(field, say(field), say('thresholds-hint'), String(fields[field]), 2),
  );
}

function choice(
  blockId: string,
  label: string,
  options: ReturnType<typeof option>[],
  chosen: string,
): KnownBlock {
  const initial = options.find((one) => one.value === chosen);
  return {
    type: 'input',
    block_id: blockId,
    label: plainText(label),
    element: {
      type: 'static_select',
      action_id: `workspace.${blockId}`,
      options,
      ...(initial === undefined ? {} : { initial_option: initial }),
    },
  };
}

function typed(blockId: string, label: string, hint: string, initial: string, max: number): KnownBlock {
  return {
    type: 'input',
    block_id: blockId,
    label: plainText(label),
    hint: plainText(hint),
    element: {
      type: 'plain_text_input',
      action_id: `workspace.${blockId}`,
      initial_value: initial,
      max_length: max,
    },
  };
}

function monthName(month: number, locale: Locale): string {
  const date = new Date(Date.UTC(2026, month - 1, 1));
  return new Intl.DateTimeFormat(languageTag(locale), { timeZone: 'UTC', month: 'long' }).format(date);
}
