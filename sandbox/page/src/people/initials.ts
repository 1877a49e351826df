/** One or two letters for an avatar: first and last word's, or the given name of a Chinese name (its last two characters). */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = Array.from(words[0] ?? '?');
  if (/\p{Script=Han}/u.test(first.join(''))) return first.slice(-2).join('');
  const last = Array.from(words.length > 1 ? (words.at(-1) ?? '') : '');
  return `${first[0] ?? ''}${last[0] ?? ''}`.toUpperCase();
}
