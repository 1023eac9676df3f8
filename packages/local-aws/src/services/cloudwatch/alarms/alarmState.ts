import type {
  ComparisonOperator,
  MetricDataQuery,
  StateValue,
} from '@aws-sdk/client-cloudwatch';
import { defineTable, Place, Tags } from '../../../accounts';
import { Checked } from '../../../wire/model';

/** What an alarm watches and when it goes off, as PutMetricAlarm sets it. */
export interface AlarmSettings {
  readonly description?: string;
  readonly actionsEnabled: boolean;
  readonly okActions: readonly string[];
  readonly alarmActions: readonly string[];
  readonly insufficientDataActions: readonly string[];
  /** Missing for an alarm on metric math. */
  readonly metric?: {
    readonly namespace: string;
    readonly name: string;
    readonly dimensions: readonly { Name: string; Value: string }[];
    readonly periodSeconds: number;
    readonly statistic?: string;
    readonly extendedStatistic?: string;
    readonly unit?: string;
  };
  /** Missing for an alarm on one metric. */
  readonly queries?: readonly Checked<MetricDataQuery>[];
  readonly evaluationPeriods: number;
  /** Missing when all periods have to breach. */
  readonly datapointsToAlarm?: number;
  readonly threshold: number;
  readonly comparison: ComparisonOperator;
  readonly treatMissingData?: string;
  readonly evaluateLowSampleCountPercentile?: string;
}

/** In which state an alarm is, and why. */
export interface AlarmState {
  readonly value: StateValue;
  readonly reason: string;
  /** JSON. */
  readonly reasonData?: string;
  readonly sinceMs: number;
}

/** An alarm on a metric or on metric math. */
export interface Alarm extends Place {
  readonly name: string;
  readonly arn: string;
  readonly settings: AlarmSettings;
  readonly configuredAtMs: number;
  readonly state: AlarmState;
  /** Names the metric in events. */
  readonly metricId: string;
  readonly tags: Tags;
}

/** The alarms of an account in a Region by name. */
export const ALARMS = defineTable<Alarm>('cloudwatch/alarms', 'region');

export const alarmArn = ({ region, account }: Place, name: string) =>
  `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`;
