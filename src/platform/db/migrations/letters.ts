import { ColumnTypeEnum, type SqlResultSet } from '@prisma/driver-adapter-utils';
import type pg from 'pg';

// The catalogue's one-letter columns have the type "char". Prisma's adapter does not know it, and the schema engine
// insists on it. So the column's type is changed on the way in to one that the adapter takes, and noted; on the way out
// the engine is told what it was.

/** Which columns of a result, found by its array of rows, are one letter wide. */
export type Letters = WeakMap<object, number[]>;

const CHAR = 18;
const TEXT = 25;

/** The pool, except that its results have no column of type "char"; those that had one are noted. */
export function notingLetters(pool: pg.Pool, letters: Letters): pg.Pool {
  const query = async (config: pg.QueryArrayConfig<unknown[]>) => {
    const result = await pool.query<unknown[], unknown[]>(config);
    const found = [...result.fields.keys()].filter((column) => result.fields[column]?.dataTypeID === CHAR);
    for (const field of result.fields) if (field.dataTypeID === CHAR) field.dataTypeID = TEXT;
    letters.set(result.rows, found);
    return result;
  };
  return new Proxy(pool, {
    get: (target, key) => (key === 'query' ? query : Reflect.get(target, key, target)),
  });
}

/** The result as the schema engine expects it. */
export function typedAsLetters(result: SqlResultSet, letters: Letters): SqlResultSet {
  const columns = letters.get(result.rows) ?? [];
  const columnTypes = result.columnTypes.map((type, column) =>
    columns.includes(column) ? ColumnTypeEnum.Character : type,
  );
  return { ...result, columnTypes };
}
