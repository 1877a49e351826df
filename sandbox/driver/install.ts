import type { Address } from '../contract.ts';
import { createJar, formOf, type Landing, linkTo, visit } from './visit.ts';

/** As whom the app is installed, and whether it is refused. */
export interface InstallChoice {
  /** A workspace by id or name; without it the first one that the page offers. */
  workspace?: string;
  /** A person by id or shown name; without it the first one that the page offers, mostly the owner. */
  user?: string;
  /** Presses Cancel. */
  deny?: boolean;
}

/**
 * Walks through the installation of an app as a browser does: from the app's own install page (a link there that leads to the sandbox is
 * followed) to the sandbox's consent page, and back to the app. The answer is where that ended.
 */
export async function install(
  address: Address,
  installUrl: string,
  choice: InstallChoice = {},
): Promise<Landing> {
  const jar = createJar();
  const consentUrl = `${address.page}oauth/v2/authorize`;
  let landing = await visit(jar, installUrl);
  if (!landing.url.startsWith(consentUrl)) {
    const link = linkTo(landing, consentUrl);
    if (link === undefined) return landing;
    landing = await visit(jar, link);
  }
  if (landing.status !== 200 || !landing.url.startsWith(consentUrl)) return landing;
  const { fields, options } = formOf(landing.body);
  const as = choose(options, choice);
  const body = new URLSearchParams([...fields, ['as', as], ['decision', choice.deny ? 'cancel' : 'allow']]);
  return visit(jar, consentUrl, body);
}

interface Option {
  value: string;
  label: string;
  group: string;
}

function choose(options: readonly Option[], { workspace, user }: InstallChoice): string {
  const fits = ({ value, label, group }: Option) => {
    const [teamId, userId] = value.split('/');
    const isThere = workspace === undefined || workspace === teamId || group.split(' · ')[0] === workspace;
    return isThere && (user === undefined || user === userId || label.split(' · ')[0] === user);
  };
  const found = options.find(fits);
  if (found === undefined)
    throw new Error(
      `the consent page offers ${JSON.stringify(options)}, not ${workspace ?? ''} ${user ?? ''}`,
    );
  return found.value;
}
