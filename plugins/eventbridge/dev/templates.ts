import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import {
  scaffolderApiRef,
  ScaffolderApi,
} from '@backstage/plugin-scaffolder-react';

import { publishForm, subscribeForm } from './forms';

/** The part of the scaffolder that a form needs to be filled in. */
const formsOnly: Pick<ScaffolderApi, 'getTemplateParameterSchema'> = {
  getTemplateParameterSchema: async ref =>
    ref.includes('publish') ? publishForm : subscribeForm,
};

/** The onboarding forms without a scaffolder backend; they cannot be run. */
export const templatesFixture = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: scaffolderApiRef,
          deps: {},
          // Running a template is the backend's; the dev app only shows forms.
          factory: () => formsOnly as ScaffolderApi,
        }),
    }),
  ],
});
