import { namesWithin } from '../platform/fit.ts';
import { escapeText } from '../platform/mrkdwn.ts';
import type { Locale } from '../platform/words.ts';
import type { QueryProblem } from '../playbook/query.ts';
import { words } from './words.ts';

/** What is wrong with a question, and what would be right. */
export function questionProblem(problem: QueryProblem, locale: Locale): string {
  const say = words(locale);
  const word = escapeText(problem.word);
  switch (problem.kind) {
    case 'unknown word':
      return say('unknownWord', { word });
    case 'unknown team':
      return say('unknownTeam', {
        word,
        teams: namesWithin(problem.teams.map(escapeText), locale) || say('noTeams'),
      });
    case 'unknown region':
      return say('unknownRegion', {
        word,
        regions: namesWithin(problem.regions.map(escapeText), locale) || say('noTeams'),
      });
    case 'unknown person':
      return say('unknownPerson', { word });
  }
}
