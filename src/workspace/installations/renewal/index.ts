import { WebClient } from '@slack/web-api';
import type { Temporal } from '../../../kpi/time.ts';
import { clientOptions } from '../../../platform/slack.ts';
import type { Tokens } from '../installation.ts';

/** Asks Slack for new tokens in exchange for a refresh token, once. Throws what Slack's client throws. */
export function createRenewal(
  oauth: { clientId: string; clientSecret: string },
  apiUrl: string | undefined,
  clock: () => Temporal.Instant,
): (refreshToken: string) => Promise<Tokens> {
  const client = new WebClient(undefined, clientOptions(apiUrl));
  return async (refreshToken) => {
    const answer = await client.oauth.v2.access({
      client_id: oauth.clientId,
      client_secret: oauth.clientSecret,
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    });
    if (answer.access_token === undefined) throw new Error("Slack's answer lacks access_token");
    return {
      botToken: answer.access_token,
      refreshToken: answer.refresh_token ?? null,
      expiresAt: answer.expires_in === undefined ? null : clock().add({ seconds: answer.expires_in }),
    };
  };
}
