import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { FieldExtensionOptions } from '@backstage/plugin-scaffolder-react';
import { Finding } from '@busline/backstage-plugin-eventbridge-common';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { entitiesFixture } from '../../dev/entities';
import { InMemoryEventbridgeApi } from '../../dev/eventbridgeApi';
import { publishForm, subscribeForm } from '../../dev/forms';
import { planFixture } from '../../dev/plan';
import { eventbridgeApiRef } from '../client/eventbridgeApiRef';
import { eventContractField } from './EventContractField/field';
import { eventFilterField } from './EventFilterField/field';
import { eventServicePicker } from './EventServicePicker/field';
import { eventTypePicker } from './EventTypePicker/field';
import { onboardingPlanPreview } from './OnboardingPlanPreview/field';

const extensions = [
  eventServicePicker,
  eventTypePicker,
  eventContractField,
  eventFilterField,
  onboardingPlanPreview,
  // The scaffolder's own list holds fields of every value type.
].map(field => ({ ...field, schema: undefined })) as FieldExtensionOptions[];

function openForm(
  manifest: typeof subscribeForm,
  initialState: Record<string, string> = {},
  api = new InMemoryEventbridgeApi(),
) {
  renderInTestApp(
    <Stepper
      manifest={manifest}
      extensions={extensions}
      initialState={initialState}
      onCreate={async () => {}}
    />,
    {
      apis: [
        [eventbridgeApiRef, api],
        catalogApiMock({ entities: entitiesFixture }),
      ],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
  return api;
}

const SUBSCRIPTION = {
  component: 'component:default/courier-service',
  eventType: 'larkgate.access@Access granted',
};

describe('Subscribe form', () => {
  it('finds a service by its team and an event by a field', async () => {
    openForm(subscribeForm);
    const service = await screen.findByRole('combobox', {
      name: /Which service receives it/,
    });
    await userEvent.type(service, 'insights');
    await userEvent.click(
      await screen.findByRole('option', { name: /Audit service/ }),
    );
    expect(service).toHaveValue('Audit service');

    const event = screen.getByRole('combobox', { name: /Which event/ });
    await userEvent.type(event, 'grantedTo');
    await userEvent.click(
      await screen.findByRole('option', { name: /Access granted/ }),
    );
    expect(
      await screen.findByText('Someone may now open a door.'),
    ).toBeInTheDocument();
  });

  it('says why a service cannot be chosen', async () => {
    openForm(subscribeForm);
    const service = await screen.findByRole('combobox', {
      name: /Which service receives it/,
    });
    await userEvent.type(service, 'concierge');
    expect(
      await screen.findByRole('option', { name: /Concierge service/ }),
    ).toHaveAttribute('aria-disabled', 'true');
    expect(screen.getByText('busline.dev/aws-account')).toBeInTheDocument();
  });

  it('shows a given filter as conditions, in words, and tried on the example', async () => {
    openForm(subscribeForm, {
      ...SUBSCRIPTION,
      filter: '{"detail":{"region":["UK"],"level":[{"numeric":[">",4]}]}}',
    });
    expect(
      await screen.findByRole('group', { name: 'Condition 2' }),
    ).toHaveTextContent('greater than');
    expect(screen.getByText(/The service receives/)).toBeInTheDocument();
    expect(
      await screen.findByText(/The example event does not pass/),
    ).toBeInTheDocument();
  });

  it('builds a filter from conditions', async () => {
    openForm(subscribeForm, SUBSCRIPTION);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Add a condition' }),
    );
    await userEvent.click(screen.getByRole('button', { name: /Field/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'door.building' }),
    );
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Values' }),
      'Elm Court, Oak House',
    );
    expect(
      await screen.findByText('The example event passes.'),
    ).toBeInTheDocument();

    await userEvent.click(
      screen.getByRole('button', { name: 'Remove condition 1' }),
    );
    expect(
      screen.getByRole('button', { name: 'Add a condition' }),
    ).toHaveFocus();
    expect(screen.getByText('every event of this type.')).toBeInTheDocument();
  });

  it('says that a filter can never match', async () => {
    openForm(subscribeForm, {
      ...SUBSCRIPTION,
      filter: '{"detail":{"region":["MARS"]}}',
    });
    expect(
      await screen.findByText('No event of this type can pass the filter'),
    ).toBeInTheDocument();
  });

  it('holds back a filter that is not an event pattern', async () => {
    const api = openForm(subscribeForm, {
      ...SUBSCRIPTION,
      filter: '{"detail":{"region":"EU"}}',
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Next' }));
    expect(
      (await screen.findAllByText(/The filter has 1 problem/)).length,
    ).toBeGreaterThan(0);
    expect(api.planned).toEqual([]);
  });

  it('shows what will be set up, account by account', async () => {
    const api = openForm(subscribeForm, SUBSCRIPTION);
    await userEvent.click(await screen.findByRole('button', { name: 'Next' }));

    expect(
      await screen.findByText(/Bring “Access granted” to Courier service/),
    ).toBeInTheDocument();
    expect(
      screen.getByText('queue courier-service-access-granted'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'keeps bus subscriber as it is' }),
    ).toBeInTheDocument();
    expect(api.planned).toEqual([
      {
        kind: 'subscription',
        component: SUBSCRIPTION.component,
        source: 'larkgate.access',
        detailType: 'Access granted',
        target: { kind: 'queue' },
      },
    ]);

    await userEvent.click(screen.getByRole('button', { name: 'Check again' }));
    await waitFor(() => expect(api.planned).toHaveLength(2));
  });

  it('goes on to the review of a plan, which it shows in a sentence', async () => {
    openForm(subscribeForm, SUBSCRIPTION);
    await userEvent.click(await screen.findByRole('button', { name: 'Next' }));
    await screen.findByText(planFixture.summary);

    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    expect(
      await screen.findByRole('button', { name: 'Create' }),
    ).toBeInTheDocument();
    expect(screen.getByText(planFixture.summary)).toBeInTheDocument();
  });

  it('holds back a plan with problems, and shows each with its mend', async () => {
    const problem: Finding = {
      code: 'queue-elsewhere',
      severity: 'error',
      subject: { field: 'queueName', name: 'orders' },
      message: 'Queue orders belongs to another service.',
      mend: 'Choose another name.',
    };
    openForm(
      subscribeForm,
      SUBSCRIPTION,
      new InMemoryEventbridgeApi({
        plan: { ...planFixture, problems: [problem] },
      }),
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Next' }));
    expect(await screen.findByText(problem.message)).toBeInTheDocument();
    expect(screen.getByText(problem.mend)).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    expect(
      (await screen.findAllByText(/The plan has 1 problem/)).length,
    ).toBeGreaterThan(0);
    expect(
      screen.queryByRole('button', { name: 'Create' }),
    ).not.toBeInTheDocument();
  });

  it('does not go on before there is a plan', async () => {
    openForm(
      subscribeForm,
      SUBSCRIPTION,
      new InMemoryEventbridgeApi({ plan: new Error('AWS does not answer') }),
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Next' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Review' }),
    );
    expect(
      (await screen.findAllByText(/The plan could not be made/)).length,
    ).toBeGreaterThan(0);
    expect(
      screen.queryByRole('button', { name: 'Create' }),
    ).not.toBeInTheDocument();
  });

  it('tells why a plan could not be made', async () => {
    openForm(
      subscribeForm,
      SUBSCRIPTION,
      new InMemoryEventbridgeApi({ plan: new Error('AWS does not answer') }),
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Next' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'AWS does not answer',
    );
  });
});

describe('Publish form', () => {
  it('recognises an example and shows the fields inferred from it', async () => {
    openForm(publishForm, { contract: '{"orderId":"ord_1","amount":12.5}' });
    expect(
      await screen.findByText(/an example of the event’s detail/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('table', { name: 'Fields of the contract' }),
    ).toHaveTextContent(/amount.*number/);
  });

  it('recognises a JSON Schema', async () => {
    openForm(publishForm, {
      contract:
        '{"type":"object","required":["a"],"properties":{"a":{"type":"string"}}}',
    });
    expect(
      await screen.findByText('This is a JSON Schema of the event’s detail.'),
    ).toBeInTheDocument();
  });

  it('holds back a contract that is not JSON', async () => {
    openForm(publishForm, {
      component: SUBSCRIPTION.component,
      contract: '{ nonsense',
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Next' }));
    expect(
      (await screen.findAllByText(/The contract has 1 problem/)).length,
    ).toBeGreaterThan(0);
    expect(screen.getByRole('button', { name: 'Next' })).toBeInTheDocument();
  });
});
