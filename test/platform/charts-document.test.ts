import { describe, expect, test } from 'vitest';
import { documentNow } from '../../src/platform/charts/document.ts';
import { wrapped } from '../../src/platform/charts/wrap.ts';
import { scorecardZh } from './charts-support/samples.ts';

describe('a document', () => {
  test('breaks lines at spaces and beside Chinese characters; a word that is too wide is broken', () => {
    const measure = (part: string): number => part.length;
    expect(wrapped('three little words', 10, measure)).toEqual(['three', 'little', 'words']);
    expect(wrapped('今天打了很多电话', 3, measure)).toEqual(['今天打', '了很多', '电话']);
    expect(wrapped('今天好，明天', 3, measure)).toEqual(['今天', '好，明', '天']);
    expect(wrapped('abcdefgh', 3, measure)).toEqual(['abc', 'def', 'gh']);
    expect(wrapped('one\n\ntwo', 10, measure)).toEqual(['one', '', 'two']);
  });

  test('is a PDF with its fonts in it, over as many pages as it takes', () => {
    const lines = Array.from({ length: 90 }, (_, index) => ({
      text: `第 ${index} 行 AT&T`,
      right: '120 分',
    }));
    const bytes = documentNow({
      ...{ title: '李雷', subtitle: '2026年第三季度', chart: scorecardZh, foot: '{page} / {pages}' },
      parts: [{ title: '明细', lines }],
    });
    const text = bytes.toString('latin1');
    expect(text.startsWith('%PDF-')).toBe(true);
    expect(text).toMatch(/\/Count 3\b/);
    expect(text).toContain('FontFile2');
    expect(text).toContain('NotoSansSC');
  });
});
