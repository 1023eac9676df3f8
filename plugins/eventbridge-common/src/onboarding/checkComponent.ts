import { AccountRegion } from '../aws/arn';
import {
  ANNOTATION_AWS_ACCOUNT,
  ANNOTATION_AWS_REGION,
} from '../catalog/annotations';
import { CatalogComponent } from '../catalog/component';
import { fullComponentRef } from '../catalog/componentRef';
import { Finding } from '../findings/finding';
import { Ground } from './ground';
import { fieldProblem, stateProblem } from './problem';

/** A component and where it runs, as far as both could be found. */
export interface ComponentCheck {
  component?: CatalogComponent;
  at?: AccountRegion;
  accountName?: string;
  problems: Finding[];
}

/** Finds the wanted component and the account and Region it runs in. */
export function checkComponent(text: string, ground: Ground): ComponentCheck {
  const { components, platform } = ground;
  const ref = fullComponentRef(text);
  const component = components.find(
    one => one.ref.toLowerCase() === ref?.toLowerCase(),
  );
  if (!component) {
    return {
      problems: [
        fieldProblem(
          'component',
          'component-unknown',
          `The catalog holds no component ${text}`,
          'Register the component in the catalog, or choose one that is there',
        ),
      ],
    };
  }
  const { accountId } = component;
  if (!accountId) {
    return {
      component,
      problems: [
        fieldProblem(
          'component',
          'component-without-account',
          `The catalog file of ${component.title} does not say which AWS account it runs in`,
          `Add the annotation ${ANNOTATION_AWS_ACCOUNT} with the 12-digit account id to its catalog file`,
        ),
      ],
    };
  }
  const account = platform.accounts.find(({ id }) => id === accountId);
  if (!account) {
    return {
      component,
      problems: [
        fieldProblem(
          'component',
          'account-not-configured',
          `${component.title} runs in account ${accountId}, which is not part of the platform`,
          `Add account ${accountId} under eventbridge.accounts in app-config, or correct the annotation ${ANNOTATION_AWS_ACCOUNT}`,
        ),
      ],
    };
  }
  const region = component.region ?? platform.hub.region;
  if (!account.regions.includes(region)) {
    return {
      component,
      problems: [
        fieldProblem(
          'component',
          'region-not-configured',
          `${component.title} runs in Region ${region}, which is not configured for account ${account.name}`,
          `Add ${region} to the Regions of account ${account.name} under eventbridge.accounts in app-config, or correct the annotation ${ANNOTATION_AWS_REGION}`,
        ),
      ],
    };
  }
  return {
    component,
    at: { accountId, region },
    accountName: account.name,
    problems: [],
  };
}

/** A plan needs the newest state: an account whose last scan failed is no ground. */
export function checkReadable(
  at: AccountRegion,
  accountName: string,
  { aws }: Ground,
): Finding[] {
  const scan = aws.scan(at);
  if (scan?.snapshot && !scan.failure) {
    return [];
  }
  return [
    stateProblem(
      'account-unreadable',
      { name: `account ${accountName}` },
      scan?.failure
        ? `Account ${accountName} in ${at.region} could not be read: ${scan.failure.reason}`
        : `Account ${accountName} in ${at.region} has not been read yet`,
      scan?.failure?.mend ?? 'Wait for the first scan, or refresh',
    ),
  ];
}
