export interface Config {
  eventbridge?: {
    /**
     * Starts an AWS of its own inside this backend. Leave it out to talk to
     * the real one.
     */
    localAws?: {
      /** Port on 127.0.0.1; `eventbridge.endpoint` must name the same. */
      port: number;
      /** Fills the accounts with the demo organisation at every start. */
      demoOrganisation?: boolean;
    };
  };
}
