/**
 * The languages that the schema registry offers code bindings for, too.
 *
 * @public
 */
export type BindingLanguage = 'typescript' | 'python' | 'java' | 'go';
