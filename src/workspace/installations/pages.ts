import type { Locale } from '../../platform/words.ts';
import { escapeHtml, linkButton, page } from './html.ts';
import { type BotScope, botScopes, optionalScopes } from './scopes.ts';
import { installWords } from './words.ts';

/** Where an installation begins. */
export const installPath = '/slack/install';
/** Where Slack sends the browser back to. */
export const redirectPath = '/slack/oauth_redirect';

/** Why an installation did not come about. */
export type InstallProblem =
  | { kind: 'denied' }
  /** The answer bears no state, or one that is not ours. */
  | { kind: 'state' }
  /** The state is ours, but not of this browser. */
  | { kind: 'browser' }
  | { kind: 'expired' }
  /** Slack does not know the code (any more). */
  | { kind: 'code' }
  | { kind: 'org' }
  | { kind: 'refused'; error: string }
  | { kind: 'unreachable' }
  | { kind: 'surprise'; reference: string };

const paragraph = (text: string, look = ''): string =>
  `<p${look === '' ? '' : ` class="${look}"`}>${escapeHtml(text)}</p>`;
const buttons = (...links: string[]): string => `<div class="actions">${links.join('')}</div>`;

/** The page with "Add to Slack": what Pacer is, what it asks for and why. `address`: Slack's page of consent. */
export function installPage(locale: Locale, address: string): string {
  const say = installWords(locale);
  const reason = (scope: BotScope): string =>
    optionalScopes.includes(scope)
      ? `${say(`scope-${scope}`)} ${say('scope-optional')}`
      : say(`scope-${scope}`);
  const scopes = botScopes.map((scope) => `<li>${escapeHtml(reason(scope))}</li>`).join('');
  return page(
    locale,
    say('install-title'),
    paragraph(say('install-lead')) +
      buttons(linkButton(say('install-button'), address, 'main')) +
      paragraph(say('install-after'), 'soft') +
      `<h2>${escapeHtml(say('scopes-title'))}</h2><ul>${scopes}</ul>` +
      paragraph(say('scopes-not'), 'soft'),
  );
}

/** The page after the installation: the way into Slack. */
export function donePage(locale: Locale, about: { workspace: string; app: string; browser: string }): string {
  const say = installWords(locale);
  return page(
    locale,
    say('done-title', { workspace: about.workspace }),
    paragraph(say('done-lead')) +
      buttons(
        linkButton(say('done-open'), about.app, 'main'),
        linkButton(say('done-browser'), about.browser, 'other'),
      ),
  );
}

/** What happened, and what to do. */
export function problemPage(locale: Locale, problem: InstallProblem): string {
  const say = installWords(locale);
  const vars =
    problem.kind === 'refused'
      ? { error: problem.error }
      : problem.kind === 'surprise'
        ? { reference: problem.reference }
        : {};
  const mayBeDone = problem.kind === 'expired' || problem.kind === 'code';
  return page(
    locale,
    say(`${problem.kind}-title`),
    paragraph(say(`${problem.kind}-lead`, vars)) +
      buttons(linkButton(say('again'), installPath, 'main')) +
      // Somebody may have loaded the page of a success again.
      (mayBeDone ? '' : paragraph(say('nothing-saved'), 'soft')),
  );
}

/** The HTTP status of a problem: whose turn it is. */
export function statusOf({ kind }: InstallProblem): number {
  switch (kind) {
    case 'denied':
      return 403;
    case 'state':
    case 'browser':
    case 'expired':
    case 'code':
    case 'org':
    case 'refused':
      return 400;
    case 'unreachable':
      return 502;
    case 'surprise':
      return 500;
  }
}
