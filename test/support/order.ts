import { readFileSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes long, the longest first: a process of its own; an app, or everything that an app builds; a database or a workspace. */
const longest = [
  /support\/(pacer|child)\.ts'|node:child_process/,
  /support\/(office|publicApp)\.ts'|manyTimes\(|built\/index\.ts'/,
  /support\/(db|sandboxBench)\.ts'|sandbox\/driver\.ts'/,
];

/**
 * The order of the files where none of them ran before, as in CI: by what they import, so that no slow one runs alone at the end. Afterwards
 * vitest knows better.
 */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    if (files.some((file) => this.ctx.cache.getTestSpecificationResult(file) !== undefined)) return sorted;
    // A process serves one project: its files stay together.
    const projects = [...new Set(sorted.map(({ project }) => project.name))];
    const place = new Map(
      sorted.map((file) => [file, projects.indexOf(file.project.name) * 10 + rankOf(file)]),
    );
    return sorted.toSorted((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const source = readFileSync(moduleId, 'utf8');
  const found = longest.findIndex((form) => form.test(source));
  return found === -1 ? longest.length : found;
}
