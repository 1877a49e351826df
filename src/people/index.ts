import type { Slice } from '../platform/slice.ts';

export const people: Slice = { name: 'people' };
