// The client's half of the PostgreSQL wire protocol, as far as it takes to know where one request ends.

/** Part of a conversation that must reach the database in one piece. */
export interface Request {
  /** `startup`, `ssl` and `cancel` open a connection; `goodbye` ends it; `query` is everything between. */
  kind: 'startup' | 'ssl' | 'cancel' | 'query' | 'goodbye';
  bytes: Uint8Array;
  /** False after a Flush: the client goes on with the same request, so nobody may come between. */
  complete: boolean;
}

const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;
const CANCEL_REQUEST = 80_877_102;
const MAX_MESSAGE = 512 * 1024 * 1024;
const code = (letter: string): number => letter.charCodeAt(0);
/** Messages after which the server answers and waits: Query, Sync, FunctionCall. */
const ENDS = new Set([code('Q'), code('S'), code('F')]);
const FLUSH = code('H');
const TERMINATE = code('X');

/**
 * Cuts what a client sends into requests. A Parse, Bind, Describe, Execute and the Sync after them are one request:
 * they share the unnamed statement, and every client of the embedded database is the same session, so another
 * client's Parse between them would change the meaning of the Bind.
 */
export class RequestReader {
  private pending: Buffer = Buffer.alloc(0);
  private started = false;
  /** Bytes at the front of `pending` that are whole messages of a request that has not ended yet. */
  private scanned = 0;

  /** Takes a chunk and returns the requests that are whole now. Throws when the bytes are no such protocol. */
  push(chunk: Uint8Array): Request[] {
    this.pending = this.pending.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.pending, chunk]);
    const requests: Request[] = [];
    for (let next = this.next(); next !== undefined; next = this.next()) requests.push(next);
    return requests;
  }

  private next(): Request | undefined {
    return this.started ? this.nextQuery() : this.nextOpening();
  }

  private take(length: number): Uint8Array {
    const bytes = new Uint8Array(this.pending.subarray(0, length));
    this.pending = this.pending.subarray(length);
    this.scanned = 0;
    return bytes;
  }

  private nextOpening(): Request | undefined {
    if (this.pending.length < 8) return undefined;
    const length = checked(this.pending.readUInt32BE(0), 8);
    if (this.pending.length < length) return undefined;
    const version = this.pending.readUInt32BE(4);
    const bytes = this.take(length);
    if (version === SSL_REQUEST || version === GSS_REQUEST) return { kind: 'ssl', bytes, complete: true };
    if (version === CANCEL_REQUEST) return { kind: 'cancel', bytes, complete: true };
    this.started = true;
    return { kind: 'startup', bytes, complete: true };
  }

  private nextQuery(): Request | undefined {
    while (this.pending.length >= this.scanned + 5) {
      const type = this.pending.readUInt8(this.scanned);
      const end = this.scanned + 1 + checked(this.pending.readUInt32BE(this.scanned + 1), 4);
      if (this.pending.length < end) return undefined;
      if (type === TERMINATE) return { kind: 'goodbye', bytes: this.take(end), complete: true };
      if (ENDS.has(type) || type === FLUSH)
        return { kind: 'query', bytes: this.take(end), complete: type !== FLUSH };
      this.scanned = end;
    }
    return undefined;
  }
}

function checked(length: number, least: number): number {
  if (length < least || length > MAX_MESSAGE)
    throw new Error(`not the PostgreSQL protocol: a length of ${length}`);
  return length;
}
