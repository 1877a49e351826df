/** M-07: what people call a deal in their other books (`#A-17`), unique among the facts of a workspace that are not void. */

/** Longer is no reference. */
export const MOST_OF_REF = 40;

const REF = /^[\p{L}\p{N}][\p{L}\p{N}._/-]*$/u;

/** A reference as typed, with or without its `#`; undefined where it is none. */
export function readRef(text: string): string | undefined {
  const ref = text.normalize('NFKC').trim().replace(/^#/, '');
  return ref.length <= MOST_OF_REF && REF.test(ref) ? ref : undefined;
}

/** Two references are the same in whatever case they were typed. */
export const refKeyOf = (ref: string): string => ref.normalize('NFKC').toUpperCase();
