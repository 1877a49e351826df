/** What may expectedly be wrong with a database when the app starts. */
export const DB_PROBLEMS = [
  'in-use',
  'unusable',
  'newer',
  'changed',
  'failed-migration',
  'unreachable',
  'unsupported',
  'broken',
] as const;
export type DbProblemKind = (typeof DB_PROBLEMS)[number];

/**
 * Expected trouble with the database. The message is for a person: what is wrong, where (variable or directory), and
 * what to do. It holds no password.
 */
export class DbProblem extends Error {
  readonly kind: DbProblemKind;
  /** Process that owns the directory, for `in-use`. */
  readonly ownerPid: number | undefined;

  constructor(kind: DbProblemKind, message: string, options: { cause?: unknown; ownerPid?: number } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'DbProblem';
    this.kind = kind;
    this.ownerPid = options.ownerPid;
  }
}
