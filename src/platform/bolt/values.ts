import type { ViewStateValue } from '@slack/bolt';
import type { View } from '@slack/types';
import { keepable } from '../normalise.ts';
import type { ViewValues } from '../slice.ts';
import type { Locale } from '../words.ts';

/** The value of one input of a modal as text: '' when empty, several joined with a comma. */
function valueOfInput(input: ViewStateValue): string {
  return (
    input.value ??
    input.selected_option?.value ??
    input.selected_date ??
    input.selected_time ??
    input.selected_user ??
    input.selected_conversation ??
    input.selected_channel ??
    input.selected_users?.join(',') ??
    input.selected_channels?.join(',') ??
    input.selected_conversations?.join(',') ??
    input.selected_options?.map((option) => option.value).join(',') ??
    // A file that was handed in with a form may be known by its address alone (platform/slackFiles.ts).
    input.files
      ?.map((file) => `${file.id} ${file.url_private_download ?? file.url_private ?? ''}`.trim())
      .join(',') ??
    ''
  );
}

/** `view.state.values` with one value per block. */
export function flatten(state: Record<string, Record<string, ViewStateValue>>): ViewValues {
  const values: Record<string, string> = {};
  for (const [blockId, inputs] of Object.entries(state)) {
    const first = Object.values(inputs)[0];
    if (first !== undefined) values[blockId] = keepable(valueOfInput(first));
  }
  return values;
}

/** What travels in a view's private_metadata: hints for the answer's place and language beside the slice's own. */
export interface Envelope {
  channelId: string | undefined;
  locale: Locale;
  metadata: string;
}

/** The view with the platform's hints around the slice's private_metadata. */
export function wrap(view: View, channelId: string | undefined, locale: Locale): View {
  const metadata = 'private_metadata' in view ? view.private_metadata : '';
  return { ...view, private_metadata: JSON.stringify({ c: channelId ?? '', l: locale, m: metadata ?? '' }) };
}

/** The hints of a view; a view that carries none has empty ones. */
export function unwrap(privateMetadata: string | undefined): Envelope {
  try {
    const { c, l, m } = JSON.parse(privateMetadata || '{}') as { c?: string; l?: string; m?: string };
    return { channelId: c || undefined, locale: l === 'zh' ? 'zh' : 'en', metadata: m ?? '' };
  } catch {
    return { channelId: undefined, locale: 'en', metadata: '' };
  }
}
