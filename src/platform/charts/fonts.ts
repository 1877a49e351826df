import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';
import { z } from 'zod';
import { type Subset, subsetsFor, subsetsOf } from './ranges.ts';

/**
 * The bundled fonts. Noto Sans SC comes as about a hundred files of some hundred characters each; all of them in two
 * weights take 100 ms and 12 MB, while a chart needs five or ten. So the files are registered when a text first needs them,
 * all under one family name, which the canvas treats as one font.
 */
const PACKAGES = [
  { family: 'Pacer Latin', folder: 'inter' },
  { family: 'Pacer Han', folder: 'noto-sans-sc' },
] as const;

const WEIGHTS = [400, 600] as const;

/** The family list for every `ctx.font`: Latin first, so that digits are the same in both languages. */
export const FAMILY = PACKAGES.map(({ family }) => `"${family}"`).join(', ');

const require = createRequire(import.meta.url);

interface Package {
  readonly family: string;
  readonly folder: string;
  readonly directory: string;
  readonly subsets: readonly Subset[];
}

let packages: readonly Package[] | undefined;

const load = (): readonly Package[] =>
  PACKAGES.map(({ family, folder }) => {
    const path = require.resolve(`@fontsource/${folder}/unicode.json`);
    const unicode = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(path, 'utf8')));
    return { family, folder, directory: join(dirname(path), 'files'), subsets: subsetsOf(unicode) };
  });

function register({ family, folder, directory }: Package, subset: string): void {
  // The canvas keeps fonts for the whole process, not per thread, and would keep a second copy. The alias is a marker that
  // other threads, and threads that replace this one, can see.
  const marker = `${family} ${subset}`;
  if (GlobalFonts.has(marker)) return;
  for (const weight of WEIGHTS) {
    const path = join(directory, `${folder}-${subset}-${weight}-normal.woff2`);
    if (GlobalFonts.registerFromPath(path, family) === null) throw new Error(`Cannot read the font ${path}`);
  }
  GlobalFonts.setAlias(family, marker);
}

/** Makes every character of `text` drawable that the bundled fonts have. Throws where a font file is missing. */
export function registerFontsFor(text: string): void {
  packages ??= load();
  for (const one of packages) for (const subset of subsetsFor(text, one.subsets)) register(one, subset);
}
