import { lazy, Suspense } from 'react';
import { Skeleton } from '@backstage/ui';
import type { CodeEditorProps } from './CodeEditor';

// CodeMirror is large; only forms that show an editor load it.
const CodeEditor = lazy(() => import('./CodeEditor'));

/** A text area for JSON with colours, folding and marks where it is not JSON. */
export function JsonEditor(props: CodeEditorProps) {
  return (
    <Suspense fallback={<Skeleton height={160} />}>
      <CodeEditor {...props} />
    </Suspense>
  );
}
