import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync } from 'node:crypto';

/** What is kept encrypted, and for whom: bound to the text, so that one cannot be read in the place of another. */
export interface SealedPlace {
  workspaceId: string;
  kind: 'bot token' | 'refresh token';
}

/** Encrypts what the database must not hold in the clear (AES-256-GCM). */
export interface Secrets {
  /** Encrypts with the first key. */
  seal(text: string, place: SealedPlace): string;
  /** Decrypts with whichever key wrote it. Throws a SecretProblem. */
  open(sealed: string, place: SealedPlace): string;
  /** Whether the first key wrote it: otherwise it is to be written anew. */
  isCurrent(sealed: string): boolean;
}

/** Why something encrypted cannot be written or read. The message is for an operator and holds no secret. */
export class SecretProblem extends Error {
  readonly kind: 'no key' | 'unknown key' | 'damaged';

  constructor(kind: SecretProblem['kind'], message: string) {
    super(message);
    this.name = 'SecretProblem';
    this.kind = kind;
  }
}

const VERSION = 'v1';
const IV_BYTES = 12;
/** Slow on purpose, for those who type a sentence instead of random text; it is done once for each key and start. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 };

interface Key {
  id: string;
  bytes: Buffer;
}

/** A key from its text. The id is made of the derived key, so that it tells nothing that could be tried out faster than the text itself. */
function keyOf(text: string): Key {
  const bytes = scryptSync(text, 'pacer at rest', 32, COST);
  return { id: createHash('sha256').update('key id').update(bytes).digest('hex').slice(0, 8), bytes };
}

const boundTo = ({ workspaceId, kind }: SealedPlace): Buffer => Buffer.from(`${workspaceId}\0${kind}`);

/**
 * Encryption with the keys of PACER_SECRET_KEY: the first writes, any reads. The text form is
 * `v1.<key id>.<iv>.<tag>.<encrypted>`, the last three in base64url.
 */
export function createSecrets(keyTexts: readonly string[]): Secrets {
  const keys = new Map<string, Key>();
  let first: Key | undefined;
  for (const text of keyTexts) {
    const key = keyOf(text);
    first ??= key;
    keys.set(key.id, key);
  }
  return {
    seal: (text, place) => sealWith(first ?? missing(), text, place),
    open: (sealed, place) => openWith(keys, sealed, place),
    isCurrent: (sealed) => first !== undefined && sealed.startsWith(`${VERSION}.${first.id}.`),
  };
}

function missing(): never {
  throw new SecretProblem(
    'no key',
    'PACER_SECRET_KEY is not set: without it tokens cannot be kept. Set it to random text, for example from: openssl rand -hex 32',
  );
}

function sealWith(key: Key, text: string, place: SealedPlace): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, iv).setAAD(boundTo(place));
  const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const parts = [iv, cipher.getAuthTag(), encrypted].map((part) => part.toString('base64url'));
  return [VERSION, key.id, ...parts].join('.');
}

function openWith(keys: ReadonlyMap<string, Key>, sealed: string, place: SealedPlace): string {
  const [version, id = '', ...parts] = sealed.split('.');
  const [iv, tag, encrypted] = parts.map((part) => Buffer.from(part, 'base64url'));
  if (version !== VERSION || parts.length !== 3 || !iv || !tag || !encrypted) throw damaged(place);
  const key = keys.get(id);
  if (key === undefined) throw unknownKey(id, place);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, iv, { authTagLength: 16 });
    decipher.setAAD(boundTo(place)).setAuthTag(tag);
    return Buffer.concat([decipher.update(encrypted), decipher.final()]).toString('utf8');
  } catch {
    throw damaged(place);
  }
}

function unknownKey(id: string, { workspaceId, kind }: SealedPlace): SecretProblem {
  return new SecretProblem(
    'unknown key',
    `The ${kind} of workspace ${workspaceId} was encrypted with the key ${id}, which PACER_SECRET_KEY does not hold. Put the former key behind the new one (PACER_SECRET_KEY=new,former); if it is lost, install Pacer in that workspace again.`,
  );
}

function damaged({ workspaceId, kind }: SealedPlace): SecretProblem {
  return new SecretProblem(
    'damaged',
    `The ${kind} of workspace ${workspaceId} cannot be decrypted: it was changed, or belongs to something else. Install Pacer in that workspace again.`,
  );
}
