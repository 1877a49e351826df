import { describe, expect, test } from 'vitest';
import { control } from '../../../sandbox/driver.ts';
import { failureOf } from '../../../src/platform/failure.ts';
import { createSecrets } from '../../../src/platform/secrets/index.ts';
import { createMessenger } from '../../../src/platform/slack.ts';
import { liveMessengers } from '../../../src/workspace/installations/messenger/index.ts';
import { createRenewal } from '../../../src/workspace/installations/renewal/index.ts';
import { readTokens } from '../../../src/workspace/installations/store.ts';
import { createLiveTokens } from '../../../src/workspace/installations/tokens/index.ts';
import { isInstalled } from '../../../src/workspace/store.ts';
import { testKey, usePublicApp } from '../../support/publicApp.ts';

/** Tokens that live twelve hours, renewed for requests and scheduled work alike. */
const pacer = usePublicApp({ tokenRotation: true });
const secrets = createSecrets([testKey]);

/** Another instance of the app on the same database: it remembers nothing of the first. */
function instance(renew = createRenewal(oauth(), pacer().address.api, pacer().now)) {
  const keeping = { db: pacer().db, secrets, log: pacer().deps.log, clock: pacer().now, renew };
  const tokens = createLiveTokens(keeping);
  return { tokens, slack: liveMessengers(tokens, (token) => createMessenger(token, pacer().address.api)) };
}

const oauth = () => {
  const { clientId, clientSecret } = pacer().address;
  return { clientId, clientSecret };
};

/** Both clocks move together. */
async function later(hours: number): Promise<void> {
  pacer().setNow(
    pacer()
      .now()
      .add({ minutes: Math.round(hours * 60) }),
  );
  await control(pacer().address, 'clock', { now: pacer().now().toString(), standing: true });
}

const stored = () => readTokens(pacer().db, secrets, pacer().address.teamId);

/** How many renewals Slack has seen. */
const renewals = (): number =>
  pacer()
    .sandbox.world.calls.all()
    .filter((call) => call.name === 'oauth.v2.access').length;

describe('a token that expires', () => {
  test('is used while it lives, and renewed before it ends; the new pair is stored encrypted', async () => {
    expect((await pacer().install()).status).toBe(200);
    const { teamId } = pacer().address;
    const first = await stored();
    expect(first?.refreshToken).toMatch(/^xoxe-1-/);
    const { slack } = instance();
    await later(11);
    await slack(teamId).whoAmI();
    expect(await stored()).toEqual(first);
    await later(0.99);
    expect((await slack(teamId).whoAmI()).teamId).toBe(teamId);
    const second = await stored();
    expect(second?.botToken).not.toBe(first?.botToken);
    expect(second?.refreshToken).not.toBe(first?.refreshToken);
    const row = await pacer().db.client.installation.findUniqueOrThrow({ where: { workspaceId: teamId } });
    expect(JSON.stringify(row)).not.toMatch(/xox/);
  });

  test('that has ended is renewed once, however many ask at once, in however many instances', async () => {
    const { teamId } = pacer().address;
    await later(20);
    const before = renewals();
    const instances = [instance(), instance(), instance()];
    const used = await Promise.all(
      instances.flatMap(({ tokens }) => [tokens.token(teamId), tokens.token(teamId), tokens.token(teamId)]),
    );
    expect(new Set(used).size).toBe(1);
    expect(renewals() - before).toBe(1);
    expect(used[0]).toBe((await stored())?.botToken);
  });

  test('which Slack refuses as expired though we thought otherwise is renewed, and the call made once more', async () => {
    const { teamId } = pacer().address;
    const { slack } = instance();
    await slack(teamId).whoAmI();
    // Slack's clock runs ahead of ours.
    await control(pacer().address, 'clock', {
      now: pacer().now().add({ hours: 13 }).toString(),
      standing: true,
    });
    const before = await stored();
    expect((await slack(teamId).whoAmI()).teamId).toBe(teamId);
    expect((await stored())?.botToken).not.toBe(before?.botToken);
    await later(13);
  });

  test('another instance has renewed meanwhile: the old token is refused, and the stored one used', async () => {
    const { teamId } = pacer().address;
    const [one, other] = [instance(), instance()];
    await one.slack(teamId).whoAmI();
    // The library that takes the code goes by the machine's clock.
    pacer().setNow(undefined);
    await control(pacer().address, 'clock', { real: true });
    await pacer().install();
    await pacer().install();
    const before = renewals();
    expect((await one.slack(teamId).whoAmI()).teamId).toBe(teamId);
    expect((await other.slack(teamId).whoAmI()).teamId).toBe(teamId);
    expect(renewals()).toBe(before);
  });
});

describe('when Slack cannot be asked for a new token', () => {
  test('the present one is used while it lives; then nothing was sent, and it is to be tried again', async () => {
    const { teamId } = pacer().address;
    let asked = 0;
    const away = async (): Promise<never> => {
      asked += 1;
      throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
    };
    await later(11.97);
    const { tokens } = instance(away);
    const present = await stored();
    expect(await tokens.token(teamId)).toBe(present?.botToken);
    expect(await tokens.token(teamId)).toBe(present?.botToken);
    expect(asked).toBe(1);
    await later(1);
    await pacer().db.client.installation.updateMany({ data: { refreshingUntil: null } });
    const failure = await tokens.token(teamId).then(
      () => undefined,
      (error: unknown) => failureOf(error),
    );
    expect(failure?.kind).toBe('retry');
    expect(await isInstalled(pacer().db, teamId)).toBe(true);
    await pacer().db.client.installation.updateMany({ data: { refreshingUntil: null } });
    expect(await instance().tokens.token(teamId)).not.toBe(present?.botToken);
  });

  test('a renewal whose process died leaves the right to it free after half a minute', async () => {
    const { teamId } = pacer().address;
    await later(13);
    const hung = new Promise<never>(() => {});
    void instance(() => hung).tokens.token(teamId);
    for (let tries = 0; tries < 1_000; tries += 1) {
      const row = await pacer().db.client.installation.findUniqueOrThrow({ where: { workspaceId: teamId } });
      if (row.refreshingUntil !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const waiting = instance().tokens.token(teamId);
    await new Promise((resolve) => setTimeout(resolve, 600));
    const before = renewals();
    await pacer().db.client.installation.updateMany({ data: { refreshingUntil: new Date(0) } });
    expect(await waiting).toBe((await stored())?.botToken);
    expect(renewals() - before).toBe(1);
  });

  test('new tokens that the database does not take at first are not lost, and not used before', async () => {
    const { teamId } = pacer().address;
    await later(13);
    const broken = new Proxy(pacer().db, {
      get(db, key) {
        if (key === 'durable') return () => (down ? Promise.reject(new Error('disk full')) : db.durable());
        return Reflect.get(db, key);
      },
    });
    let down = true;
    const renew = createRenewal(oauth(), pacer().address.api, pacer().now);
    const tokens = createLiveTokens({
      db: broken,
      secrets,
      log: pacer().deps.log,
      clock: pacer().now,
      renew,
    });
    const before = renewals();
    await expect(tokens.token(teamId)).rejects.toThrow('disk full');
    down = false;
    expect(await tokens.token(teamId)).toBe((await stored())?.botToken);
    expect(renewals() - before).toBe(1);
  });
});

describe('a refresh token that Slack does not know', () => {
  test('ends the work for the workspace: nothing is tried again for ever', async () => {
    const { teamId } = pacer().address;
    await pacer().db.client.installation.updateMany({
      data: { refreshToken: secrets.seal('xoxe-1-unknown', { workspaceId: teamId, kind: 'refresh token' }) },
    });
    await later(13);
    const failure = await instance()
      .slack(teamId)
      .post('C1', { text: 'x' })
      .then(
        () => undefined,
        (error: unknown) => failureOf(error),
      );
    expect(failure).toEqual({ kind: 'dead', error: 'not_installed' });
    expect(await isInstalled(pacer().db, teamId)).toBe(false);
    expect(await stored()).toBeUndefined();
  });
});
