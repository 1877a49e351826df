import type { WorkspaceInfo } from '../../src/platform/slice.ts';

/** A workspace as handlers are given it, for benchmarks that call them by themselves. */
export const workspaceOf = (id: string): WorkspaceInfo => ({
  ...{ id, name: 'Bench', locale: 'en', tz: 'UTC', currency: 'USD', fiscalYearStart: 1 },
  ...{ boardChannelId: null, playbookVersion: 1, settings: {} },
});
