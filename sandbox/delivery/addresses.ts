import { NO_URLS, type RequestUrls, urlProblem, verifyUrl } from './requestUrls.ts';

/** The request URLs that hold now. */
export interface Addresses {
  get(): RequestUrls;
  /** Changes some. A new events URL has to pass Slack's handshake; the answer is what is wrong, and then nothing changes. */
  set(given: Partial<RequestUrls>): Promise<string | undefined>;
  /** Sets them without the handshake, which is then done before the first event. */
  trust(urls: RequestUrls): void;
  /** Whether events may go to their URL: makes up for a handshake that has not been done. */
  mayTakeEvents(): Promise<boolean>;
}

export function createAddresses(keys: { token: string; secret: string }): Addresses {
  let urls = NO_URLS;
  let isVerified = false;
  return {
    get: () => urls,
    async set(given) {
      const next = { ...urls, ...given };
      const all = [next.commands, next.interactivity, next.options, next.events].filter((url) => url !== '');
      const wrong = all.map(urlProblem).find((problem) => problem !== undefined);
      if (wrong !== undefined) return wrong;
      const isNew = given.events !== undefined && given.events !== '';
      const problem = isNew ? await verifyUrl(next.events, keys) : undefined;
      if (problem !== undefined) return `url_not_verified: ${problem}`;
      isVerified ||= isNew;
      urls = next;
      return undefined;
    },
    trust(given) {
      urls = given;
      isVerified = false;
    },
    async mayTakeEvents() {
      isVerified ||= urls.events !== '' && (await verifyUrl(urls.events, keys)) === undefined;
      return isVerified;
    },
  };
}
