/**
 * M-05: ISO 4217 codes with each currency's own exponent. The list is ISO's: `Intl` answers with CLDR's display
 * digits, which say 0 for HUF, IQD and others whose minor unit exists.
 */
const CODES_BY_EXPONENT: readonly (readonly [exponent: number, codes: string])[] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'],
  [
    2,
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP ' +
      'CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR ' +
      'IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN ' +
      'NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP ' +
      'STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG',
  ],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
];

/** An ISO 4217 code that Pacer knows, upper-case. */
export type CurrencyCode = string & { readonly __currency: true };

const EXPONENTS: ReadonlyMap<string, number> = new Map(
  CODES_BY_EXPONENT.flatMap(([exponent, codes]) => codes.split(' ').map((code) => [code, exponent] as const)),
);

/** M-05: every known code, sorted. */
export const CURRENCY_CODES: readonly string[] = [...EXPONENTS.keys()].sort();

/** M-05: whether the text is a known ISO 4217 code, upper-case. */
export function isCurrency(code: string): code is CurrencyCode {
  return EXPONENTS.has(code);
}

/** The branded code of a text known to be one; throws a RangeError otherwise. */
export function currency(code: string): CurrencyCode {
  if (isCurrency(code)) return code;
  throw new RangeError(`Not a currency (ISO 4217): ${code}`);
}

/** M-05: decimals of the minor unit: JPY 0, HUF 2, KWD 3. */
export function exponentOf(code: CurrencyCode): number {
  const exponent = EXPONENTS.get(code);
  if (exponent === undefined) throw new RangeError(`Not a currency (ISO 4217): ${code}`);
  return exponent;
}

/** Signs and words that people type, with the currencies that each may mean; the workspace's own decides between them. */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  $: ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'TWD', 'MXN', 'CLP', 'COP', 'ARS'],
  US$: ['USD'],
  CA$: ['CAD'],
  C$: ['CAD'],
  A$: ['AUD'],
  AU$: ['AUD'],
  NZ$: ['NZD'],
  S$: ['SGD'],
  HK$: ['HKD'],
  NT$: ['TWD'],
  R$: ['BRL'],
  MX$: ['MXN'],
  '€': ['EUR'],
  '£': ['GBP'],
  '¥': ['CNY', 'JPY'],
  '₹': ['INR'],
  '₩': ['KRW'],
  '₽': ['RUB'],
  '₫': ['VND'],
  '₺': ['TRY'],
  '₴': ['UAH'],
  '฿': ['THB'],
  '₪': ['ILS'],
  'CN¥': ['CNY'],
  'JP¥': ['JPY'],
  RMB: ['CNY'],
  元: ['CNY'],
  块: ['CNY'],
  人民币: ['CNY'],
  美元: ['USD'],
  美金: ['USD'],
  欧元: ['EUR'],
  英镑: ['GBP'],
  日元: ['JPY'],
  円: ['JPY'],
  港币: ['HKD'],
  港元: ['HKD'],
  新台币: ['TWD'],
  韩元: ['KRW'],
};

/** What a currency sign means beside an amount. */
export type SignMeaning =
  | { readonly kind: 'currency'; readonly code: CurrencyCode }
  | { readonly kind: 'ambiguous'; readonly codes: readonly string[] }
  | { readonly kind: 'unknown' };

/**
 * M-05: the currency of a sign, a word or a code, given the workspace's own. `$` is a dollar of the workspace, else US;
 * `¥` is the workspace's where that is CNY or JPY, else ambiguous.
 */
export function meaningOfSign(sign: string, own: CurrencyCode): SignMeaning {
  if (sign === '') return { kind: 'currency', code: own };
  const upper = sign.toUpperCase();
  if (isCurrency(upper)) return { kind: 'currency', code: upper };
  const codes = Object.hasOwn(SIGNS, upper) ? (SIGNS[upper] ?? []) : [];
  const [first] = codes;
  if (first === undefined) return { kind: 'unknown' };
  if (codes.includes(own)) return { kind: 'currency', code: own };
  if (codes.length > 1 && upper !== '$') return { kind: 'ambiguous', codes };
  return { kind: 'currency', code: currency(first) };
}
