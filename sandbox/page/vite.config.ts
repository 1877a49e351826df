import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { emojiNames } from './plugins/emoji-names.ts';
import { woff2Only } from './plugins/woff2-only.ts';

// The page is built once, at `npm install`, and served by the sandbox. While working on it, run `npx vite --config
// sandbox/page/vite.config.ts` beside a running sandbox: everything below /page/ is passed on to it.
const sandbox = process.env['SANDBOX_PAGE'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), emojiNames(), woff2Only()],
  build: { outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 2048, reportCompressedSize: false },
  server: { proxy: { '/page': { target: sandbox, ws: true }, '/files': sandbox } },
});
