import { header, type Reply, section } from '../../platform/blocks.ts';
import { escapeText } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import { installWords } from './words.ts';

/** The first direct message to whoever installed Pacer: what they may do, and how to begin. `isBack`: it was installed here before. */
export function welcomeReply(
  locale: Locale,
  workspace: string,
  { isBack, isAdmin }: { isBack: boolean; isAdmin: boolean },
): Reply {
  const say = installWords(locale);
  const title = say('welcome-title');
  const lead = say(isBack ? 'welcome-again' : 'welcome-lead', { workspace: escapeText(workspace) });
  const rights = isAdmin ? [say('welcome-admin')] : [];
  return {
    text: `${title}. ${lead}`,
    blocks: [header(title), section([lead, ...rights, say('welcome-next')].join('\n\n'))],
  };
}
