/** "Did you mean": the candidates whose name is nearest to what was typed. */

/** Up to three candidates by edit distance, at most a third of the letters apart, or beginning alike. Names are compared in lower case. */
export function nearest<T>(
  typed: string,
  candidates: readonly T[],
  namesOf: (candidate: T) => readonly string[],
): T[] {
  const word = typed.toLowerCase();
  const scored = candidates.map((candidate) => ({
    candidate,
    distance: distanceTo(word, namesOf(candidate)),
  }));
  return scored
    .filter(({ distance }) => distance <= Math.max(1, Math.floor(word.length / 3)))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

function distanceTo(word: string, names: readonly string[]): number {
  return Math.min(
    ...names.map((name) => (isBeginning(word, name) ? 1 : editDistance(word, name.toLowerCase()))),
  );
}

function isBeginning(word: string, name: string): boolean {
  return word.length >= 2 && name.toLowerCase().startsWith(word);
}

/** Letters to insert, delete, replace, or swap with the neighbour. */
function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const at = (r: number, c: number): number =>
        (r === i ? row[c] : rows[r]?.[c]) ?? Number.POSITIVE_INFINITY;
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped =
        a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + change, swapped));
    }
    rows.push(row);
  }
  return rows.at(-1)?.at(-1) ?? b.length;
}
