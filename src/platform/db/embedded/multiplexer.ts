import type { Socket } from 'node:net';
import { type Request, RequestReader } from './frames.ts';
import { SharedPlans } from './plans.ts';

/** The two things that the multiplexer needs of PGlite. */
export interface Backend {
  /** Runs one request to its end and returns the whole answer. Synchronous: nothing else runs meanwhile. */
  execProtocolRawSync(request: Uint8Array): Uint8Array;
  isInTransaction(): boolean;
}

export interface MultiplexerOptions {
  maxConnections: number;
  /** A client that holds a transaction this long without a word, while others wait, is cut off. Milliseconds. */
  idleInTransactionMs: number;
  /** The backend threw: it cannot be trusted any more. */
  onBroken(error: unknown): void;
}

interface Client {
  socket: Socket;
  reader: RequestReader;
  requests: Request[];
}

const ROLLBACK = message('Q', 'ROLLBACK\0');
const REFUSE_COPY_IN = message(
  'Q',
  `DO $$ BEGIN RAISE EXCEPTION 'the embedded database takes no COPY FROM STDIN' USING ERRCODE = '0A000'; END $$\0`,
);
const QUERY = 'Q'.charCodeAt(0);
const PARSE = 'P'.charCodeAt(0);
const COPY_IN = /(^.{5}|\0|;)\s*copy\b[^;]*\bfrom\s+stdin\b/is;
/** A COPY has no parameters, so its text is short and stands at the front of the request. */
const LONGEST_COPY = 4096;
const NO_SSL = Buffer.from('N');

/**
 * Lets many clients share PGlite's one session. Requests are run whole, first come first served; while a transaction
 * is open, or a request is unfinished, only the client that opened it is served. When that client goes away, its
 * transaction is rolled back.
 */
export class Multiplexer {
  private readonly backend: Backend;
  private readonly options: MultiplexerOptions;
  private readonly clients = new Set<Client>();
  /** Clients with something to do, in the order in which they came. */
  private readonly waiting = new Set<Client>();
  private readonly plans = new SharedPlans();
  private owner: Client | undefined;
  private idleTimer: NodeJS.Timeout | undefined;
  private broken = false;

  constructor(backend: Backend, options: MultiplexerOptions) {
    this.backend = backend;
    this.options = options;
  }

  /** Takes a new connection into service. */
  attach(socket: Socket): void {
    if (this.clients.size >= this.options.maxConnections || this.broken) {
      socket.end(fatal('53300', 'too many connections to the embedded database'));
      return;
    }
    const client: Client = { socket, reader: new RequestReader(), requests: [] };
    this.clients.add(client);
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.receive(client, chunk));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.leave(client));
  }

  /** Runs SQL of the house itself between the clients' requests; false while somebody's transaction is open. */
  runBetween(sql: string): boolean {
    if (this.owner !== undefined || this.broken) return false;
    this.execute(message('Q', `${sql}\0`));
    return true;
  }

  /** Cuts every client off; an open transaction is rolled back. */
  close(): void {
    for (const client of [...this.clients]) {
      client.socket.destroy();
      this.leave(client);
    }
  }

  private receive(client: Client, chunk: Buffer): void {
    try {
      client.requests.push(...client.reader.push(chunk));
    } catch {
      client.socket.destroy();
      return;
    }
    if (client.requests.length > 0) this.waiting.add(client);
    this.serve();
  }

  private leave(client: Client): void {
    if (!this.clients.delete(client)) return;
    this.waiting.delete(client);
    if (this.owner === client) {
      this.owner = undefined;
      if (!this.broken) this.abandon();
    }
    this.serve();
  }

  /** Ends what a client left behind: an unfinished extended request first, then its transaction. */
  private abandon(): void {
    this.execute(message('S', ''));
    if (!this.broken && this.backend.isInTransaction()) this.execute(ROLLBACK);
  }

  private serve(): void {
    for (let client = this.nextClient(); client !== undefined && !this.broken; client = this.nextClient()) {
      const request = client.requests.shift();
      this.waiting.delete(client);
      if (client.requests.length > 0) this.waiting.add(client);
      if (request !== undefined) this.run(client, request);
    }
    this.watchOwner();
  }

  private nextClient(): Client | undefined {
    if (this.owner !== undefined) return this.waiting.has(this.owner) ? this.owner : undefined;
    const [first] = this.waiting;
    return first;
  }

  private run(client: Client, request: Request): void {
    if (request.kind === 'ssl') return void client.socket.write(NO_SSL);
    if (request.kind === 'cancel' || request.kind === 'goodbye') return void client.socket.end();
    const bytes = isCopyIn(request.bytes) ? REFUSE_COPY_IN : request.bytes;
    const answer = this.plans.run(bytes, (whole) => this.execute(whole));
    if (answer === undefined) return;
    if (answer.length > 0 && client.socket.writable) client.socket.write(answer);
    this.owner = !request.complete || this.backend.isInTransaction() ? client : undefined;
  }

  private execute(bytes: Uint8Array): Uint8Array | undefined {
    try {
      return this.backend.execProtocolRawSync(bytes);
    } catch (error) {
      this.broken = true;
      for (const { socket } of this.clients) socket.destroy();
      this.options.onBroken(error);
      return undefined;
    }
  }

  /** One open transaction holds up everybody, so it may not be forgotten. */
  private watchOwner(): void {
    clearTimeout(this.idleTimer);
    const { owner } = this;
    if (owner === undefined || this.waiting.size === 0) return;
    this.idleTimer = setTimeout(() => {
      if (this.owner !== owner) return;
      owner.socket.end(fatal('25P03', 'the transaction was idle for too long while others waited'));
      this.leave(owner);
    }, this.options.idleInTransactionMs);
  }
}

/** Whether a request is a `COPY … FROM STDIN`: the backend would read on where no bytes are, and never come back. */
export function isCopyIn(request: Uint8Array): boolean {
  const type = request[0];
  if (type !== QUERY && type !== PARSE) return false;
  const length = type === QUERY ? request.byteLength : Math.min(request.byteLength, LONGEST_COPY);
  return COPY_IN.test(Buffer.from(request.buffer, request.byteOffset, length).toString('latin1'));
}

function message(type: string, body: string): Uint8Array {
  const text = Buffer.from(body, 'utf8');
  const bytes = Buffer.alloc(5 + text.length);
  bytes.write(type, 0, 'latin1');
  bytes.writeUInt32BE(4 + text.length, 1);
  text.copy(bytes, 5);
  return new Uint8Array(bytes);
}

function fatal(sqlState: string, words: string): Uint8Array {
  return message('E', `SFATAL\0VFATAL\0C${sqlState}\0M${words}\0\0`);
}
