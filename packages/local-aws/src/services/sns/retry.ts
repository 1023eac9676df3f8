/** What GetTopicAttributes tells about tries over HTTP, where nothing is set. */
export const EFFECTIVE_DELIVERY_POLICY = JSON.stringify({
  http: {
    defaultHealthyRetryPolicy: {
      minDelayTarget: 20,
      maxDelayTarget: 20,
      numRetries: 3,
      numMaxDelayRetries: 0,
      numNoDelayRetries: 0,
      numMinDelayRetries: 0,
      backoffFunction: 'linear',
    },
    disableSubscriptionOverrides: false,
    defaultRequestPolicy: {
      headerContentType: 'text/plain; charset=UTF-8',
    },
  },
});

/**
 * How long SNS waits before it tries again ("Amazon SNS message delivery
 * retries"): over HTTP three times every 20 seconds; to SQS and Lambda 3 times
 * at once, 2 times after a second, 10 times with a wait that grows to 20
 * seconds, and 100,000 times every 20 seconds.
 *
 * @param retries - how often it was tried again already
 * @returns milliseconds; `undefined` when it is not tried again
 */
export function retryWaitMs(
  protocol: string,
  retries: number,
): number | undefined {
  if (protocol === 'http' || protocol === 'https') {
    return retries < 3 ? 20_000 : undefined;
  }
  if (retries < 3) {
    return 0;
  }
  if (retries < 5) {
    return 1_000;
  }
  if (retries < 15) {
    return Math.min(20_000, 1_000 * 2 ** (retries - 5));
  }
  return retries < 100_015 ? 20_000 : undefined;
}
