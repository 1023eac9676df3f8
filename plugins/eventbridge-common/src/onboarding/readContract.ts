import {
  contractDocument,
  detailSchemaFromInput,
  InvalidContractError,
} from '@busline/event-schemas';
import { Finding } from '../findings/finding';
import { RegisteredType } from '../topology/registeredTypes';
import { fieldProblem } from './problem';
import { WantedPublication } from './wanted';

/** The registry's text for a contract, or what is wrong with it. */
export interface ContractReading {
  content?: string;
  title?: string;
  description?: string;
  problems: Finding[];
  findings: Finding[];
}

/** Makes the registry's text from what was pasted; title and description stay unless given anew. */
export function readContract(
  wanted: WantedPublication,
  registered: RegisteredType | undefined,
): ContractReading {
  const input = detailSchemaFromInput(wanted.contract);
  const problemOf = (problem: {
    path: string;
    code: string;
    message: string;
    mend: string;
  }): Finding =>
    fieldProblem(
      'contract',
      `contract-${problem.code}`,
      problem.path ? `${problem.path}: ${problem.message}` : problem.message,
      problem.mend,
    );
  if (!input.ok) {
    return { problems: input.problems.map(problemOf), findings: [] };
  }
  const title = wanted.title?.trim() || registered?.contract?.title;
  const description =
    wanted.description?.trim() || registered?.contract?.description;
  const findings = input.warnings.map(
    (warning): Finding => ({ ...problemOf(warning), severity: 'warning' }),
  );
  const problems = nameMismatches(wanted, input);
  try {
    const content = contractDocument({
      source: wanted.source,
      detailType: wanted.detailType,
      detailSchema: input.detailSchema,
      title: title ?? wanted.detailType,
      ...(description ? { description } : {}),
    });
    return { content, title, description, problems, findings };
  } catch (error) {
    if (!(error instanceof InvalidContractError)) {
      throw error;
    }
    return {
      problems: [...problems, ...error.problems.map(problemOf)],
      findings,
    };
  }
}

/** A pasted event or contract may be of another event type than the form says. */
function nameMismatches(
  wanted: WantedPublication,
  input: { source?: string; detailType?: string },
): Finding[] {
  const mismatch = (name: string, found: string, asked: string) =>
    fieldProblem(
      'contract',
      `contract-of-another-event-type`,
      `The contract is for ${name} ${found}, the form says ${asked}`,
      'Paste the contract of this event, or correct the form',
    );
  return [
    ...(input.source !== undefined && input.source !== wanted.source
      ? [mismatch('source', input.source, wanted.source)]
      : []),
    ...(input.detailType !== undefined && input.detailType !== wanted.detailType
      ? [mismatch('detail-type', input.detailType, wanted.detailType)]
      : []),
  ];
}
