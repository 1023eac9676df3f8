import { useMemo } from 'react';
import CodeMirror, { EditorView } from '@uiw/react-codemirror';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import { linter } from '@codemirror/lint';
import { editorColours } from './editorColours';
import styles from './editor.module.css';

/** What a JSON editor needs to know. */
export interface CodeEditorProps {
  value: string;
  onChange: (value: string) => void;
  /** Name of the editor for those who do not see it. */
  label: string;
  /** Id of the element that tells the problems. */
  describedBy?: string;
  placeholder?: string;
  isInvalid?: boolean;
  isDisabled?: boolean;
  minHeight?: string;
}

const parseLinter = jsonParseLinter();
// An empty editor is not wrong: the form says whether a value is needed.
const marksWhereNotJson = linter(view =>
  view.state.doc.toString().trim() === '' ? [] : parseLinter(view),
);

/** Loaded by JsonEditor when it is first shown. */
export default function CodeEditor(props: CodeEditorProps) {
  const { label, describedBy, isInvalid } = props;
  const extensions = useMemo(
    () => [
      json(),
      marksWhereNotJson,
      editorColours,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        'aria-label': label,
        ...(describedBy ? { 'aria-describedby': describedBy } : {}),
        'aria-invalid': String(isInvalid ?? false),
      }),
    ],
    [label, describedBy, isInvalid],
  );
  return (
    <div className={`${styles.editor} ${isInvalid ? styles.invalid : ''}`}>
      <CodeMirror
        value={props.value}
        onChange={props.onChange}
        placeholder={props.placeholder}
        editable={!props.isDisabled}
        // Tab leaves the editor, as it leaves every other field of the form.
        indentWithTab={false}
        minHeight={props.minHeight ?? '10rem'}
        maxHeight="28rem"
        theme="none"
        basicSetup={{ autocompletion: false, highlightActiveLine: false }}
        extensions={extensions}
      />
    </div>
  );
}
