import { newSecret } from '../ids.ts';

/** What a person has agreed to, waiting for the app to take it. */
export interface Consent {
  clientId: string;
  redirectUri: string;
  isRedirectGiven: boolean;
  teamId: string;
  userId: string;
  scopes: string[];
  userScopes: string[];
}

/** OAuth codes: good for ten minutes, once. */
export interface Codes {
  issue(consent: Consent): string;
  /** Uses the code up, if it is bound to this address. */
  redeem(
    code: string,
    redirectUri: string,
  ): Consent | 'invalid_code' | 'code_already_used' | 'bad_redirect_uri';
}

const LIFETIME_MS = 10 * 60_000;
/** Used ones are remembered, so that the second use can be told from a wrong code. */
const KEEP_MS = 60 * 60_000;

export function createCodes(now: () => number): Codes {
  const issued = new Map<string, { consent: Consent; at: number; isUsed: boolean }>();
  return {
    issue(consent) {
      for (const [code, { at }] of issued) if (now() - at > KEEP_MS) issued.delete(code);
      const code = `${newSecret(6)}.${newSecret(32)}`;
      issued.set(code, { consent, at: now(), isUsed: false });
      return code;
    },
    redeem(code, redirectUri) {
      const entry = issued.get(code);
      if (entry === undefined) return 'invalid_code';
      if (entry.isUsed) return 'code_already_used';
      if (now() - entry.at > LIFETIME_MS) return 'invalid_code';
      const { consent } = entry;
      const isSame = redirectUri === '' ? !consent.isRedirectGiven : redirectUri === consent.redirectUri;
      if (!isSame) return 'bad_redirect_uri';
      entry.isUsed = true;
      return consent;
    },
  };
}
