import type { NewActivity } from '../../src/activities/activity.ts';
import { localDate } from '../../src/kpi/localDate.ts';

/** A fact with what matters to a test; the rest is a plain call. */
export function activity(fields: Partial<NewActivity> = {}): NewActivity {
  return {
    typeKey: 'call',
    localDate: localDate('2026-11-23'),
    quantity: 100n,
    amount: null,
    original: null,
    customer: null,
    channel: '',
    campaign: '',
    region: '',
    product: '',
    note: '',
    shares: null,
    ...fields,
  };
}
