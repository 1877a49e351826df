/**
 * The text of a CSV file whatever wrote it: UTF-8 and UTF-16 with or without a byte order mark, what Excel in Chinese writes (GB18030), and
 * what Excel in western Europe writes (Windows-1252).
 */
export function decode(bytes: Uint8Array): string {
  const text = new TextDecoder(encodingOf(bytes), { ignoreBOM: false }).decode(bytes);
  return text.replace(/^\uFEFF/u, '');
}

function encodingOf(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const sixteen = sixteenBits(bytes);
  if (sixteen !== undefined) return sixteen;
  if (isUtf8(bytes)) return 'utf-8';
  return hasPairs(bytes) ? 'gb18030' : 'windows-1252';
}

/** UTF-16 without a mark: every other byte of a header in plain letters is zero. */
function sixteenBits(bytes: Uint8Array): string | undefined {
  const head = bytes.subarray(0, 200);
  const zeros = [0, 0];
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (odd > head.length / 4 && even === 0) return 'utf-16le';
  return even > head.length / 4 && odd === 0 ? 'utf-16be' : undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Chinese letters come as pairs of high bytes, accented western ones mostly alone between plain letters. */
function hasPairs(bytes: Uint8Array): boolean {
  let [even, odd, run] = [0, 0, 0];
  for (const byte of [...bytes, 0]) {
    if (byte >= 0x80) run += 1;
    else {
      if (run > 0 && run % 2 === 0) even += 1;
      if (run % 2 === 1) odd += 1;
      run = 0;
    }
  }
  return even > odd;
}
