// @ts-check

/**
 * Times are ISO 8601 text in UTC, so that they sort alike on every engine.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('eventbridge_snapshots', table => {
    table.comment('What scans saw; one row for each content, history kept');
    table.increments('id');
    table.string('account_id', 12).notNullable();
    table.string('region', 32).notNullable();
    table.string('content_hash', 64).notNullable();
    table.text('snapshot', 'longtext').notNullable().comment('JSON');
    table.string('started_at', 32).notNullable();
    table.string('taken_at', 32).notNullable().comment('First seen like this');
    table.string('seen_at', 32).notNullable().comment('Last seen like this');
    table.index(['account_id', 'region', 'id']);
  });

  await knex.schema.createTable('eventbridge_scan_failures', table => {
    table.comment('Accounts whose newest scan failed as a whole');
    table.string('account_id', 12).notNullable();
    table.string('region', 32).notNullable();
    table.string('at', 32).notNullable();
    table.text('reason').notNullable();
    table.text('mend').notNullable();
    table.primary(['account_id', 'region']);
  });

  await knex.schema.createTable('eventbridge_runs', table => {
    table.comment('Applies and verifications');
    table.string('id', 36).primary();
    table.string('kind', 16).notNullable();
    table.string('status', 16).notNullable();
    table.string('started_at', 32).notNullable();
    table.string('ended_at', 32);
    table.string('alive_at', 32).notNullable().comment('Sign of life');
    table.boolean('cancel_requested').notNullable().defaultTo(false);
    table.string('requested_by', 255);
    table.text('wanted', 'longtext').notNullable().comment('JSON');
    table.text('error');
    table.text('result', 'longtext').comment('JSON');
    table.index(['status', 'alive_at']);
  });

  await knex.schema.createTable('eventbridge_run_log', table => {
    table.comment('The lines of each run, in order');
    table
      .string('run_id', 36)
      .notNullable()
      .references('id')
      .inTable('eventbridge_runs')
      .onDelete('CASCADE');
    table.integer('seq').notNullable();
    table.string('at', 32).notNullable();
    table.string('level', 8).notNullable();
    table.text('message').notNullable();
    table.text('arn');
    table.primary(['run_id', 'seq']);
  });

  await knex.schema.createTable('eventbridge_leases', table => {
    table.comment('Who may change a bus now');
    table.string('bus_arn', 512).primary();
    table.string('owner', 36).notNullable().comment('Id of the run');
    table.string('expires_at', 32).notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('eventbridge_leases');
  await knex.schema.dropTable('eventbridge_run_log');
  await knex.schema.dropTable('eventbridge_runs');
  await knex.schema.dropTable('eventbridge_scan_failures');
  await knex.schema.dropTable('eventbridge_snapshots');
};
