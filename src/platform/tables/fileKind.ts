/** What a file is by its first bytes, whatever it is called. */

export const FILE_KINDS = [
  'text',
  'zip',
  'excel 97',
  'encrypted excel',
  'pdf',
  'picture',
  'archive',
  'web page',
  'unknown',
] as const;
export type FileKind = (typeof FILE_KINDS)[number];

const SIGNS: readonly (readonly [string, FileKind])[] = [
  ['504b0304', 'zip'],
  ['504b0506', 'zip'],
  ['25504446', 'pdf'],
  ['89504e47', 'picture'],
  ['ffd8ff', 'picture'],
  ['47494638', 'picture'],
  ['52494646', 'picture'],
  ['1f8b', 'archive'],
  ['377abcaf271c', 'archive'],
  ['526172211a07', 'archive'],
];
/** The container of old Office files, and of new ones with a password. */
const COMPOUND = 'd0cf11e0a1b11ae1';
const UTF16_PASSWORD = Buffer.from('EncryptedPackage', 'utf16le');

/** How many bytes of the beginning are looked at. */
export const HEAD_BYTES = 65_536;

/** The kind of a file by its beginning (at least {@link HEAD_BYTES} of it, or all). */
export function fileKindOf(head: Uint8Array): FileKind {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const hex = bytes.subarray(0, 8).toString('hex');
  if (hex === COMPOUND) return bytes.includes(UTF16_PASSWORD) ? 'encrypted excel' : 'excel 97';
  const sign = SIGNS.find(([start]) => hex.startsWith(start));
  if (sign !== undefined) return sign[1];
  if (/^\s*(?:<!doctype html|<html|<\?xml|<table)/iu.test(bytes.subarray(0, 200).toString('latin1')))
    return 'web page';
  return isText(bytes) ? 'text' : 'unknown';
}

/** Text has no zero bytes but those of UTF-16, which has them in every other place, and few other control signs. */
function isText(bytes: Buffer): boolean {
  const marked = bytes.length >= 2 && (bytes.readUInt16BE(0) === 0xfffe || bytes.readUInt16BE(0) === 0xfeff);
  if (marked) return true;
  let odd = 0;
  let even = 0;
  let controls = 0;
  bytes.forEach((byte, index) => {
    if (byte === 0 && index % 2 === 0) even += 1;
    else if (byte === 0) odd += 1;
    else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27)) controls += 1;
  });
  const isSixteen = (even === 0) !== (odd === 0);
  if (odd + even > 0 && !isSixteen) return false;
  return controls <= bytes.length / 100;
}
