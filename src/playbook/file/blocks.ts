import type { KnownBlock, ModalView } from '@slack/types';
import { actions, button, context, header, plainText, type Reply, section } from '../../platform/blocks.ts';
import { linesInMessage, linesWithin } from '../../platform/fit.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { FileProblem } from '../../platform/slack.ts';
import type { Locale } from '../../platform/words.ts';
import { differenceLines } from '../edit/blocks.ts';
import { isSomething } from '../edit/difference.ts';
import type { Problem } from '../edit/problem.ts';
import type { FullProcess } from '../edit/process.ts';
import { namedBy, troubleText } from '../edit/say.ts';
import { editWords } from '../edit/words.ts';
import type { FilePlan } from './plan.ts';
import type { FileTrouble } from './read.ts';
import { fileWords } from './words.ts';

/** The form with a place for a file. */
export function importModal(locale: Locale): ModalView {
  const say = fileWords(locale);
  return {
    type: 'modal',
    callback_id: 'playbook.file',
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
          action_id: 'playbook.fileInput',
          filetypes: ['yaml', 'yml', 'text', 'txt'],
          max_files: 1,
        },
      },
    ],
  };
}

/** Why a file was not read by its form: every mistake with its place. */
export function badFileReply(file: string, troubles: readonly FileTrouble[], locale: Locale): Reply {
  const say = fileWords(locale);
  const lines = troubles.map((one) =>
    say('trouble', { place: placeText(one, locale), what: whatText(one, locale) }),
  );
  return bad(file, lines, locale);
}

/** Why the playbook of a file cannot be: every trouble with the definition that has it. */
export function wrongReply(file: string, { wrong, asked }: FilePlan, locale: Locale): Reply {
  const say = fileWords(locale);
  const lines = wrong.map((problem) => {
    const { name, kind } = thingOf(problem, asked, locale);
    const place = say('place-thing', {
      kind,
      name,
      key: plainInMrkdwn(problem.key),
      field: fieldText(problem, locale),
    });
    return say('trouble', { place, what: plainInMrkdwn(troubleText(problem, asked, locale)) });
  });
  return bad(file, lines, locale);
}

function bad(file: string, lines: readonly string[], locale: Locale): Reply {
  const say = fileWords(locale);
  const intro = section(say('bad-intro', { file: plainInMrkdwn(cut(file, 80)), count: lines.length }));
  const text = say('title-bad');
  return { text, blocks: linesInMessage([header(text), intro], lines, [], locale) };
}

function placeText({ line, path }: FileTrouble, locale: Locale): string {
  const say = fileWords(locale);
  if (line === 0) return say('place-file');
  return path === '' ? say('place-line-alone', { line }) : say('place-line', { line, path: code(path) });
}

/** Text within backticks: nothing in it may end them. */
const code = (text: string): string => plainInMrkdwn(cut(text, 120)).replaceAll('`', "'");

const WANTED = ['string', 'number', 'boolean', 'array', 'object'] as const;

function whatText({ what }: FileTrouble, locale: Locale): string {
  const say = fileWords(locale);
  const listed = (some: readonly string[]): string => some.map((one) => `\`${code(one)}\``).join(', ');
  switch (what.kind) {
    case 'syntax':
      return say('syntax', { message: plainInMrkdwn(cut(what.message, 150)) });
    case 'unknown key':
      return say(what.near.length === 0 ? 'unknown-key' : 'unknown-key-near', {
        key: code(what.key),
        near: listed(what.near),
      });
    case 'missing':
    case 'empty':
      return say(what.kind);
    case 'not one of': {
      const { found, allowed, near } = what;
      const vars = { found: plainInMrkdwn(found), allowed: listed(allowed), near: listed(near) };
      return say(near.length === 0 ? 'not-one-of' : 'not-one-of-near', vars);
    }
    case 'not a': {
      const wanted = WANTED.find((one) => what.wanted === one || (one === 'number' && what.wanted === 'int'));
      return say('not-a', { wanted: say(`wanted-${wanted ?? 'other'}`), found: plainInMrkdwn(what.found) });
    }
    case 'bad key':
      return say('bad-key', { found: plainInMrkdwn(what.found) });
    case 'too much':
      return say('too-much', { most: what.most });
    case 'too large':
      return say('too-large', { most: what.most });
  }
}

const MOST_REFUSED = 2_500;

/** What a file would change, before anything is saved. `source`: for the buttons; `isAgain`: something had changed since. */
export function filePreview(
  file: string,
  plan: FilePlan,
  source: string,
  isAgain: boolean,
  locale: Locale,
): Reply {
  const say = fileWords(locale);
  const name = plainInMrkdwn(cut(file, 80));
  const text = say('preview-title');
  const refused = refusedBlocks(plan, locale);
  if (!isSomething(plan.difference))
    return {
      text: say('preview-same', { file: name }),
      blocks: [section(say('preview-same', { file: name })), ...refused],
    };
  const before: KnownBlock[] = [header(text), context(name), ...(isAgain ? [section(say('again'))] : [])];
  const choice = actions(
    button(say('use-it'), 'playbook.fileUse', source, 'primary'),
    button(say('leave-it'), 'playbook.fileLeave', ''),
  );
  return {
    text,
    blocks: linesInMessage(before, differenceLines(plan.difference, locale), [...refused, choice], locale),
  };
}

function refusedBlocks({ refused, asked }: FilePlan, locale: Locale): KnownBlock[] {
  if (refused.length === 0) return [];
  const say = fileWords(locale);
  const lines = refused.map((problem) => {
    const why = plainInMrkdwn(troubleText(problem, asked, locale));
    return say('refused-line', {
      ...thingOf(problem, asked, locale),
      field: fieldText(problem, locale),
      why,
    });
  });
  return [section(linesWithin([say('refused'), ...lines], locale, MOST_REFUSED))];
}

function thingOf({ thing, key }: Problem, book: FullProcess, locale: Locale): { name: string; kind: string } {
  const name = plainInMrkdwn(namedBy(book, thing, key, locale));
  return { name, kind: editWords(locale)(`thing-${thing}`) };
}

const fieldText = ({ field }: Problem, locale: Locale): string => editWords(locale)(`field-${field}`);

/** "Leave it" was pressed. */
export const leftReply = (locale: Locale): Reply => ({ text: fileWords(locale)('left') });

/** Why Slack did not hand a file out. */
export function fileProblemText({ kind }: FileProblem, most: number, locale: Locale): string {
  const say = fileWords(locale);
  switch (kind) {
    case 'gone':
      return say('gone-file');
    case 'too large':
      return say('large-file', { most });
    case 'elsewhere':
      return say('elsewhere-file');
    case 'unreadable':
      return say('unreadable-file');
  }
}
