import { Operation } from '../../calls/operation';
import { alarmOperations } from './alarms/alarmOperations';
import { getMetricData } from './metrics/getMetricData';
import { getMetricStatistics } from './metrics/getMetricStatistics';
import { listMetrics } from './metrics/listMetrics';
import { putMetricData } from './metrics/putMetricData';
import { tagOperations } from './alarms/tagOperations';

/** The operations of CloudWatch that local AWS has. */
export const cloudwatchOperations: ReadonlyMap<string, Operation> = new Map([
  ...alarmOperations,
  ...tagOperations,
  ['GetMetricData', getMetricData],
  ['GetMetricStatistics', getMetricStatistics],
  ['ListMetrics', listMetrics],
  ['PutMetricData', putMetricData],
]);
