import { cut, plainInMrkdwn } from '../mrkdwn.ts';
import type { FileProblem } from '../slackFiles.ts';
import type { Locale } from '../words.ts';
import type { TableProblem } from './table.ts';
import { tableWords } from './words.ts';

/** Why a file cannot be read as a table, in words, safe in mrkdwn; and the way out. */
export function tableProblemText(problem: TableProblem, file: string, locale: Locale): string {
  const say = tableWords(locale);
  const name = plainInMrkdwn(cut(file, 80));
  switch (problem.kind) {
    case 'too many':
      return say('too many', {
        file: name,
        most: problem.most.toLocaleString(locale === 'zh' ? 'zh-CN' : 'en-US'),
      });
    case 'quotes':
      return say('quotes', { file: name, row: problem.row });
    case 'other file':
      return say(`other-${otherName(problem.is)}`, { file: name });
    default:
      return say(problem.kind, { file: name });
  }
}

type Other = Extract<TableProblem, { kind: 'other file' }>['is'];

/** What cannot happen here (text, a ZIP that was opened) is unknown. */
function otherName(is: Other): Exclude<Other, 'text' | 'zip' | 'encrypted excel'> {
  return is === 'text' || is === 'zip' || is === 'encrypted excel' ? 'unknown' : is;
}

/** Why Slack did not hand a file out. `most`: megabytes. */
export function fileProblemText({ kind }: FileProblem, most: number, locale: Locale): string {
  return tableWords(locale)(kind === 'too large' ? 'large-file' : kind, { most });
}
