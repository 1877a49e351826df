/** Bigints and fractions as JSON holds them. */
export function asJson(value: unknown): object {
  return JSON.parse(
    JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? `${inner}` : inner)),
  );
}
