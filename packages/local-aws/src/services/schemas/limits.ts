import { Tags } from '../../accounts';

const MAX_DESCRIPTION = 256;
const MAX_TAGS = 50;

/** What is wrong with a name: up to so many letters, digits and `.-_@`. */
export function nameProblems(
  what: string,
  name: string,
  maxCharacters: number,
): string[] {
  return name.length <= maxCharacters && /^[0-9A-Za-z._@-]+$/.test(name)
    ? []
    : [
        `${what} name ${name} is not valid: up to ${maxCharacters} letters, digits, dots, hyphens, underscores and @`,
      ];
}

/** What is wrong with a description. */
export function descriptionProblems(description = ''): string[] {
  return description.length > MAX_DESCRIPTION
    ? [
        `Description must have at most ${MAX_DESCRIPTION} characters, not ${description.length}`,
      ]
    : [];
}

/** What is wrong with the tags of a resource ("Tagging your AWS resources"). */
export function tagProblems(tags: Tags): string[] {
  const problems: string[] = [];
  if (tags.size > MAX_TAGS) {
    problems.push(`A resource has at most ${MAX_TAGS} tags, not ${tags.size}`);
  }
  for (const [key, value] of tags) {
    if (key.length < 1 || key.length > 128) {
      problems.push(`The tag key "${key}" must have from 1 to 128 characters`);
    }
    if (value.length > 256) {
      problems.push(`The tag ${key} must have at most 256 characters`);
    }
    if (key.toLowerCase().startsWith('aws:')) {
      problems.push(`The tag key ${key} begins with aws:, which is reserved`);
    }
  }
  return problems;
}
