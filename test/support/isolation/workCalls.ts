import { ok } from '../../../src/kpi/result.ts';
import * as choose from '../../../src/playbook/choose/store.ts';
import * as edit from '../../../src/playbook/edit/store.ts';
import { readyMade } from '../../../src/playbook/readyMade.ts';
import * as playbook from '../../../src/playbook/store.ts';
import * as erasure from '../../../src/workspace/installations/erasure/store.ts';
import * as installations from '../../../src/workspace/installations/store.ts';
import * as workspace from '../../../src/workspace/store.ts';
import { activityCalls } from './activityCalls.ts';
import { type Calls, inTx } from './calls.ts';
import { feedbackCalls } from './feedbackCalls.ts';
import { goalCalls } from './goalCalls.ts';
import { jobCalls } from './jobCalls.ts';
import { installation, now, secrets, today, week } from './twins.ts';

export type { Call, Calls } from './calls.ts';

const ofPlaybook: Calls = [
  [playbook.readPlaybook, (t) => playbook.readPlaybook(t.db, t.id, 1)],
  [playbook.readProcess, (t) => playbook.readProcess(t.db.client, t.id)],
  [playbook.lockPlaybook, (t) => inTx(t, (tx) => playbook.lockPlaybook(tx, t.id))],
  [choose.previewChoice, (t) => choose.previewChoice(t.db, t.id, 'field')],
  [choose.choosePlaybook, (t) => choose.choosePlaybook(t.db, t.id, t.ids.maya, 'field', 'p1')],
  [choose.undoChoice, (t) => choose.undoChoice(t.db, t.id, t.ids.maya, 2)],
  [
    playbook.writeProcess,
    (t) => inTx(t, (tx) => playbook.writeProcess(tx, t.id, { types: readyMade.types.slice(1), metrics: [] })),
  ],
  [choose.usageOf, (t) => inTx(t, (tx) => choose.usageOf(tx, t.id))],
  [
    choose.keepBefore,
    (t) => inTx(t, (tx) => choose.keepBefore(tx, t.id, 77, { types: [...readyMade.types], metrics: [] })),
  ],
  [edit.readGround, (t) => edit.readGround(t.db, t.id)],
  [
    edit.changeProcess,
    (t) =>
      edit.changeProcess(
        t.db,
        t.id,
        t.ids.maya,
        ({ book }) => ok({ ...book, stages: book.stages.slice().reverse() }),
        'p2',
      ),
  ],
  [playbook.installPlaybook, (t) => playbook.installPlaybook(t.db, t.id, readyMade)],
];

const ofWorkspace: Calls = [
  [workspace.readWorkspace, (t) => workspace.readWorkspace(t.db, t.id)],
  [workspace.isInstalled, (t) => workspace.isInstalled(t.db, t.id)],
  [workspace.ensureWorkspace, (t) => workspace.ensureWorkspace(t.db, { id: t.id, name: 'x' })],
  [
    workspace.updateWorkspace,
    (t) => workspace.updateWorkspace(t.db, t.id, null, { locale: 'zh', settings: { a: 1 } }),
  ],
  [workspace.rateOn, (t) => workspace.rateOn(t.db, t.id, 'EUR', today)],
  [workspace.listRates, (t) => workspace.listRates(t.db, t.id)],
  [
    workspace.addRate,
    (t) =>
      workspace.addRate(
        t.db,
        t.id,
        null,
        { ...{ currency: 'EUR', fromDate: week.from }, rate: '1.1', source: 'x' },
        'w1',
      ),
  ],
  [workspace.denied, (t) => workspace.denied(t.db, t.id, t.ids.ana, 'x', 'y')],
  [installations.readInstallation, (t) => installations.readInstallation(t.db, t.id)],
  [installations.wasInstalledBefore, (t) => installations.wasInstalledBefore(t.db, t.id)],
  [installations.readTokens, (t) => installations.readTokens(t.db, secrets, t.id)],
  [
    installations.claimRenewal,
    (t) => installations.claimRenewal(t.db, t.id, { ...installation(t.id).tokens, installedAt: now }),
  ],
  [installations.releaseRenewal, (t) => installations.releaseRenewal(t.db, t.id, 5)],
  [
    installations.storeRenewed,
    (t) =>
      installations.storeRenewed(t.db, secrets, t.id, 'xoxe-1-1', {
        ...installation(t.id).tokens,
        botToken: 'xoxb-2',
      }),
  ],
  [installations.endInstallation, (t) => installations.endInstallation(t.db, t.id, 'app_uninstalled', now)],
  [installations.reviveWorkspace, (t) => installations.reviveWorkspace(t.db, t.id, now)],
  [
    installations.saveInstallation,
    (t) => installations.saveInstallation(t.db, secrets, installation(t.id), now),
  ],
];

/** After all others: nothing of the workspace is left then. */
export const lastCalls: Calls = [
  [
    erasure.erase,
    async (t) => {
      await installations.endInstallation(t.db, t.id, 'app_uninstalled', now);
      return erasure.erase(t.db, t.id, now.add({ hours: 24 * 31 }), 1e6);
    },
  ],
];

/** What the work of each day reads and writes. */
export const workCalls: Calls = [
  ...activityCalls,
  ...feedbackCalls,
  ...goalCalls,
  ...ofPlaybook,
  ...jobCalls,
  ...ofWorkspace,
];
