const PARSE = 'P'.charCodeAt(0);
const PARSED = Uint8Array.of('1'.charCodeAt(0), 0, 0, 0, 4);
const REFUSED = 'E'.charCodeAt(0);

/** Statements with names of this form may be shared: the rest of the name is made from the text, so that one name means one text. */
export const SHARED_NAME = /^pacer_[0-9a-f]{16,}$/;

/** Whatever answers requests. */
type Execute = (request: Uint8Array) => Uint8Array | undefined;

/**
 * Lets clients share prepared statements. To them each connection is a session of its own, and each prepares what it runs; to the one
 * session that they really share, the second preparation under a name would be an error. It is left out, and answered as if it had been done.
 */
export class SharedPlans {
  private readonly known = new Set<string>();

  /** Runs a request through `execute`. */
  run(request: Uint8Array, execute: Execute): Uint8Array | undefined {
    const name = preparedIn(request);
    if (name === undefined) return execute(request);
    if (this.known.has(name)) return joined(PARSED, execute(request.subarray(endOfFirst(request))));
    const answer = execute(request);
    if (answer !== undefined && answer.length > 0 && answer[0] !== REFUSED) this.known.add(name);
    return answer;
  }
}

/** The shared name that a request begins by preparing. */
function preparedIn(request: Uint8Array): string | undefined {
  if (request[0] !== PARSE) return undefined;
  const end = request.indexOf(0, 5);
  const name = Buffer.from(request.buffer, request.byteOffset + 5, end - 5).toString('latin1');
  return SHARED_NAME.test(name) ? name : undefined;
}

/** Where the first message of a request ends: one byte of type, four of length (which counts itself). */
function endOfFirst(request: Uint8Array): number {
  return 1 + Buffer.from(request.buffer, request.byteOffset, request.byteLength).readUInt32BE(1);
}

function joined(first: Uint8Array, rest: Uint8Array | undefined): Uint8Array | undefined {
  return rest === undefined ? undefined : Buffer.concat([first, rest]);
}
