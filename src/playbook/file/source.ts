import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { FilePlan } from './plan.ts';

/** A file by its id, and its address where one came along. */
export interface FileSource {
  file: string;
  url?: string | undefined;
}

/** What the buttons of a preview carry: the file, and a digest of what was shown, so that a stale preview is noticed. */
export const sourceText = ({ file, url }: FileSource, digest: string): string =>
  JSON.stringify({ f: file, u: url, d: digest });

const carried = z.object({ f: z.string(), u: z.string().optional(), d: z.string() });

/** The file behind a button's value; undefined for anything else. */
export function sourceOf(value: string): { source: FileSource; digest: string } | undefined {
  try {
    const { f, u, d } = carried.parse(JSON.parse(value));
    return { source: { file: f, url: u }, digest: d };
  } catch {
    return undefined;
  }
}

/** Two plans with the same digest do the same. */
export function digestOf({ difference, refused }: FilePlan): string {
  const text = JSON.stringify({ difference, refused });
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

const message = z.object({
  user: z.string(),
  channel: z.string(),
  files: z.array(z.object({ id: z.string(), name: z.string().default('') })),
});

/** The playbook in a message to Pacer, by the name of the file. */
export function playbookIn(event: unknown): { user: string; channel: string; file: string } | undefined {
  const read = message.safeParse(event);
  if (!read.success) return undefined;
  const file = read.data.files.find(({ name }) => /\.ya?ml$/iu.test(name));
  return file === undefined ? undefined : { user: read.data.user, channel: read.data.channel, file: file.id };
}
