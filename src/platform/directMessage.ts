import { z } from 'zod';

/** A message to Pacer in its direct message, as far as it is of use here. */
export const directMessage = z.object({
  user: z.string(),
  channel: z.string(),
  text: z.string().default(''),
  ts: z.string(),
  files: z
    .array(
      z.object({
        id: z.string(),
        name: z.string().default(''),
        mimetype: z.string().default(''),
        // Where Slack cannot be asked for it (a gateway without files.info).
        url_private_download: z.string().optional(),
      }),
    )
    .default([]),
});
export type DirectMessage = z.infer<typeof directMessage>;

type File = DirectMessage['files'][number];

/** A table, or a file of another kind that holds one and can be saved as one. */
export function isTableFile({ name, mimetype }: File): boolean {
  // A playbook (src/playbook/file) comes as plain text, too.
  if (/\.ya?ml$/iu.test(name)) return false;
  if (/\.(?:csv|tsv|txt|xls[xmb]?|ods|numbers)$/iu.test(name)) return true;
  return /^text\/(?:csv|plain|tab-separated-values)|spreadsheet|excel/iu.test(mimetype);
}
