import { z } from 'zod';
import { some } from '../json.ts';
import { type Verbs, verb } from './verb.ts';

const pause = z.number().min(0).max(60_000).optional();

export const fileVerbs: Verbs = {
  /**
   * How long, in milliseconds, the workspace takes after `files.completeUploadExternal` until it shares the file, and until blocks may
   * show it (`slack_file` is refused before).
   */
  'file-pace': verb(z.object({ share: pause, process: pause }), (world, { share, process }) => {
    Object.assign(world.files.pace, some({ share, process }));
    return { ok: true, data: { ...world.files.pace } };
  }),
};
