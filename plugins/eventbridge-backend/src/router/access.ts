import {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import { Request } from 'express';

/** Who asks. */
export interface Caller {
  credentials: BackstageCredentials<
    BackstageUserPrincipal | BackstageServicePrincipal
  >;
  /** User entity ref, or the name of the service. */
  name: string;
}

/** Lets only callers through who have a permission. */
export class Access {
  readonly #httpAuth: HttpAuthService;
  readonly #permissions: PermissionsService;

  constructor(httpAuth: HttpAuthService, permissions: PermissionsService) {
    this.#httpAuth = httpAuth;
    this.#permissions = permissions;
  }

  /** @throws AuthenticationError, NotAllowedError */
  async require(
    request: Request,
    permission: BasicPermission,
  ): Promise<Caller> {
    const credentials = await this.#httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `This needs the permission ${permission.name}; ask who runs Backstage for it`,
      );
    }
    const { principal } = credentials;
    return {
      credentials,
      name:
        principal.type === 'user' ? principal.userEntityRef : principal.subject,
    };
  }
}
