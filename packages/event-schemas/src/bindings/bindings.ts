import { normaliseDetailSchema } from '../detailSchema';
import { JsonSchema } from '../jsonSchema';
import { errorAt, InvalidContractError, SchemaProblem } from '../problems';
import { linesOf } from './aboutSchema';
import { BindingLanguage } from './bindingLanguage';
import { BindingModel } from './bindingModel';
import { buildModel } from './buildModel';
import { GO_RESERVED, writeGo } from './goWriter';
import { JAVA_RESERVED, writeJava } from './javaWriter';
import { packageProblems, packageNameFor } from './packageName';
import { PYTHON_RESERVED, writePython } from './pythonWriter';
import { TYPESCRIPT_RESERVED, writeTypescript } from './typescriptWriter';

export type { BindingLanguage } from './bindingLanguage';

/**
 * A file of code bindings.
 *
 * @public
 */
export interface BindingFile {
  /** Relative, with `/` between folders. */
  path: string;
  content: string;
}

/**
 * What to decide about code bindings.
 *
 * @public
 */
export interface BindingOptions {
  /**
   * The package or module, in the language's own words: `events/orderPlaced` (TypeScript), `events.order_placed` (Python),
   * `schema.com_example_orders.orderplaced` (Java), `orderplaced` (Go). By default it is made of source and detail-type.
   */
  packageName?: string;
}

const RESERVED: Record<BindingLanguage, readonly string[]> = {
  typescript: TYPESCRIPT_RESERVED,
  python: PYTHON_RESERVED,
  java: JAVA_RESERVED,
  go: GO_RESERVED,
};

/** The most parameters a Java constructor takes, less one for the object itself ("The Java Virtual Machine Specification"). */
const MAX_JAVA_COMPONENTS = 254;

/**
 * Code bindings of an event type: types of the event and its detail, and for Python, Java and Go how they are read from JSON
 * and written. The same contract gives the same text. Every value that the schema accepts fits the types; they do not check
 * bounds, patterns and formats, which `validate` does.
 *
 * @param contract - a {@link Contract}, or as much of one; the schema of the detail may be of any draft
 * @throws InvalidContractError with every problem found, of the schema and of the options
 * @public
 */
export function bindings(
  contract: {
    source: string;
    detailType: string;
    detailSchema: JsonSchema;
    description?: string;
  },
  language: BindingLanguage,
  options: BindingOptions = {},
): BindingFile[] {
  const { schema, problems } = normaliseDetailSchema(contract.detailSchema);
  const errors = [
    ...problems.filter(({ severity }) => severity === 'error'),
    ...nameProblems(contract),
    ...packageProblems(language, options.packageName),
  ];
  if (errors.length > 0) throw new InvalidContractError(errors);
  const eventType = { ...contract, detailSchema: schema };
  const header = linesOf(
    `Code bindings of the event type ${JSON.stringify(
      contract.detailType,
    )} of ${JSON.stringify(contract.source)}.
Generated from its contract: change that, not this file.`,
  );
  const model = buildModel(eventType, RESERVED[language]);
  const packageName =
    options.packageName ?? packageNameFor(language, contract, model.event.name);
  switch (language) {
    case 'typescript':
      return [
        { path: `${packageName}.ts`, content: writeTypescript(model, header) },
      ];
    case 'python':
      return [
        {
          path: `${packageName.replace(/\./g, '/')}.py`,
          content: writePython(model, header),
        },
      ];
    case 'java':
      refuseWideRecords(model);
      return writeJava(model, header, packageName).map(({ name, content }) => ({
        path: `${packageName.replace(/\./g, '/')}/${name}.java`,
        content,
      }));
    default:
      return [
        // Not after the package: `_test` and `_linux` at the end of a file's name mean something to Go.
        {
          path: `${packageName}/bindings.go`,
          content: writeGo(model, header, packageName),
        },
      ];
  }
}

function nameProblems(contract: {
  source: string;
  detailType: string;
}): SchemaProblem[] {
  return (['source', 'detailType'] as const).flatMap(name =>
    contract[name] === ''
      ? [
          errorAt(
            name,
            'no-event-type',
            `The ${name} is empty`,
            'Say which event type the contract is of',
          ),
        ]
      : [],
  );
}

function refuseWideRecords(model: BindingModel): void {
  const problems = model.declarations.flatMap(declaration => {
    if (declaration.kind !== 'record') return [];
    const count = declaration.fields.length + (declaration.rest ? 1 : 0);
    return count > MAX_JAVA_COMPONENTS
      ? [
          errorAt(
            '',
            'too-many-properties',
            `${declaration.name} has ${count} properties, a Java record takes ${MAX_JAVA_COMPONENTS}`,
            'Group properties in objects of their own',
          ),
        ]
      : [];
  });
  if (problems.length > 0) throw new InvalidContractError(problems);
}
