export { parseContract } from './contract';
export type { Contract, ContractType } from './contract';
export { contractDocument } from './contractDocument';
export { contractFields } from './contractFields';
export type { ContractField } from './contractFields';
export { detailSchemaFromInput } from './detailInput';
export type { DetailInput } from './detailInput';
export { bindings } from './bindings/bindings';
export type {
  BindingFile,
  BindingLanguage,
  BindingOptions,
} from './bindings/bindings';
export { checkDetailSchema, parseDetailSchema } from './detailSchema';
export { infer, widen } from './infer';
export type { InferOptions } from './infer';
export type { JsonSchema } from './jsonSchema';
export { maskSensitive, PERSONAL_DATA_KEYWORD } from './personalData';
export { InvalidContractError } from './problems';
export type { SchemaProblem } from './problems';
export { schemaNameOf } from './schemaName';
export { validate } from './validate';
export { toAsyncApi } from './asyncApi';
export type { AsyncApiBus, AsyncApiOptions } from './asyncApi';
export type { AsyncApiEventType } from './asyncApiMessage';
export { NoSampleError, sample } from './sample';
export { compatibility } from './change/compatibility';
export { diff } from './change/diff';
export { impact } from './change/impact';
export type {
  ContractChange,
  SubscriptionImpact,
  SubscriptionPattern,
} from './change/impact';
export type {
  ChangeEffect,
  SchemaChange,
  SchemaChangeDetail,
  UnnamedProperties,
} from './change/schemaChange';
export type {
  Compatibility,
  CompatibilityCheck,
  CompatibilityMode,
  CompatibilityOptions,
  CompatibilityVerdict,
  SchemaVersion,
  Witness,
} from './change/compatibilityTypes';
