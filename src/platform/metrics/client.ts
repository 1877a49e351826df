import { ErrorCode, WebClient, type WebClientOptions } from '@slack/web-api';
import { metrics } from './index.ts';

/** Slack's client; every call is counted by method and result. */
export class CountedClient extends WebClient {
  override async apiCall(
    ...[method, options]: Parameters<WebClient['apiCall']>
  ): ReturnType<WebClient['apiCall']> {
    try {
      const answer = await super.apiCall(method, options);
      metrics.slackCalls.inc({ method, result: 'ok' });
      return answer;
    } catch (error) {
      metrics.slackCalls.inc({ method, result: resultOf(error) });
      throw error;
    }
  }
}

/** A counted client with a token. */
export const countedClient = (token: string, options: WebClientOptions): WebClient =>
  new CountedClient(token, options);

/** Slack's own word for the refusal, or how the call failed without one. */
function resultOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return 'failed';
  if (error.code === ErrorCode.RateLimitedError) return 'ratelimited';
  if (error.code === ErrorCode.HTTPError) return 'http';
  if (error.code === ErrorCode.RequestError) return 'network';
  if (error.code !== ErrorCode.PlatformError || !('data' in error)) return 'failed';
  const { error: word } = error.data as { error?: unknown };
  return typeof word === 'string' && /^[a-z_]{1,40}$/.test(word) ? word : 'failed';
}
