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
} from '../../platform/blocks.ts';
import { linesInMessage, linesWithin, namesWithin } from '../../platform/fit.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { UserGroup } from '../../platform/slack.ts';
import { tableProblemText } from '../../platform/tables/say.ts';
import type { Locale } from '../../platform/words.ts';
import { CHANGES, changesSomething, newcomersOf, type PersonPlan, type RosterPlan } from './plan.ts';
import { changeText, problemText, teamLines } from './say.ts';
import type { RosterProblem } from './table.ts';
import { rosterWords } from './words.ts';

/** Where a plan comes from: what the preview's buttons carry, so that it is made anew when one is pressed. */
export interface Preview {
  plan: RosterPlan;
  /** Names of teams by key, those that are there and those that are made. */
  teamNames: ReadonlyMap<string, string>;
  /** "people.csv", or "@sales-west → West". */
  title: string;
  /** For the buttons. */
  source: string;
  /** Something had changed between an earlier preview and its button. */
  isAgain: boolean;
}

/** Characters for the rows that cannot be taken; the rest of the message is for what would change. */
const MOST_OF_PROBLEMS = 2_800;

/** What an import would do and which rows it cannot take, before anything is saved. */
export function previewReply({ plan, teamNames, title, source, isAgain }: Preview, locale: Locale): Reply {
  const say = rosterWords(locale);
  const { people, problems, unknownColumns } = plan;
  const changing = people.filter((one) => one.kind !== 'same');
  const before: KnownBlock[] = [
    header(say('preview-title')),
    ...(isAgain ? [section(say('changed'))] : []),
    context(plainInMrkdwn(cut(title, 200))),
    section(countsText(plan, locale)),
  ];
  const made = plan.teams.filter((team) => team.id === undefined).map((team) => plainInMrkdwn(team.name));
  if (made.length > 0) before.push(section(say('teams-made', { names: namesWithin(made, locale) })));
  before.push(...rightsBlocks(plan, locale));
  const lines = [
    ...changing
      .toSorted((a, b) => Number(givesRights(b)) - Number(givesRights(a)))
      .map((one) => changeText(one, teamNames, locale)),
    ...teamLines(plan, teamNames, locale),
  ];
  const notes = [
    ...(unknownColumns.length === 0
      ? []
      : [say('unknown-columns', { names: namesWithin(unknownColumns.map(plainInMrkdwn), locale) })]),
    ...(changing.length === 0 ? [] : [say('when')]),
    ...(newcomersOf(plan, teamNames).length === 0 ? [] : [say('greets')]),
  ];
  const after = [
    ...problemBlocks(plan, locale),
    ...(notes.length === 0 ? [] : [context(...notes)]),
    endOf(plan, source, locale),
  ];
  const text = `${say('preview-title')}: ${say('people', { count: people.length + problems.length })}`;
  return { text: text.replaceAll('*', ''), blocks: linesInMessage(before, lines, after, locale) };
}

/** Whom it would give what others must not have: that stands first, and is never among "and 300 more". */
function rightsBlocks({ people }: RosterPlan, locale: Locale): KnownBlock[] {
  const say = rosterWords(locale);
  const names = (some: readonly PersonPlan[]): string =>
    namesWithin(
      some.map(({ person }) => plainInMrkdwn(person.name)),
      locale,
    );
  const administrators = people.filter((one) => one.isAdmin === true);
  const finance = people.filter((one) => one.isFinance === true);
  return [
    ...(administrators.length === 0 ? [] : [section(say('rights-admin', { names: names(administrators) }))]),
    ...(finance.length === 0 ? [] : [section(say('rights-finance', { names: names(finance) }))]),
  ];
}

const givesRights = (one: PersonPlan): boolean =>
  one.isAdmin !== undefined ||
  one.isFinance !== undefined ||
  (one.manages !== undefined && one.manages.length > 0);

function countsText({ people }: RosterPlan, locale: Locale): string {
  const say = rosterWords(locale);
  const counts = CHANGES.flatMap((kind) => {
    const count = people.filter((one) => one.kind === kind).length;
    return count === 0 ? [] : [say(`count-${kind}`, { count })];
  });
  return [say('people', { count: people.length }), ...counts].join(say('dot'));
}

function problemBlocks({ problems }: RosterPlan, locale: Locale): KnownBlock[] {
  if (problems.length === 0) return [];
  const count = new Set(problems.map((problem) => problem.row)).size;
  const lines = problems.map((problem) => problemText(problem, locale));
  return [
    section(linesWithin([rosterWords(locale)('problems', { count }), ...lines], locale, MOST_OF_PROBLEMS)),
  ];
}

/** The choice; nothing to choose where no row is good or nothing would change. */
function endOf(plan: RosterPlan, source: string, locale: Locale): KnownBlock {
  const say = rosterWords(locale);
  if (plan.people.length === 0) return section(say('nothing-good'));
  if (!changesSomething(plan)) return section(say('nothing-changes'));
  const label = say(plan.problems.length === 0 ? 'import' : 'import-good');
  return actions(
    button(label, 'people.rosterImport', source, 'primary'),
    button(say('nothing'), 'people.rosterNothing', ''),
  );
}

/** "Import nothing" was pressed. */
export const nothingReply = (locale: Locale): Reply => ({ text: rosterWords(locale)('nothing-done') });

/** What was imported, with Undo; `id` undefined: everything was so already. */
export function importedReply(plan: RosterPlan, id: string | undefined, locale: Locale): Reply {
  const say = rosterWords(locale);
  if (id === undefined) return { text: say('done-same') };
  const text = say('done', { count: plan.people.filter((one) => one.kind !== 'same').length });
  const made = plan.teams.filter((team) => team.id === undefined).map((team) => plainInMrkdwn(team.name));
  const left = new Set(plan.problems.map((problem) => problem.row)).size;
  const notes = [
    ...(made.length === 0 ? [] : [say('done-teams', { names: namesWithin(made, locale) })]),
    ...(left === 0 ? [] : [say('done-left', { count: left })]),
  ];
  const undo = actions(button(say('undo'), 'people.rosterUndo', id));
  return { text, blocks: [section([text, ...notes].join('\n')), undo] };
}

/** What came of Undo; `left`: people who changed since. */
export function rosterUndoneReply(left: number | 'gone', locale: Locale): Reply {
  const say = rosterWords(locale);
  if (left === 'gone') return { text: say('undo-gone') };
  return { text: left === 0 ? say('undone') : `${say('undone')} ${say('undone-left', { count: left })}` };
}

/** Why a file is no roster, and what to do. */
export function rosterProblemText(problem: RosterProblem, file: string, locale: Locale): string {
  const say = rosterWords(locale);
  const name = plainInMrkdwn(cut(file, 80));
  const joined = (headers: readonly string[]): string =>
    namesWithin(
      headers.map((one) => plainInMrkdwn(cut(one, 60))),
      locale,
    );
  switch (problem.kind) {
    case 'no person':
      return say('file-no-person', { file: name, names: joined(problem.headers) });
    case 'twice':
      return say('file-twice', {
        file: name,
        column: say(`column-${problem.column}`),
        names: joined(problem.headers),
      });
    default:
      return tableProblemText(problem, file, locale);
  }
}

/** The form of `/pace people import`. */
export function importModal(locale: Locale): ModalView {
  const say = rosterWords(locale);
  return {
    type: 'modal',
    callback_id: 'people.roster',
    title: plainText(say('modal-title'), 24),
    submit: plainText(say('modal-next'), 24),
    close: plainText(say('close'), 24),
    blocks: [
      section(say('modal-intro')),
      {
        type: 'input',
        block_id: 'file',
        label: plainText(say('modal-file')),
        element: {
          type: 'file_input',
          action_id: 'people.rosterFile',
          filetypes: ['csv', 'tsv', 'txt', 'text', 'xlsx'],
          max_files: 1,
        },
      },
      context(say('modal-columns')),
      actions(button(say('modal-template'), 'people.rosterTemplate', '')),
    ],
  };
}

/** The form of a bare `/pace people group`; Slack takes a hundred options. */
export function groupModal(groups: readonly UserGroup[], locale: Locale): ModalView {
  const say = rosterWords(locale);
  return {
    type: 'modal',
    callback_id: 'people.rosterGroup',
    title: plainText(say('group-title'), 24),
    submit: plainText(say('modal-next'), 24),
    close: plainText(say('close'), 24),
    blocks: [
      {
        type: 'input',
        block_id: 'group',
        label: plainText(say('group-label')),
        element: {
          type: 'static_select',
          action_id: 'people.rosterGroupChoice',
          options: groups
            .slice(0, 100)
            .map(({ id, handle, name }) => option(`@${handle}`, id, name || handle)),
        },
      },
      {
        type: 'input',
        block_id: 'team',
        label: plainText(say('group-team')),
        hint: plainText(say('group-team-hint')),
        element: { type: 'plain_text_input', action_id: 'people.rosterTeam', max_length: 60 },
      },
    ],
  };
}
