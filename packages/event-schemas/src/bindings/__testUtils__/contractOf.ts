import { bindings, BindingLanguage } from '../../index';
import { exampleEnvelope } from '../../eventEnvelope';
import { HardContract } from './hardContracts';

/** Bindings of one contract, in a package of their own, and events that they must read. */
export interface BoundCase {
  contract: HardContract;
  /** A word that no other case has, good for a package in all languages. */
  packageName: string;
  /** Name of the type of the whole event. */
  eventName: string;
  files: { path: string; content: string }[];
  events: unknown[];
}

export function bindAll(
  contracts: HardContract[],
  language: BindingLanguage,
): BoundCase[] {
  return contracts.map((contract, index) => {
    const packageName = `case${index}`;
    const files = bindings(contract, language, { packageName });
    return {
      contract,
      packageName,
      eventName: eventNameIn(files),
      files,
      events: contract.details.map(detail =>
        exampleEnvelope({ ...contract, detail }),
      ),
    };
  });
}

/** The event is the first type that is declared. */
function eventNameIn(files: { content: string }[]): string {
  for (const { content } of files) {
    const found =
      /^(?:export interface|class|type|public record) ([\p{L}\p{Nd}]*Event)[^\p{L}\p{Nd}]/mu.exec(
        content,
      );
    if (found?.[1]) return found[1];
  }
  throw new Error('The bindings declare no event');
}
