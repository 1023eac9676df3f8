import { Operation } from '../../calls/operation';
import { alarmOperations } from './alarmOperations';
import { getMetricData } from './getMetricData';
import { getMetricStatistics } from './getMetricStatistics';
import { listMetrics } from './listMetrics';
import { putMetricData } from './putMetricData';
import { tagOperations } from './tagOperations';

/** The operations of CloudWatch that local AWS has. */
export const cloudwatchOperations: ReadonlyMap<string, Operation> = new Map([
  ...alarmOperations,
  ...tagOperations,
  ['GetMetricData', getMetricData],
  ['GetMetricStatistics', getMetricStatistics],
  ['ListMetrics', listMetrics],
  ['PutMetricData', putMetricData],
]);
