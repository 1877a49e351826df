import type { Config, OAuthConfig } from './config.ts';
import { instantOf, isTimeZone, type Temporal } from './kpi/time.ts';
import { mayJoin } from './people/joining.ts';
import { claimAdministration, ensureMember, findActor } from './people/store.ts';
import type { Db } from './platform/db/index.ts';
import { enqueue, isEnqueued } from './platform/jobs/outbox.ts';
import type { Log } from './platform/log.ts';
import type { HttpRoute } from './platform/route.ts';
import { createSecrets, type Secrets } from './platform/secrets/index.ts';
import { createMessenger, type Messenger, type SlackPerson } from './platform/slack.ts';
import type { Deps, WorkspaceInfo } from './platform/slice.ts';
import { localeOf } from './platform/words.ts';
import { readyMade } from './playbook/readyMade.ts';
import { forgetPlaybook, installPlaybook } from './playbook/store.ts';
import { welcomeReply } from './workspace/installations/blocks.ts';
import { goOn, lookAgain, standingOf } from './workspace/installations/doubt/index.ts';
import { erase, listOverdue } from './workspace/installations/erasure/store.ts';
import { installRoutes } from './workspace/installations/http.ts';
import { endings, type NewInstallation } from './workspace/installations/installation.ts';
import { appointing, liveMessengers, watched } from './workspace/installations/messenger/index.ts';
import { createRenewal } from './workspace/installations/renewal/index.ts';
import { createKeyKeeping } from './workspace/installations/rewriting/index.ts';
import {
  endInstallation,
  installationsSince,
  saveInstallation,
  wasInstalledBefore,
} from './workspace/installations/store.ts';
import { createLiveTokens } from './workspace/installations/tokens/index.ts';
import { onboardingReply } from './workspace/onboarding/blocks.ts';
import { readSteps } from './workspace/onboarding/showing/slack.ts';
import { ensureWorkspace, isInstalled, readWorkspace, updateWorkspace } from './workspace/store.ts';

/** The workspaces that the app serves: the one behind the bot token, or all in which it was installed by OAuth. */
export interface Workspaces {
  slack: Deps['slack'];
  /** Pages of the installation, for the HTTP server; none where one token serves one workspace. */
  routes: readonly HttpRoute[];
  /** At the start. Answers with the workspace where there is one; throws what Slack's `auth.test` throws. */
  begin(deps: Deps): Promise<WorkspaceInfo | undefined>;
  /** Each minute: what an installation left undone, tokens that Slack refused, keys that changed, data whose time is over. */
  everyMinute(deps: Deps, now: Temporal.Instant): Promise<void>;
}

interface Ground {
  db: Db;
  log: Log;
  clock: () => Temporal.Instant;
}

/** One workspace or many, as the settings say. */
export function serveWorkspaces(config: Config, ground: Ground): Workspaces {
  if (config.oauth !== undefined) return manyWorkspaces(config, config.oauth, ground);
  const { messenger, slack } = singleWorkspace(config, ground);
  let served: string | undefined;
  return {
    slack,
    routes: [],
    async begin(deps) {
      const workspace = await installWorkspace(deps, messenger);
      served = workspace.id;
      return workspace;
    },
    async everyMinute(deps, now) {
      if (served === undefined || (await isInstalled(deps.db, served))) return;
      // Its work stopped for a refused token.
      if ((await standingOf(messenger)) === 'works') await goOn(deps, served, now);
    },
  };
}

/**
 * The workspace behind the bot token, made on first contact with the ready-made playbook; one whose work had stopped goes on, since the
 * token works. Throws what Slack's `auth.test` throws.
 */
export async function installWorkspace(deps: Deps, messenger: Messenger): Promise<WorkspaceInfo> {
  const { teamId, team } = await messenger.whoAmI();
  const workspace = await prepareWorkspace(deps.db, teamId, team);
  await goOn(deps, teamId, instantOf(await deps.db.now()));
  return workspace;
}

/** The workspace with a playbook to begin with; one that is known already stays as it is. */
async function prepareWorkspace(db: Db, id: string, name: string): Promise<WorkspaceInfo> {
  const workspace = await ensureWorkspace(db, { id, name });
  if (workspace.playbookVersion > 0) return workspace;
  forgetPlaybook(db, id);
  await installPlaybook(db, id, readyMade);
  return (await readWorkspace(db, id)) ?? workspace;
}

/** One token serves one workspace: everybody's messenger is the same. With `ground`, a token that Slack refuses stops the work. */
export function singleWorkspace(
  config: Config,
  ground?: Ground,
): { messenger: Messenger; slack: Deps['slack'] } {
  const messenger = appointing(createMessenger(config.slack.botToken, config.slack.apiUrl), config.admin);
  if (ground === undefined) return { messenger, slack: () => Promise.resolve(messenger) };
  const { db, log, clock } = ground;
  const slack: Deps['slack'] = async (workspaceId) =>
    watched(messenger, async (error) => {
      const ending = endings.find((known) => known === error);
      if (ending === undefined || (await standingOf(messenger)) !== 'refused') return;
      if (!(await endInstallation(db, workspaceId, ending, clock()))) return;
      log.error(
        { workspaceId, ending },
        'Slack refuses the bot token: the work stops until it works again, or Pacer is started with another SLACK_BOT_TOKEN',
      );
    });
  return { messenger, slack };
}

function manyWorkspaces(config: Config, oauth: OAuthConfig, ground: Ground): Workspaces {
  const { db, log, clock } = ground;
  const { apiUrl } = config.slack;
  const secrets = createSecrets(config.secretKeys);
  const tokens = createLiveTokens({
    ...{ ...ground, secrets, renew: createRenewal(oauth, apiUrl, clock) },
    isRefused: async (token) => (await standingOf(createMessenger(token, apiUrl))) === 'refused',
  });
  const messengers = liveMessengers(tokens, (token) => createMessenger(token, apiUrl));
  const slack: Deps['slack'] = (workspaceId) => Promise.resolve(messengers(workspaceId));
  const keys = createKeyKeeping(secrets, config.secretKeys.length);
  const accept = (installation: NewInstallation, now: Temporal.Instant): Promise<void> =>
    acceptInstallation({ db, log, slack, secrets }, installation, now);
  const site = { oauth, apiUrl, publicUrl: config.publicUrl, ...ground, accept };
  return {
    slack,
    routes: installRoutes(site),
    begin: () => keys(ground).then(() => undefined),
    async everyMinute(deps, now) {
      await keys(ground);
      await lookAgain(deps, slack, now);
      await finishInstallations(deps, now);
      for (const workspaceId of await listOverdue(db, now))
        await eraseSome(db, log, workspaceId, now, ERASED_A_MINUTE);
    },
  };
}

/** Rows that erasure may take in one minute. */
const ERASED_A_MINUTE = 20_000;

async function eraseSome(
  db: Db,
  log: Log,
  workspaceId: string,
  now: Temporal.Instant,
  mostRows: number,
): Promise<void> {
  const { rows, isDone } = await erase(db, workspaceId, now, mostRows);
  if (isDone) forgetPlaybook(db, workspaceId);
  log.warn(
    { workspaceId, rows, isDone },
    isDone ? 'the data of a removed workspace is erased' : 'the data of a removed workspace is being erased',
  );
}

/** Stores an installation and makes the workspace ready. What was kept too long is erased first: it is not brought back. */
async function acceptInstallation(
  ground: { db: Db; log: Log; slack: Deps['slack']; secrets: Secrets },
  installation: NewInstallation,
  now: Temporal.Instant,
): Promise<void> {
  const { db, log, secrets } = ground;
  const { workspaceId, workspaceName, installedBy } = installation;
  if ((await listOverdue(db, now)).includes(workspaceId))
    await eraseSome(db, log, workspaceId, now, Number.POSITIVE_INFINITY);
  await prepareWorkspace(db, workspaceId, workspaceName);
  await saveInstallation(db, secrets, installation, now);
  await db.durable();
  log.info({ workspaceId, installedBy }, 'Pacer was installed in a workspace');
  await onInstalled(ground, workspaceId, installedBy, now).catch((error: unknown) =>
    log.warn({ err: error, workspaceId }, 'the welcome waits for the next minute'),
  );
}

const welcomeKey = (workspaceId: string, installedAt: Temporal.Instant): string =>
  `welcome:${workspaceId}:${instantOf(new Date(installedAt.epochMilliseconds)).toString()}`;

/**
 * What begins with an installation: whoever installed becomes administrator where there is none (of a workspace that had Pacer before, only
 * an administrator of Slack), and is welcomed. Doing it again does nothing. Throws what Slack throws; `finishInstallations` comes back to it.
 */
export async function onInstalled(
  deps: Pick<Deps, 'db' | 'slack' | 'log'>,
  workspaceId: string,
  installedBy: string,
  installedAt: Temporal.Instant,
): Promise<void> {
  const { db, slack } = deps;
  const key = welcomeKey(workspaceId, installedAt);
  const workspace = await readWorkspace(db, workspaceId);
  if (workspace === undefined || (await isEnqueued(db, workspaceId, key))) return;
  const person = await (await slack(workspaceId)).person(installedBy);
  if (person === undefined || !mayJoin(person, workspaceId)) return;
  const memberId = await ensureMember(db, workspaceId, person, installedAt);
  const isBack = await wasInstalledBefore(db, workspaceId);
  // Where Pacer was before there are figures to see: nobody gets at them by installing it once more after the last administrator left.
  if (!isBack || person.isAdmin) await claimAdministration(db, workspaceId, memberId);
  const isAdmin = (await findActor(db, workspaceId, installedBy, installedAt))?.actor.isAdmin === true;
  const locale = localeOf(person.locale);
  const own = isBack ? workspace : await likeTheInstaller(db, workspace, person, memberId);
  const reply =
    isAdmin && !isBack
      ? onboardingReply(await readSteps(deps, own, locale, installedAt), locale)
      : welcomeReply(locale, workspace.name, { isBack, isAdmin });
  await enqueue(db, { workspaceId, key, channel: installedBy, reply });
}

/** A new workspace begins with the zone and language of whoever installed Pacer there. */
async function likeTheInstaller(
  db: Db,
  workspace: WorkspaceInfo,
  { tz, locale }: SlackPerson,
  memberId: string,
): Promise<WorkspaceInfo> {
  const change = { locale: localeOf(locale), ...(isTimeZone(tz) ? { tz } : {}) };
  const changed = await updateWorkspace(db, workspace.id, memberId, change);
  return changed.ok ? changed.value : workspace;
}

/** Finishes what an installation of the last day left undone, for example because Slack could not be asked. */
async function finishInstallations(deps: Deps, now: Temporal.Instant): Promise<void> {
  for (const { workspaceId, installedBy, installedAt } of await installationsSince(
    deps.db,
    now.subtract({ hours: 24 }),
  ))
    await onInstalled(deps, workspaceId, installedBy, installedAt).catch((error: unknown) =>
      deps.log.warn({ err: error, workspaceId }, 'the welcome waits for the next minute'),
    );
}
