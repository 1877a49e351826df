import type { Locale } from '../platform/words.ts';
import { nameOf, type Playbook } from '../playbook/playbook.ts';
import type { QueryProblem } from '../playbook/query.ts';
import { namesIn, shownName } from './figures.ts';
import type { AskedProblem } from './question.ts';
import { words } from './words.ts';

const MOST_TEAMS = 20;

/** What is wrong with a question, and what would be right. */
export function questionProblem(problem: QueryProblem, locale: Locale): string {
  const say = words(locale);
  const word = shownName(problem.word);
  switch (problem.kind) {
    case 'unknown word':
      return say('unknownWord', { word });
    case 'unknown team': {
      const teams = namesIn(problem.teams.map(shownName), MOST_TEAMS, say);
      return say('unknownTeam', { word, teams: teams || say('noTeams') });
    }
    // A board takes no region by name, so that it is not asked for.
    case 'unknown region':
      return say('unknownWord', { word });
    case 'unknown person':
      return say('problemPerson');
  }
}

/** What a board cannot show. */
export function askedProblem(problem: AskedProblem, locale: Locale, playbook: Playbook): string {
  const say = words(locale);
  switch (problem.kind) {
    case 'person':
      return say('problemPerson');
    case 'not additive':
    case 'no improvement': {
      const metric = playbook.metrics.find((known) => known.key === problem.metric);
      return say(problem.kind === 'not additive' ? 'problemNotAdditive' : 'problemNoImprovement', {
        metric: shownName(metric === undefined ? problem.metric : nameOf(metric, locale)),
      });
    }
    case 'period':
      return say('problemPeriod');
    case 'future':
      return say('problemFuture');
  }
}
