import type { LocalDate } from '../../../../src/kpi/localDate.ts';
import { addPeople } from '../../../../src/people/store.ts';
import { type Act, fillIn, inOrder, pressAnswer, say } from '../doing.ts';

/** What somebody gets to read of themselves, and how a person is forgotten. */

const NAME = 'Zoe Quist';

/** Somebody whom nobody else needs; there is one of the name. */
const isThere: Act = async ({ office: { db, workspaceId } }) => {
  if ((await db.client.member.count({ where: { workspaceId, name: NAME } })) > 0) return;
  const slackUserId = `UZOE${String(await db.client.member.count({ where: { workspaceId } })).padStart(6, '0')}`;
  const zoe = {
    ...{ slackUserId, name: NAME, email: `${slackUserId.toLowerCase()}@pacer.example` },
    ...({ tz: 'America/New_York', locale: 'en', role: 'rep', teamName: null, region: null } as const),
  };
  await addPeople(db, workspaceId, [zoe], [], '2026-01-01' as LocalDate);
};

export const privacyActs: Readonly<Record<string, Act>> = {
  'Ana asks for her data': say('ana', () => '/pace my-data'),
  '李雷 asks for his data': say('lilei', () => '/pace 我的数据'),
  'Bo may erase nobody': say('bo', () => '/pace erase Maya Okafor'),
  'Maya erases somebody': inOrder(
    isThere,
    fillIn(
      'maya',
      'workspace.erase',
      pressAnswer('maya', `/pace erase ${NAME}`, 'workspace.eraseForm'),
      () => ({
        'workspace.eraseName': NAME,
      }),
    ),
  ),
};
