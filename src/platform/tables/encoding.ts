/** Which encoding a text file is written in, whatever wrote it. Pure: bytes are handed in chunk by chunk. */

/**
 * Finds out the encoding of a file of any size: UTF-8 and UTF-16 with or without a byte order mark, what Excel in Chinese writes (GB18030), and
 * what Excel in western Europe writes (Windows-1252). Every byte is looked at, since the first accent may stand in the last line.
 */
export class EncodingGuess {
  #marked: string | undefined;
  #isFirst = true;
  #utf8: InstanceType<typeof TextDecoder> | undefined = new TextDecoder('utf-8', { fatal: true });
  /** Runs of high bytes so far: of even and of odd length, and the one that the last chunk ended in. */
  #even = 0;
  #odd = 0;
  #run = 0;

  see(chunk: Uint8Array): void {
    if (this.#isFirst) this.#marked = markOf(chunk) ?? sixteenBits(chunk);
    this.#isFirst = false;
    if (this.#marked !== undefined) return;
    try {
      this.#utf8?.decode(chunk, { stream: true });
    } catch {
      this.#utf8 = undefined;
    }
    for (const byte of chunk) this.#count(byte);
  }

  /** The name by which `TextDecoder` knows it. */
  result(): string {
    if (this.#marked !== undefined) return this.#marked;
    if (this.#endsAsUtf8()) return 'utf-8';
    this.#count(0);
    return this.#even > this.#odd ? 'gb18030' : 'windows-1252';
  }

  #endsAsUtf8(): boolean {
    try {
      this.#utf8?.decode();
      return this.#utf8 !== undefined;
    } catch {
      return false;
    }
  }

  /** Chinese letters come as pairs of high bytes, accented western ones mostly alone between plain letters. */
  #count(byte: number): void {
    if (byte >= 0x80) {
      this.#run += 1;
      return;
    }
    if (this.#run % 2 === 1) this.#odd += 1;
    else if (this.#run > 0) this.#even += 1;
    this.#run = 0;
  }
}

/** The text of a small file, whole. */
export function decode(bytes: Uint8Array): string {
  const guess = new EncodingGuess();
  guess.see(bytes);
  return new TextDecoder(guess.result()).decode(bytes).replace(/^\uFEFF/u, '');
}

function markOf([a, b]: Uint8Array): string | undefined {
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : undefined;
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
