import { createHash } from 'node:crypto';
import type { Locale } from '../../platform/words.ts';

/** Text for HTML, also inside an attribute. */
export function escapeHtml(text: string): string {
  const signs: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}

const css = `
:root { color-scheme: light dark; --ink: #1d2733; --soft: #55606e; --paper: #f6f7f9; --card: #fff; --line: #dfe3e8; --brand: #1d3b53; --on: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecf1; --soft: #a9b4c0; --paper: #12181f; --card: #1b232c; --line: #303b47; --brand: #8fc1e8; --on: #10202d; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px 16px; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif; }
main { width: 100%; max-width: 560px; background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 32px 28px; }
svg { display: block; margin-bottom: 18px; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 10px; }
h2 { font-size: 1rem; margin: 28px 0 6px; }
p { margin: 0 0 14px; }
.soft, li { color: var(--soft); font-size: .94rem; }
ul { margin: 0 0 14px; padding-left: 20px; }
.actions { display: flex; flex-wrap: wrap; gap: 12px; margin: 22px 0 18px; }
a.main { background: var(--brand); color: var(--on); border: 1px solid var(--brand); }
a.other { color: var(--ink); border: 1px solid var(--line); }
.actions a { display: inline-block; padding: 11px 20px; border-radius: 9px; font-weight: 600; text-decoration: none; }
a:focus-visible { outline: 3px solid var(--brand); outline-offset: 3px; }
`;

const mark =
  '<svg width="44" height="44" viewBox="0 0 44 44" aria-hidden="true"><rect width="44" height="44" rx="11" fill="#1d3b53"/><path d="M9 30l8-9 6 5 11-13" fill="none" stroke="#fff" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round"/></svg>';

/** The headers of every page: nothing is loaded from anywhere, nobody frames it, nothing of it is kept. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(css).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
  Vary: 'Accept-Language',
};

/** A whole page around a body that is HTML already. */
export function page(locale: Locale, title: string, body: string): string {
  const lang = locale === 'zh' ? 'zh-CN' : 'en';
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style>${css}</style></head>
<body><main>${mark}<h1>${escapeHtml(title)}</h1>${body}</main></body></html>
`;
}

/** A link that looks like a button. `look`: the one thing to do, or another one. */
export function linkButton(text: string, address: string, look: 'main' | 'other'): string {
  return `<a class="${look}" href="${escapeHtml(address)}">${escapeHtml(text)}</a>`;
}
