import type { AuthorizeRequest } from './request.ts';
import { type Described, describeScopes } from './scopes.ts';
import { STYLE } from './style.ts';
import { OAUTH_WORDS, type OauthWords, type Problem } from './words.ts';

export type Language = 'en' | 'zh';

/** Who may install the app where, for the page's one choice. */
export interface Choice {
  teamId: string;
  teamName: string;
  isInstalled: boolean;
  people: { id: string; name: string; title: string }[];
}

export interface AppFace {
  name: string;
  description: string;
  color: string;
}

/** The page on which a person allows the app to come in. */
export function consentPage(
  app: AppFace,
  request: AuthorizeRequest,
  choices: readonly Choice[],
  language: Language,
): string {
  const words = OAUTH_WORDS[language];
  const { sees, does } = describeScopes(request.scopes, language);
  const own = describeScopes(request.userScopes, language);
  const isPossible = choices.some(({ people }) => people.length > 0);
  const main = `
    ${badge(app)}
    <h1>${escaped(words.title(app.name))}</h1>
    <p>${escaped(app.description)}</p>
    <form method="post" action="/oauth/v2/authorize">
      ${hiddenFields(request)}
      ${isPossible ? chooser(choices, words) : `<p class="problem" role="alert">${escaped(words.nobody(app.name))}</p>`}
      ${section(words.sees, sees)}
      ${section(words.does, does)}
      ${section(words.onYourBehalf, [...own.sees, ...own.does])}
      <div class="buttons">
        <button type="submit" name="decision" value="cancel">${words.cancel}</button>
        ${isPossible ? `<button class="allow" type="submit" name="decision" value="allow">${words.allow}</button>` : ''}
      </div>
    </form>
    <p class="fine">${escaped(words.leadsTo(new URL(request.redirectUri).host))}<br>${words.sandbox}</p>`;
  return document(words, words.title(app.name), main);
}

/** The page for a request that cannot lead back to the app. `problem` is Slack's word for it. */
export function problemPage(app: AppFace, problem: Problem, detail: string, language: Language): string {
  const words = OAUTH_WORDS[language];
  const main = `
    ${badge(app)}
    <h1>${words.problemTitle}</h1>
    <p>${words.problems[problem]}</p>
    <p class="problem"><code>${problem}</code></p>
    ${detail === '' ? '' : `<p><code>${escaped(detail)}</code></p>`}`;
  return document(words, words.problemTitle, main);
}

function document(words: OauthWords, title: string, main: string): string {
  return `<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body><main>${main}
</main></body>
</html>
`;
}

/** The app's initial on its colour. An SVG, since the page's policy allows no style attributes. */
function badge({ name, color }: AppFace): string {
  const fill = /^#[0-9a-f]{3,8}$/i.test(color) ? color : '#2f6f5e';
  const initial = escaped(String.fromCodePoint(name.codePointAt(0) ?? 65).toUpperCase());
  return `<svg class="badge" viewBox="0 0 56 56" aria-hidden="true"><rect width="56" height="56" fill="${fill}" rx="14"/><text x="28" y="37" text-anchor="middle" font-size="26" font-weight="700" fill="#fff">${initial}</text></svg>`;
}

function hiddenFields(request: AuthorizeRequest): string {
  const { clientId, scopes, userScopes, state, redirectUri, isRedirectGiven, team } = request;
  const fields: [string, string | undefined][] = [
    ['client_id', clientId],
    ['scope', scopes.join(',')],
    ['user_scope', userScopes.join(',')],
    ['state', state],
    ['redirect_uri', isRedirectGiven ? redirectUri : undefined],
    ['team', team],
  ];
  return fields
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escaped(value ?? '')}">`)
    .join('');
}

function chooser(choices: readonly Choice[], words: OauthWords): string {
  const groups = choices.map(({ teamId, teamName, isInstalled, people }) => {
    const label = isInstalled ? `${teamName} · ${words.installed}` : teamName;
    const options = people.map(({ id, name, title }) => {
      // The closed choice shows this line alone: it has to name the workspace too.
      const about = [name, teamName, title].filter((part) => part !== '').join(' · ');
      return `<option value="${teamId}/${id}">${escaped(about)}</option>`;
    });
    return `<optgroup label="${escaped(label)}">${options.join('')}</optgroup>`;
  });
  return `
      <label for="as">${words.as}</label>
      <select id="as" name="as" aria-describedby="as-hint">${groups.join('')}</select>
      <p class="hint" id="as-hint">${words.asHint}</p>`;
}

function section(title: string, scopes: readonly Described[]): string {
  if (scopes.length === 0) return '';
  const items = scopes.map(({ scope, text }) => `<li>${escaped(text)}<code>${escaped(scope)}</code></li>`);
  return `<h2>${title}</h2><ul>${items.join('')}</ul>`;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
