import {
  CreateEventBusCommand,
  ListTagsForResourceCommand,
  PutRuleCommand,
} from '@aws-sdk/client-eventbridge';
import { ListRoleTagsCommand } from '@aws-sdk/client-iam';
import {
  GetResourcesCommand,
  GetTagKeysCommand,
  GetTagValuesCommand,
  TagResourcesCommand,
  UntagResourcesCommand,
} from '@aws-sdk/client-resource-groups-tagging-api';
import {
  CreateRegistryCommand,
  CreateSchemaCommand,
} from '@aws-sdk/client-schemas';
import { CreateTopicCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ListQueueTagsCommand } from '@aws-sdk/client-sqs';
import { LocalAws, startLocalAws } from '../../index';
import {
  actAs,
  assume,
  Clients,
  errorOf,
  HUB,
  makeRole,
  outcomeOf,
  PRODUCER,
  rootOf,
} from '../../__testUtils__/clients';

const arn = (service: string, resource: string) =>
  `arn:aws:${service}:eu-west-1:${HUB}:${resource}`;

const BUS = arn('events', 'event-bus/orders');
const RULE = arn('events', 'rule/orders/placed');
const QUEUE = arn('sqs', 'inbox');
const TOPIC = arn('sns', 'news');
const REGISTRY = arn('schemas', 'registry/contracts');
const SCHEMA = arn('schemas', 'schema/contracts/OrderPlaced');

describe('Resource Groups Tagging', () => {
  let aws: LocalAws;
  let hub: Clients;

  beforeEach(async () => {
    aws = await startLocalAws();
    hub = rootOf(aws, HUB);
    const Tags = (Stage: string) => [
      { Key: 'Team', Value: 'orders' },
      { Key: 'Stage', Value: Stage },
    ];
    const tags = (Stage: string) => ({ Team: 'orders', Stage });
    await hub.events.send(
      new CreateEventBusCommand({ Name: 'orders', Tags: Tags('prod') }),
    );
    await hub.events.send(
      new PutRuleCommand({
        EventBusName: 'orders',
        Name: 'placed',
        EventPattern: '{"source":["shop"]}',
        Tags: Tags('test'),
      }),
    );
    await hub.sqs.send(
      new CreateQueueCommand({ QueueName: 'inbox', tags: tags('prod') }),
    );
    await hub.sqs.send(new CreateQueueCommand({ QueueName: 'untagged' }));
    await hub.sns.send(
      new CreateTopicCommand({
        Name: 'news',
        Tags: [{ Key: 'Team', Value: 'press' }],
      }),
    );
    await hub.schemas.send(
      new CreateRegistryCommand({
        RegistryName: 'contracts',
        Tags: tags('prod'),
      }),
    );
    await hub.schemas.send(
      new CreateSchemaCommand({
        RegistryName: 'contracts',
        SchemaName: 'OrderPlaced',
        Type: 'JSONSchemaDraft4',
        Content: '{"$schema":"http://json-schema.org/draft-04/schema#"}',
        Tags: tags('test'),
      }),
    );
  });
  afterEach(() => aws.stop());

  const find = async (
    input: GetResourcesCommand['input'],
    clients: Clients = hub,
  ) => {
    const answer = await clients.tagging.send(new GetResourcesCommand(input));
    return answer.ResourceTagMappingList?.map(({ ResourceARN }) => ResourceARN);
  };

  it.each<[string, GetResourcesCommand['input'], string[]]>([
    ['all', {}, [BUS, RULE, SCHEMA, REGISTRY, TOPIC, QUEUE]],
    ['a service', { ResourceTypeFilters: ['events'] }, [BUS, RULE]],
    ['a type', { ResourceTypeFilters: ['events:rule'] }, [RULE]],
    [
      'types',
      { ResourceTypeFilters: ['sqs', 'schemas:registry'] },
      [REGISTRY, QUEUE],
    ],
    ['an unknown type', { ResourceTypeFilters: ['ec2:instance'] }, []],
    [
      'a tag',
      { TagFilters: [{ Key: 'Stage', Values: ['prod'] }] },
      [BUS, REGISTRY, QUEUE],
    ],
    [
      'one of some values',
      { TagFilters: [{ Key: 'Team', Values: ['press', 'other'] }] },
      [TOPIC],
    ],
    [
      'a key with any value',
      { TagFilters: [{ Key: 'Stage' }] },
      [BUS, RULE, SCHEMA, REGISTRY, QUEUE],
    ],
    [
      'several tags and a type',
      {
        TagFilters: [
          { Key: 'Team', Values: ['orders'] },
          { Key: 'Stage', Values: ['test'] },
        ],
        ResourceTypeFilters: ['events'],
      },
      [RULE],
    ],
    ['ARNs', { ResourceARNList: [QUEUE, arn('sqs', 'untagged')] }, [QUEUE]],
  ])('finds resources by %s', async (_, input, expected) => {
    expect((await find(input))?.sort()).toEqual([...expected].sort());
  });

  it('gives tags with a resource, and nothing to other accounts', async () => {
    const { ResourceTagMappingList, PaginationToken } = await hub.tagging.send(
      new GetResourcesCommand({ ResourceTypeFilters: ['events:rule'] }),
    );
    expect(ResourceTagMappingList).toEqual([
      {
        ResourceARN: RULE,
        Tags: [
          { Key: 'Team', Value: 'orders' },
          { Key: 'Stage', Value: 'test' },
        ],
      },
    ]);
    expect(PaginationToken).toBe('');
    expect(await find({}, rootOf(aws, PRODUCER))).toEqual([]);
  });

  it('gives pages, each resource once', async () => {
    const pages: number[] = [];
    const seen: (string | undefined)[] = [];
    let PaginationToken: string | undefined;
    do {
      const page = await hub.tagging.send(
        new GetResourcesCommand({ ResourcesPerPage: 4, PaginationToken }),
      );
      const arns =
        page.ResourceTagMappingList?.map(({ ResourceARN }) => ResourceARN) ??
        [];
      pages.push(arns.length);
      seen.push(...arns);
      ({ PaginationToken } = page);
    } while (PaginationToken);
    expect(pages).toEqual([4, 2]);
    expect(new Set(seen).size).toBe(6);
  });

  it('ends a page before it has too many tags', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`Key${i}`, 'x']),
    );
    await hub.tagging.send(
      new TagResourcesCommand({
        ResourceARNList: [BUS, RULE, QUEUE],
        Tags: many,
      }),
    );
    const first = await hub.tagging.send(
      new GetResourcesCommand({
        TagsPerPage: 100,
        TagFilters: [{ Key: 'Key0' }],
      }),
    );
    // 42 tags each: the third would be too many.
    expect(first.ResourceTagMappingList).toHaveLength(2);
    const second = await hub.tagging.send(
      new GetResourcesCommand({
        TagsPerPage: 100,
        TagFilters: [{ Key: 'Key0' }],
        PaginationToken: first.PaginationToken,
      }),
    );
    expect(second.ResourceTagMappingList).toHaveLength(1);
    expect(second.PaginationToken).toBe('');
  });

  it('lists keys, and the values of one', async () => {
    const { TagKeys } = await hub.tagging.send(new GetTagKeysCommand({}));
    expect(TagKeys).toEqual(['Stage', 'Team']);
    const { TagValues } = await hub.tagging.send(
      new GetTagValuesCommand({ Key: 'Team' }),
    );
    expect(TagValues).toEqual(['orders', 'press']);
  });

  it('tags and untags through the services themselves', async () => {
    const role = await makeRole(aws, HUB, 'worker', {
      trusts: { AWS: HUB },
      may: [],
    });
    const all = [BUS, RULE, QUEUE, TOPIC, REGISTRY, SCHEMA, role];
    const tagged = await hub.tagging.send(
      new TagResourcesCommand({
        ResourceARNList: all,
        Tags: { Cost: '7', Owner: 'ann' },
      }),
    );
    expect(tagged.FailedResourcesMap).toEqual({});
    expect(
      (await find({ TagFilters: [{ Key: 'Cost', Values: ['7'] }] }))?.sort(),
    ).toEqual([BUS, RULE, QUEUE, TOPIC, REGISTRY, SCHEMA].sort());
    const { Tags } = await hub.iam.send(
      new ListRoleTagsCommand({ RoleName: 'worker' }),
    );
    expect(Tags).toEqual([
      { Key: 'Cost', Value: '7' },
      { Key: 'Owner', Value: 'ann' },
    ]);

    const untagged = await hub.tagging.send(
      new UntagResourcesCommand({
        ResourceARNList: all,
        TagKeys: ['Cost', 'Team'],
      }),
    );
    expect(untagged.FailedResourcesMap).toEqual({});
    const queueTags = await hub.sqs.send(
      new ListQueueTagsCommand({ QueueUrl: `${aws.url}/${HUB}/inbox` }),
    );
    expect(queueTags.Tags).toEqual({ Stage: 'prod', Owner: 'ann' });
    const ruleTags = await hub.events.send(
      new ListTagsForResourceCommand({ ResourceARN: RULE }),
    );
    expect(ruleTags.Tags).toEqual([
      { Key: 'Stage', Value: 'test' },
      { Key: 'Owner', Value: 'ann' },
    ]);
  });

  it('says of each resource why it was not tagged', async () => {
    const gone = arn('events', 'rule/orders/gone');
    const foreign = 'arn:aws:sqs:us-east-1:111111111111:inbox';
    const table = arn('dynamodb', 'table/orders');
    const { FailedResourcesMap } = await hub.tagging.send(
      new TagResourcesCommand({
        ResourceARNList: [QUEUE, gone, foreign, table],
        Tags: { Cost: '7' },
      }),
    );
    expect(FailedResourcesMap).toEqual({
      [gone]: {
        StatusCode: 400,
        ErrorCode: 'InvalidParameterException',
        ErrorMessage: expect.stringContaining('does not exist'),
      },
      [foreign]: {
        StatusCode: 400,
        ErrorCode: 'InvalidParameterException',
        ErrorMessage: expect.stringContaining('is not a valid ARN here'),
      },
      [table]: {
        StatusCode: 400,
        ErrorCode: 'InternalServiceException',
        ErrorMessage: expect.stringContaining('is not supported'),
      },
    });
    expect(await find({ TagFilters: [{ Key: 'Cost' }] })).toEqual([QUEUE]);
  });

  it('asks for the permissions of the service as well as its own', async () => {
    const tagger = await actAs(aws, HUB, 'tagger', [
      { Effect: 'Allow', Action: ['tag:*', 'sqs:TagQueue'], Resource: '*' },
    ]);
    const { FailedResourcesMap = {} } = await tagger.tagging.send(
      new TagResourcesCommand({
        ResourceARNList: [QUEUE, BUS],
        Tags: { Cost: '7' },
      }),
    );
    expect(Object.keys(FailedResourcesMap)).toEqual([BUS]);
    expect(FailedResourcesMap[BUS]).toMatchObject({
      StatusCode: 403,
      ErrorMessage: expect.stringContaining('events:TagResource'),
    });
    const nobody = await assume(
      aws,
      await makeRole(aws, HUB, 'nobody', { trusts: { AWS: HUB }, may: [] }),
    );
    expect(
      await outcomeOf(nobody.tagging.send(new GetResourcesCommand({}))),
    ).toBe('AccessDeniedException');
  });

  it.each<[string, GetResourcesCommand['input'], string]>([
    [
      'ARNs together with filters',
      { ResourceARNList: [QUEUE], TagFilters: [{ Key: 'Team' }] },
      'ResourceARNList cannot be used together with',
    ],
    [
      'more resources than a page has',
      { ResourcesPerPage: 101 },
      'ResourcesPerPage must be between 1 and 100',
    ],
    ['a token of another kind', { PaginationToken: 'x' }, 'Invalid pagination'],
  ])('refuses %s', async (_, input, message) => {
    const error = await errorOf(
      hub.tagging.send(new GetResourcesCommand(input)),
    );
    expect(error.name).toBe('InvalidParameterException');
    expect(error.message).toContain(message);
  });
});
