import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { option, plainText } from '../../../platform/blocks.ts';
import type { Locale } from '../../../platform/words.ts';
import { nameOf } from '../../playbook.ts';
import { LONGEST_NAME } from '../naming.ts';
import { type FullProcess, type Thing, type ThingKind, thingsOf } from '../process.ts';
import { editWords } from '../words.ts';
import { listed, type Sheet, selectField, textField, troubleHead } from './fields.ts';

/** What a form carries with it: which definition it is about; without a key a new one, of that kind of metric. */
export interface About {
  thing: ThingKind;
  key?: string | undefined;
  metric?: string | undefined;
}

/** The display name of any definition. */
export function thingName(thing: Thing, locale: Locale): string {
  return 'en' in thing.names && typeof thing.names.en === 'string'
    ? String(thing.names[locale])
    : nameOf(thing as { names: Parameters<typeof nameOf>[0]['names'] }, locale);
}

/** A definition's name, and that it is retired where it is. */
export function listName(thing: Thing, locale: Locale): string {
  const name = thingName(thing, locale);
  return thing.isRetired ? editWords(locale)('retired', { name }) : name;
}

/** Definitions as options of a select. */
export const thingOptions = (things: readonly Thing[], locale: Locale): PlainTextOption[] =>
  things.map((thing) => option(listName(thing, locale), thing.key));

/** Names in both languages, and the other words. */
export function nameFields(sheet: Sheet): KnownBlock[] {
  return [
    ...textField(sheet, 'one', LONGEST_NAME, { hint: 'field-one-hint' }),
    ...textField(sheet, 'other', LONGEST_NAME, { hint: 'field-other-hint' }),
    ...textField(sheet, 'zh', LONGEST_NAME),
    ...textField(sheet, 'words', 1000, { hint: 'field-words-hint', optional: true }),
  ];
}

/** Where it stands among the others, and for what is there already: whether it is in use. */
export function placeFields(sheet: Sheet, { thing, key }: About, book: FullProcess): KnownBlock[] {
  const say = editWords(sheet.locale);
  const others = thingsOf(book, thing).filter((one) => one.key !== key);
  const places = others.map((one) =>
    option(say('place-after', { name: thingName(one, sheet.locale) }), `after:${one.key}`),
  );
  const states = listed(['active', 'retired', 'deleted'], 'state-', sheet.locale);
  return [
    ...selectField(sheet, 'place', [option(say('place-first'), 'first'), ...places]),
    ...(key === undefined ? [] : selectField(sheet, 'state', states)),
  ];
}

/** The place of a definition as its form says it: behind the one before, new ones behind all. */
export function placeValue(things: readonly Thing[], key: string | undefined): string {
  const at = things.findIndex((one) => one.key === key);
  const before = at === -1 ? things.at(-1) : things[at - 1];
  return before === undefined ? 'first' : `after:${before.key}`;
}

/** The modal of a form. */
export function formModal(about: About, sheet: Sheet, fields: readonly KnownBlock[]): ModalView {
  const say = editWords(sheet.locale);
  return {
    type: 'modal',
    callback_id: 'playbook.edit',
    private_metadata: JSON.stringify(about),
    title: plainText(say(`title-${about.thing}`), 24),
    submit: plainText(say('save'), 24),
    close: plainText(say('close'), 24),
    blocks: [...troubleHead(sheet, fields), ...fields],
  };
}
