import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { tags } from '@lezer/highlight';
import { EditorView } from '@uiw/react-codemirror';

// All colours are Backstage's own variables, which follow light and dark.
const surfaces = EditorView.theme({
  '&': {
    backgroundColor: 'var(--bui-bg-neutral-1)',
    color: 'var(--bui-fg-primary)',
    fontSize: 'var(--bui-font-size-3)',
  },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--bui-font-monospace)' },
  '.cm-content': { caretColor: 'var(--bui-fg-primary)' },
  '.cm-cursor': { borderLeftColor: 'var(--bui-fg-primary)' },
  '.cm-gutters': {
    backgroundColor: 'var(--bui-bg-neutral-2)',
    color: 'var(--bui-fg-secondary)',
    borderRight: '1px solid var(--bui-border-1)',
  },
  '.cm-activeLineGutter': { backgroundColor: 'var(--bui-bg-neutral-3)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
    { backgroundColor: 'var(--bui-announcement-bg-subdued)' },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--bui-bg-neutral-3)',
  },
  '.cm-placeholder': { color: 'var(--bui-fg-secondary)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--bui-bg-neutral-1)',
    border: '1px solid var(--bui-border-2)',
    color: 'var(--bui-fg-primary)',
  },
});

const letters = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--bui-announcement-fg-subdued)' },
  { tag: tags.string, color: 'var(--bui-positive-fg-subdued)' },
  { tag: tags.number, color: 'var(--bui-warning-fg-subdued)' },
  { tag: [tags.bool, tags.null], color: 'var(--bui-negative-fg-subdued)' },
]);

/** Colours of the editor. */
export const editorColours = [surfaces, syntaxHighlighting(letters)];
