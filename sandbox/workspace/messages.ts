import type { Database } from './database.ts';
import type { MessageRecord } from './model.ts';

/** A stretch of a conversation. Bounds are exclusive unless `inclusive`; newest first unless `thread` is set. */
export interface Range {
  channel: string;
  oldest?: string;
  latest?: string;
  inclusive?: boolean;
  limit: number;
}

/** Messages stay in SQLite: a workspace of tens of thousands starts as fast as an empty one. */
export interface Messages {
  put(message: MessageRecord): void;
  get(channel: string, ts: string): MessageRecord | undefined;
  remove(channel: string, ts: string): void;
  /** Top-level messages, newest first. */
  history(range: Range): MessageRecord[];
  /** The parent and its replies, oldest first. */
  thread(range: Range & { parent: string }): MessageRecord[];
  /** `ts` of the newest top-level message, '0' when there is none. */
  latest(channel: string): string;
  countAfter(channel: string, ts: string): number;
}

const END = '9999999999.999999';

export function createMessages({ sql }: Database): Messages {
  const put = sql.prepare('insert or replace into messages (channel, ts, thread, body) values (?, ?, ?, ?)');
  const get = sql.prepare('select body from messages where channel = ? and ts = ?');
  const remove = sql.prepare('delete from messages where channel = ? and ts = ?');
  const history = sql.prepare(
    `select body from messages where channel = ? and thread = '' and ts > ? and ts < ? order by ts desc limit ?`,
  );
  const replies = sql.prepare(
    'select body from messages where channel = ? and thread = ? and ts > ? and ts < ? order by ts limit ?',
  );
  const latest = sql.prepare(`select max(ts) as ts from messages where channel = ? and thread = ''`);
  const count = sql.prepare(
    `select count(*) as n from (select 1 from messages where channel = ? and thread = '' and ts > ? limit 100)`,
  );
  const read = (row: Record<string, unknown>) => JSON.parse(String(row['body'])) as MessageRecord;
  const one = (channel: string, ts: string) => {
    const row = get.get(channel, ts);
    return row === undefined ? undefined : read(row);
  };
  return {
    put: (m) => void put.run(m.channel, m.ts, m.threadTs ?? '', JSON.stringify(m)),
    get: one,
    remove: (channel, ts) => void remove.run(channel, ts),
    history: (range) => history.all(range.channel, ...bounds(range), range.limit).map(read),
    thread(range) {
      const parent = one(range.channel, range.parent);
      const rest = replies.all(range.channel, range.parent, ...bounds(range), range.limit).map(read);
      return parent === undefined ? rest : [parent, ...rest];
    },
    latest: (channel) => String(latest.get(channel)?.['ts'] ?? '0'),
    countAfter: (channel, ts) => Number(count.get(channel, ts)?.['n'] ?? 0),
  };
}

/** Exclusive bounds as SQL compares them: an inclusive bound is moved by less than any `ts` can differ. */
function bounds(range: Range): [string, string] {
  const oldest = range.oldest || '0';
  const latest = range.latest || END;
  return range.inclusive ? [oldest.slice(0, -1) + before(oldest.slice(-1)), `${latest}~`] : [oldest, latest];
}

function before(digit: string): string {
  return digit === '' ? '' : `${String.fromCharCode(digit.charCodeAt(0) - 1)}~`;
}
