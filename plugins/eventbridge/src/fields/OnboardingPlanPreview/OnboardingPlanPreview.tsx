import { useCallback, useEffect } from 'react';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import useDebounce from 'react-use/esm/useDebounce';
import { useApi } from '@backstage/frontend-plugin-api';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { RiRefreshLine } from '@remixicon/react';
import { Button, Flex, Text } from '@backstage/ui';
import { WantedOnboarding } from '@busline/backstage-plugin-eventbridge-common';
import { eventbridgeApiRef } from '../../client/eventbridgeApiRef';
import { ErrorPlace } from '../../parts/ErrorPlace';
import { LoadingRows } from '../../parts/LoadingRows';
import { listWords } from '../../words/listWords';
import { formValues } from '../parts/fieldProps';
import { PlanInWords } from './PlanInWords';
import { OnboardingKind, WantedOrOpen, wantedOf } from './wantedOf';
import styles from '../parts/fields.module.css';

/** What a template may set as `ui:options`. */
export interface OnboardingPlanPreviewOptions {
  kind?: OnboardingKind;
}

/** A form on the same page may still be typed into. */
const SETTLE_MS = 300;

/**
 * Shows what the form would change in AWS. Its value is the plan in one
 * sentence, for the review; it is empty until there is a plan, because the
 * scaffolder validates only fields that have a value.
 */
export function OnboardingPlanPreview(
  props: FieldExtensionComponentProps<
    string | undefined,
    OnboardingPlanPreviewOptions
  >,
) {
  const api = useApi(eventbridgeApiRef);
  const kind = props.uiSchema['ui:options']?.kind ?? 'subscription';
  const asked = wantedOf(kind, formValues(props));
  const askedText = JSON.stringify(asked);
  const open = 'open' in asked ? asked.open : [];

  const [state, plan] = useAsyncFn(
    (wanted: WantedOnboarding) => api.plan(wanted),
    [api],
    { loading: open.length === 0 },
  );
  const planNow = useCallback(() => {
    const settled: WantedOrOpen = JSON.parse(askedText);
    if ('wanted' in settled) {
      plan(settled.wanted);
    }
  }, [askedText, plan]);
  useDebounce(planNow, SETTLE_MS, [planNow]);

  const { formData, onChange } = props;
  const summary = (!state.loading && state.value?.summary) || '';
  useEffect(() => {
    if (formData !== summary) {
      onChange(summary);
    }
  }, [formData, summary, onChange]);

  if (open.length > 0) {
    return (
      <div className={styles.panel}>
        <Text color="secondary">
          The plan appears here once the form says {listWords(open)}.
        </Text>
      </div>
    );
  }
  return (
    <div className={styles.panel}>
      <Flex justify="between" align="center">
        <Text as="h3" variant="body-large" weight="bold" style={{ margin: 0 }}>
          {String(props.schema.title ?? 'What will change')}
        </Text>
        <Button
          variant="tertiary"
          size="small"
          iconStart={<RiRefreshLine />}
          isPending={state.loading}
          onPress={planNow}
        >
          Check again
        </Button>
      </Flex>
      {state.loading && !state.value && <LoadingRows what="the plan" />}
      {state.error && (
        <ErrorPlace what="The plan could not be made" error={state.error} />
      )}
      {state.value && !state.error && <PlanInWords plan={state.value} />}
    </div>
  );
}
