import { lazy, Suspense } from 'react';

/** The markdown block is rare and its parser is not small: it is fetched when the first one is shown. */
const Document = lazy(() => import('./markdown/Document.tsx'));

export function MarkdownView({ text }: { text: string }) {
  return (
    <Suspense fallback={<div className="plain">{text}</div>}>
      <Document text={text} />
    </Suspense>
  );
}
