import { createHash } from 'node:crypto';

/** The consent page's only style sheet: paper, ink and one green, as on the workspace's page. */
export const STYLE = `
:root { color-scheme: light dark; --paper: #f2f0ea; --surface: #fff; --ink: #1d2226; --soft: #565e65; --line: #e5e2da;
  --strong: #8b8d85; --accent: #1f6f5c; --on-accent: #fff; --accent-soft: #e2efeb; --danger: #b3362d; }
@media (prefers-color-scheme: dark) { :root { --paper: #161819; --surface: #1f2325; --ink: #e9e7e1; --soft: #a9b0b5;
  --line: #33393c; --strong: #7d868b; --accent: #58b39b; --on-accent: #10221d; --accent-soft: #20352f; --danger: #f08b82; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px 16px; background: var(--paper);
  color: var(--ink); font: 16px/1.5 Inter, "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; }
main { width: 100%; max-width: 520px; background: var(--surface); border: 1px solid var(--line); border-radius: 18px;
  padding: 32px; box-shadow: 0 1px 2px rgb(40 36 25 / 6%), 0 6px 24px rgb(40 36 25 / 10%); overflow-wrap: anywhere; }
.badge { width: 56px; height: 56px; border-radius: 14px; display: block; }
h1 { font-size: 24px; line-height: 1.25; letter-spacing: -0.01em; margin: 16px 0 6px; }
h2 { font-size: 14px; line-height: 1.4; margin: 24px 0 8px; }
p { margin: 0 0 8px; color: var(--soft); }
label { display: block; font-size: 14px; font-weight: 600; margin: 24px 0 6px; }
select { width: 100%; font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--strong);
  border-radius: 10px; padding: 10px 12px; min-height: 46px; text-overflow: ellipsis; }
.hint, .fine { font-size: 13px; }
.hint { margin-top: 6px; }
ul { list-style: none; margin: 0; padding: 0; border: 1px solid var(--line); border-radius: 12px; }
li { padding: 8px 14px; }
li code { display: block; }
li + li { border-top: 1px solid var(--line); }
code { font: 12px/1.6 ui-monospace, "SF Mono", "DejaVu Sans Mono", Menlo, monospace; color: var(--soft); }
.buttons { display: flex; gap: 12px; margin: 28px 0 20px; }
button { font: inherit; font-weight: 600; border-radius: 10px; padding: 10px 20px; min-height: 46px; cursor: pointer; flex: 1;
  border: 1px solid var(--strong); background: transparent; color: inherit; }
button.allow { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button:hover { filter: brightness(0.94); }
button:focus-visible, select:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.problem { color: var(--danger); font-size: 14px; }
.fine { border-top: 1px solid var(--line); padding-top: 16px; margin: 0; }
@media (max-width: 480px) { body { place-items: start stretch; padding: 0; background: var(--surface); }
  main { border: 0; border-radius: 0; box-shadow: none; padding: 24px 20px; } h1 { font-size: 22px; } }
`;

/** Nothing but this style sheet may be used; there is no script at all. */
export const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
