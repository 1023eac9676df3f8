import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { SchemasClient } from '@aws-sdk/client-schemas';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';
import { AwsCredentialIdentityProvider } from '@aws-sdk/types';
import { Settings } from '../config/readSettings';
import { AssumedRoles, Purpose } from './assumedRoles';

/** The clients that work in one account and Region as one role. */
export interface AccountClients {
  accountId: string;
  region: string;
  eventbridge: EventBridgeClient;
  schemas: SchemasClient;
  sqs: SQSClient;
  iam: IAMClient;
  /** Assumes the role; rejects where the account cannot be entered. */
  enter(): Promise<void>;
}

/** AWS's control plane allows 50 requests a second; see {@link AwsClients}. */
const MAX_ATTEMPTS = 6;

/**
 * The only place that makes SDK clients. One set for each account, Region and
 * role, so that the adaptive retry mode, which slows down a client that AWS
 * throttles, knows of every call that counts against the same quota.
 */
export class AwsClients {
  readonly #settings: Settings;
  readonly #roles: AssumedRoles;
  readonly #cache = new Map<string, AccountClients>();

  /** @param identity - Busline's own credentials, which assume all roles. */
  static create(
    settings: Settings,
    identity: AwsCredentialIdentityProvider,
  ): AwsClients {
    const sts = new STSClient({
      ...clientOptions(settings.endpoint),
      region: settings.platform.hub.region,
      credentials: identity,
    });
    return new AwsClients(settings, new AssumedRoles(sts, settings.access));
  }

  private constructor(settings: Settings, roles: AssumedRoles) {
    this.#settings = settings;
    this.#roles = roles;
  }

  in(accountId: string, region: string, purpose: Purpose): AccountClients {
    const key = `${accountId}/${region}/${purpose}`;
    let clients = this.#cache.get(key);
    if (!clients) {
      clients = this.#make(accountId, region, purpose);
      this.#cache.set(key, clients);
    }
    return clients;
  }

  #make(accountId: string, region: string, purpose: Purpose): AccountClients {
    const credentials = () => this.#roles.credentials(accountId, purpose);
    const options = {
      ...clientOptions(this.#settings.endpoint),
      region,
      credentials,
    };
    return {
      accountId,
      region,
      eventbridge: new EventBridgeClient(options),
      schemas: new SchemasClient(options),
      sqs: new SQSClient(options),
      iam: new IAMClient(options),
      enter: async () => {
        await credentials();
      },
    };
  }
}

function clientOptions(endpoint: string | undefined) {
  return {
    endpoint,
    retryMode: 'adaptive',
    maxAttempts: MAX_ATTEMPTS,
    // Longer than the 20 s of a long poll, so that a hung connection ends.
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000 },
  };
}
