import { Operation } from '../../calls/operation';
import { getMetricData } from './getMetricData';
import { getMetricStatistics } from './getMetricStatistics';
import { listMetrics } from './listMetrics';
import { putMetricData } from './putMetricData';

/** The operations of CloudWatch that local AWS has. */
export const cloudwatchOperations: ReadonlyMap<string, Operation> = new Map([
  ['GetMetricData', getMetricData],
  ['GetMetricStatistics', getMetricStatistics],
  ['ListMetrics', listMetrics],
  ['PutMetricData', putMetricData],
]);
