import { describe, expect, test } from 'vitest';
import {
  a,
  actions,
  address,
  button,
  type Case,
  confirm,
  longer,
  many,
  messageProblems,
  more,
  option,
  options,
  plain,
  section,
  select,
} from './build.ts';

const ELEMENTS: Case[] = [
  [
    'button text',
    [actions(button({ text: plain(a(75)) }))],
    [actions(button({ text: plain(a(76)) }))],
    longer(75, '/blocks/0/elements/0/text/text'),
  ],
  [
    'button value',
    [actions(button({ value: a(2000) }))],
    [actions(button({ value: a(2001) }))],
    longer(2000, '/blocks/0/elements/0/value'),
  ],
  [
    'button url',
    [actions(button({ url: address(3000) }))],
    [actions(button({ url: address(3001) }))],
    longer(3000, '/blocks/0/elements/0/url'),
  ],
  [
    'button url of the web',
    [actions(button({ url: 'http://127.0.0.1:4000/x?y=1' }))],
    [actions(button({ url: 'acme.com' }))],
    'invalid url [json-pointer:/blocks/0/elements/0/url]',
  ],
  [
    'option text',
    [actions(select({ options: [{ text: plain(a(75)), value: 'v' }] }))],
    [actions(select({ options: [{ text: plain(a(76)), value: 'v' }] }))],
    longer(75, '/blocks/0/elements/0/options/0/text/text'),
  ],
  [
    'option value',
    [actions(select({ options: [{ text: plain('o'), value: a(75) }] }))],
    [actions(select({ options: [{ text: plain('o'), value: a(76) }] }))],
    longer(75, '/blocks/0/elements/0/options/0/value'),
  ],
  [
    'option description',
    [actions(select({ options: [option(1, { description: plain(a(75)) })] }))],
    [actions(select({ options: [option(1, { description: plain(a(76)) })] }))],
    longer(75, '/blocks/0/elements/0/options/0/description/text'),
  ],
  [
    'select',
    [actions(select({ options: options(100) }))],
    [actions(select({ options: options(101) }))],
    more(100, '/blocks/0/elements/0/options'),
  ],
  [
    'groups',
    [
      actions({
        type: 'static_select',
        option_groups: many(100, (i) => ({ label: plain('g'), options: [option(i)] })),
      }),
    ],
    [
      actions({
        type: 'static_select',
        option_groups: many(101, (i) => ({ label: plain('g'), options: [option(i)] })),
      }),
    ],
    more(100, '/blocks/0/elements/0/option_groups'),
  ],
  [
    'placeholder',
    [actions(select({ placeholder: plain(a(150)) }))],
    [actions(select({ placeholder: plain(a(151)) }))],
    longer(150, '/blocks/0/elements/0/placeholder/text'),
  ],
  [
    'initial option',
    [actions(select({ initial_option: option(1) }))],
    [actions(select({ initial_option: option(7) }))],
    'must match one of the options [json-pointer:/blocks/0/elements/0/initial_option]',
  ],
  [
    'overflow',
    [section({ accessory: { type: 'overflow', options: options(5) } })],
    [section({ accessory: { type: 'overflow', options: options(6) } })],
    more(5, '/blocks/0/accessory/options'),
  ],
  [
    'checkboxes',
    [actions({ type: 'checkboxes', options: options(10) })],
    [actions({ type: 'checkboxes', options: options(11) })],
    more(10, '/blocks/0/elements/0/options'),
  ],
  [
    'radio buttons',
    [actions({ type: 'radio_buttons', options: options(10) })],
    [actions({ type: 'radio_buttons', options: options(11) })],
    more(10, '/blocks/0/elements/0/options'),
  ],
  [
    'date',
    [actions({ type: 'datepicker', initial_date: '2026-02-28' })],
    [actions({ type: 'datepicker', initial_date: '28.2.2026' })],
    'must be a date in the format YYYY-MM-DD [json-pointer:/blocks/0/elements/0/initial_date]',
  ],
  [
    'a day of the calendar',
    [actions({ type: 'datepicker', initial_date: '2028-02-29' })],
    [actions({ type: 'datepicker', initial_date: '2026-02-29' })],
    'must be a date in the format YYYY-MM-DD [json-pointer:/blocks/0/elements/0/initial_date]',
  ],
  [
    'select of several',
    [actions({ type: 'multi_static_select', options: options(100) })],
    [actions({ type: 'multi_static_select', options: options(101) })],
    more(100, '/blocks/0/elements/0/options'),
  ],
  [
    'initial options of several',
    [actions({ type: 'multi_static_select', options: options(2), initial_options: options(2) })],
    [actions({ type: 'multi_static_select', options: options(2), initial_options: options(3) })],
    'must match one of the options [json-pointer:/blocks/0/elements/0/initial_options]',
  ],
  [
    'initial checkboxes',
    [actions({ type: 'checkboxes', options: options(2), initial_options: [option(1)] })],
    [actions({ type: 'checkboxes', options: options(2), initial_options: [option(7)] })],
    'must match one of the options [json-pointer:/blocks/0/elements/0/initial_options]',
  ],
  [
    'initial radio button',
    [actions({ type: 'radio_buttons', options: options(2), initial_option: option(1) })],
    [actions({ type: 'radio_buttons', options: options(2), initial_option: option(1, { value: 'v2' }) })],
    'must match one of the options [json-pointer:/blocks/0/elements/0/initial_option]',
  ],
  [
    'time',
    [actions({ type: 'timepicker', initial_time: '23:59' })],
    [actions({ type: 'timepicker', initial_time: '24:00' })],
    'must be a time in the format HH:mm [json-pointer:/blocks/0/elements/0/initial_time]',
  ],
  [
    'confirm title',
    [actions(button({ confirm: confirm({ title: plain(a(100)) }) }))],
    [actions(button({ confirm: confirm({ title: plain(a(101)) }) }))],
    longer(100, '/blocks/0/elements/0/confirm/title/text'),
  ],
  [
    'confirm text',
    [actions(button({ confirm: confirm({ text: plain(a(300)) }) }))],
    [actions(button({ confirm: confirm({ text: plain(a(301)) }) }))],
    longer(300, '/blocks/0/elements/0/confirm/text/text'),
  ],
  [
    'confirm buttons',
    [actions(button({ confirm: confirm({ deny: plain(a(30)) }) }))],
    [actions(button({ confirm: confirm({ deny: plain(a(31)) }) }))],
    longer(30, '/blocks/0/elements/0/confirm/deny/text'),
  ],
];

describe('elements in a message', () => {
  test.each(ELEMENTS)('%s', (_name, inside, outside, problem) => {
    expect(messageProblems(...inside)).toEqual([]);
    expect(messageProblems(...outside)).toEqual([problem]);
  });
});
