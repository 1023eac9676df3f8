import { Knex } from 'knex';

interface LeaseRow {
  bus_arn: string;
  owner: string;
  expires_at: string;
}

/**
 * Who may change a bus now. A lease that its owner does not renew ends by
 * itself, so a backend that died keeps nobody waiting for long.
 */
export class LeaseStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Takes or renews the lease.
   *
   * @returns the owner after the attempt: the asker, or who holds it
   */
  async take(busArn: string, owner: string, lengthMs: number): Promise<string> {
    const now = new Date();
    const expires_at = new Date(now.getTime() + lengthMs).toISOString();
    // Each statement is atomic, so of several askers exactly one gets it.
    await this.#leases()
      .insert({ bus_arn: busArn, owner, expires_at })
      .onConflict('bus_arn')
      .ignore();
    await this.#leases()
      .where({ bus_arn: busArn })
      .andWhere(free =>
        free.where({ owner }).orWhere('expires_at', '<', now.toISOString()),
      )
      .update({ owner, expires_at });
    const row = await this.#leases().where({ bus_arn: busArn }).first();
    // Released just now by its holder: then it is free to take.
    return row?.owner ?? this.take(busArn, owner, lengthMs);
  }

  async release(busArn: string, owner: string): Promise<void> {
    await this.#leases().where({ bus_arn: busArn, owner }).delete();
  }

  #leases() {
    return this.#knex<LeaseRow>('eventbridge_leases');
  }
}
