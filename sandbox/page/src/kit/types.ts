import type { Block, Json } from '../../../contract.ts';

/*
 * Block Kit as the page reads it: aliases and not interfaces, so that their values are also the contract's JSON and go back to
 * the server without a cast. The server has checked shapes and limits; the page trusts them and catches what still breaks.
 */

export type Text = { type: 'plain_text' | 'mrkdwn'; text: string; emoji?: boolean; verbatim?: boolean };
export type Option = { text: Text; value: string; description?: Text; url?: string };
export type OptionGroup = { label: Text; options: Option[] };
export type Confirm = { title: Text; text: Text; confirm: Text; deny: Text; style?: 'primary' | 'danger' };

type Interactive = { action_id: string; confirm?: Confirm; focus_on_load?: boolean; placeholder?: Text };

export type Button = Interactive & {
  type: 'button';
  text: Text;
  value?: string;
  url?: string;
  style?: 'primary' | 'danger';
  accessibility_label?: string;
};
export type Overflow = Interactive & { type: 'overflow'; options: Option[] };

export const PICKER_TYPES = [
  'static_select',
  'multi_static_select',
  'external_select',
  'multi_external_select',
  'users_select',
  'multi_users_select',
  'conversations_select',
  'multi_conversations_select',
  'channels_select',
  'multi_channels_select',
] as const;
export type Picker = Interactive & {
  type: (typeof PICKER_TYPES)[number];
  options?: Option[];
  option_groups?: OptionGroup[];
  initial_option?: Option;
  initial_options?: Option[];
  initial_user?: string;
  initial_users?: string[];
  initial_conversation?: string;
  initial_conversations?: string[];
  default_to_current_conversation?: boolean;
  filter?: { include?: string[]; exclude_bot_users?: boolean };
  initial_channel?: string;
  initial_channels?: string[];
  max_selected_items?: number;
  min_query_length?: number;
};
export type Choices = Interactive & {
  type: 'checkboxes' | 'radio_buttons';
  options: Option[];
  initial_option?: Option;
  initial_options?: Option[];
};
export type TextInput = Interactive & {
  type: 'plain_text_input' | 'number_input' | 'email_text_input' | 'url_text_input';
  initial_value?: string;
  multiline?: boolean;
  min_length?: number;
  max_length?: number;
  is_decimal_allowed?: boolean;
  min_value?: string;
  max_value?: string;
  dispatch_action_config?: { trigger_actions_on?: string[] };
};
export type Moment = Interactive & {
  type: 'datepicker' | 'timepicker' | 'datetimepicker';
  initial_date?: string;
  initial_time?: string;
  initial_date_time?: number;
};
export type FileInput = Interactive & { type: 'file_input'; filetypes?: string[]; max_files?: number };
export type Picture = {
  type: 'image';
  image_url?: string;
  slack_file?: { id?: string; url?: string };
  alt_text: string;
};

/** What holds a value that `view.state` reports. */
export type Stateful = Picker | Choices | TextInput | Moment | FileInput;
export type Element = Stateful | Button | Overflow;

type Base = { block_id: string };
export type SectionBlock = Base & {
  type: 'section';
  text?: Text;
  fields?: Text[];
  accessory?: Element | Picture;
  expand?: boolean;
};
export type InputBlock = Base & {
  type: 'input';
  label: Text;
  element: Stateful;
  hint?: Text;
  optional?: boolean;
  dispatch_action?: boolean;
};
export type ActionsBlock = Base & { type: 'actions'; elements: Element[] };
export type ContextBlock = Base & { type: 'context'; elements: (Picture | Text)[] };
export type HeaderBlock = Base & { type: 'header'; text: Text };
export type ImageBlock = Base & Picture & { title?: Text };
export type MarkdownBlock = Base & { type: 'markdown'; text: string };
export type DividerBlock = Base & { type: 'divider' };
export type RichTextBlock = Base & { type: 'rich_text'; elements: RichPart[] };
export type TableBlock = Base & {
  type: 'table';
  rows: TableCell[][];
  column_settings?: ({ align?: 'left' | 'center' | 'right'; is_wrapped?: boolean } | null)[];
};
export type TableCell =
  | { type: 'raw_text'; text: string }
  | { type: 'raw_number'; value?: number; text?: string }
  | { type: 'rich_text'; elements: RichPart[] };

export type RichStyle = {
  bold?: boolean;
  italic?: boolean;
  strike?: boolean;
  code?: boolean;
  underline?: boolean;
};
export type RichLeaf = { style?: RichStyle } & (
  | { type: 'text'; text: string }
  | { type: 'link'; url: string; text?: string }
  | { type: 'emoji'; name: string; unicode?: string }
  | { type: 'user'; user_id: string }
  | { type: 'usergroup'; usergroup_id: string }
  | { type: 'channel'; channel_id: string }
  | { type: 'broadcast'; range: string }
  | { type: 'color'; value: string }
  | { type: 'date'; timestamp: number; format: string; url?: string; fallback?: string }
);
export type RichSection = { type: 'rich_text_section'; elements: RichLeaf[] };
export type RichPart =
  | RichSection
  | {
      type: 'rich_text_list';
      style: 'bullet' | 'ordered';
      indent?: number;
      offset?: number;
      elements: RichSection[];
    }
  | { type: 'rich_text_quote'; elements: RichLeaf[] }
  | { type: 'rich_text_preformatted'; elements: RichLeaf[] };

export type KitBlock =
  | SectionBlock
  | InputBlock
  | ActionsBlock
  | ContextBlock
  | HeaderBlock
  | ImageBlock
  | MarkdownBlock
  | DividerBlock
  | RichTextBlock
  | TableBlock;

const BLOCK_TYPES: readonly string[] = [
  'section',
  'input',
  'actions',
  'context',
  'header',
  'image',
  'markdown',
  'divider',
  'rich_text',
  'table',
] satisfies KitBlock['type'][];

/** Whether the page knows how to draw this block. */
export const isKitBlock = (block: Block): block is KitBlock => BLOCK_TYPES.includes(block.type);

/** One entry of `view.state.values`. */
export type Value = { type: string; [key: string]: Json };
