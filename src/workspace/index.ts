import type { Slice } from '../platform/slice.ts';

export const workspace: Slice = { name: 'workspace' };
