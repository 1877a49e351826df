import type { RubricField, RubricTrouble } from '../rubric.ts';
import type { ThingKind } from './process.ts';

/** What is wrong with a definition. `by` and `near` are keys or words of other definitions. */
export type Trouble =
  | { readonly kind: 'missing' }
  /** A word with signs that `/log` would read as something else. */
  | { readonly kind: 'bad word'; readonly word: string }
  | { readonly kind: 'reserved'; readonly word: string }
  | { readonly kind: 'taken'; readonly word: string; readonly by: string }
  | { readonly kind: 'unknown'; readonly value: string; readonly near: readonly string[] }
  /** A metric divided by or compared with itself. */
  | { readonly kind: 'itself' }
  | { readonly kind: 'circle'; readonly path: readonly string[] }
  | { readonly kind: 'not additive'; readonly value: string }
  /** No activity fits all that is asked. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'no amount' }
  | { readonly kind: 'no rating' }
  /** What raters grade is not rated when it is logged. */
  | { readonly kind: 'raters rate' }
  | RubricTrouble
  | { readonly kind: 'needed'; readonly by: string }
  /** It has a past, which must stay as it was. */
  | { readonly kind: 'in use' }
  | { readonly kind: 'twice' };

/** A trouble and where it stands: the definition, and its field as the form and the file name it. */
export interface Problem {
  readonly thing: ThingKind;
  readonly key: string;
  readonly field: Field;
  readonly trouble: Trouble;
}

/** Dimensions of which people type the values. */
export const FILTER_FIELDS = ['channel', 'campaign', 'region', 'product', 'segment'] as const;
export type FilterField = (typeof FILTER_FIELDS)[number];

/** The fields of all forms; each is a block of a modal, and has its place in the file. */
export type Field =
  | (
      | 'en'
      | 'one'
      | 'other'
      | 'zh'
      | 'words'
      | 'stage'
      | 'amount'
      | 'customer'
      | 'rating'
      | 'scale'
      | 'confirmed'
      | RubricField
    )
  | ('points' | 'place' | 'state' | 'types' | 'stages' | FilterField | 'field' | 'additive' | 'numerator')
  | ('denominator' | 'of' | 'start' | 'end' | 'unit' | 'direction' | 'nature' | 'prorated' | 'kind');
