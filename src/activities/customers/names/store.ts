import { Prisma } from '../../../platform/db/index.ts';

/**
 * Which customer a fact belongs to. Facts keep the name that was typed; the table `customer_name` (written by src/customers) says which names
 * mean one customer, and is followed by whatever groups facts by customer. It is looked up by its key for the facts that a reading touches
 * anyway, so that no reading grows with the names of others.
 */

/** Beside a fact `a`: the row of its name, where there is one. */
export const joinName = Prisma.sql`LEFT JOIN customer_name cn ON cn.workspace_id = a.workspace_id AND cn.name_key = a.customer_key`;

/** With {@link joinName}: the key of the customer of a fact `a`. */
export const customerOf = Prisma.sql`COALESCE(cn.customer_key, a.customer_key)`;

/** With {@link joinName}: `c.keys`, under which facts of the same customer as `a` may stand. */
export const joinKeys = Prisma.sql`CROSS JOIN LATERAL (SELECT ARRAY(
  SELECT ${customerOf} UNION SELECT x.name_key FROM customer_name x
  WHERE x.workspace_id = a.workspace_id AND x.customer_key = ${customerOf}) AS keys) c`;
