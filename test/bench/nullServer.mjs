/**
 * Answers the calls of the local AWS benchmark with constant, well-formed
 * answers and does none of the work. What the benchmark's clients reach
 * against it is the most they can reach against any server on this machine.
 *
 *   node test/bench/nullServer.mjs [--port 0] [--echo]
 *
 * Every queue whose name begins with `match` gets every event; no other queue
 * gets any. Without `--echo` a PutEvents call counts as ten events and is not
 * read: receivers get constant messages of 900 bytes. With `--echo` entries
 * are read and what they hold is handed on at once, so that the time from put
 * to received can be measured.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    echo: { type: 'boolean', default: false },
  },
});

const ACCOUNT = '111111111111';
const ENTRIES = 10;
const MESSAGE_BYTES = 900;
const ID = '7bf73129-1428-4cd3-a780-000000000000';

const md5 = text => createHash('md5').update(text).digest('hex');

function messageOf(body) {
  return {
    MessageId: ID,
    ReceiptHandle: 'r'.repeat(32),
    MD5OfBody: md5(body),
    Body: body,
  };
}

const envelope = (entry, detail) =>
  `{"version":"0","id":"${ID}","detail-type":"${entry.DetailType}","source":"${entry.Source}",` +
  `"account":"${ACCOUNT}","time":"2026-01-01T00:00:00Z","region":"eu-west-1","resources":[],"detail":${detail}}`;

const empty = envelope({ DetailType: 't', Source: 's' }, '{"note":""}');
const constant = messageOf(
  empty.replace('""}', `"${'x'.repeat(MESSAGE_BYTES - empty.length)}"}`),
);
/** Answers with no messages up to ten: written once. */
const constantAnswers = Array.from({ length: ENTRIES + 1 }, (_, count) =>
  JSON.stringify(
    count === 0
      ? {}
      : { Messages: Array.from({ length: count }, () => constant) },
  ),
);

const entriesAnswers = Array.from({ length: ENTRIES + 1 }, (_, count) =>
  JSON.stringify({
    FailedEntryCount: 0,
    Entries: Array.from({ length: count }, () => ({ EventId: ID })),
  }),
);

/** One queue: how many constant messages, or which messages, are in it, and who waits for them. */
const queues = new Map();

function queueNamed(name) {
  let queue = queues.get(name);
  if (!queue) {
    queue = { name, count: 0, messages: [], waiting: [] };
    queues.set(name, queue);
  }
  return queue;
}

/** The answer to a receiver, or nothing while there is nothing to give. */
function take(queue) {
  if (options.echo) {
    const messages = queue.messages.splice(0, ENTRIES);
    return messages.length > 0
      ? JSON.stringify({ Messages: messages })
      : undefined;
  }
  const count = Math.min(ENTRIES, queue.count);
  queue.count -= count;
  return count > 0 ? constantAnswers[count] : undefined;
}

function wake(queue) {
  while (queue.waiting.length > 0) {
    const answer = take(queue);
    if (!answer) {
      return;
    }
    queue.waiting.shift().answer(answer);
  }
}

function putEvents(body) {
  const entries = options.echo ? JSON.parse(body).Entries : undefined;
  const messages = entries?.map(entry =>
    messageOf(envelope(entry, entry.Detail)),
  );
  for (const queue of queues.values()) {
    if (queue.name.startsWith('match')) {
      queue.count += ENTRIES;
      queue.messages.push(...(messages ?? []));
      setImmediate(wake, queue);
    }
  }
  return entriesAnswers[entries?.length ?? ENTRIES];
}

function receive(body, answer, response) {
  const { QueueUrl, WaitTimeSeconds = 0 } = JSON.parse(body);
  const queue = queueNamed(QueueUrl.split('/').pop());
  const taken = take(queue);
  if (taken || WaitTimeSeconds === 0) {
    answer(taken ?? constantAnswers[0]);
    return;
  }
  const waiter = { answer };
  const leave = () => {
    clearTimeout(timer);
    queue.waiting = queue.waiting.filter(one => one !== waiter);
  };
  const timer = setTimeout(() => {
    leave();
    answer(constantAnswers[0]);
  }, WaitTimeSeconds * 1000);
  response.once('close', leave);
  queue.waiting.push(waiter);
}

const queueArn = body =>
  `arn:aws:sqs:eu-west-1:${ACCOUNT}:${JSON.parse(body)
    .QueueUrl.split('/')
    .pop()}`;

const deleted = JSON.stringify({
  Successful: Array.from({ length: ENTRIES }, (_, i) => ({ Id: String(i) })),
  Failed: [],
});

/** What each operation answers; a string is the whole of it. */
const answers = {
  'AWSEvents.CreateEventBus': '{"EventBusArn":"arn:aws:events:null"}',
  'AWSEvents.ListEventBuses': '{"EventBuses":[]}',
  'AWSEvents.PutPermission': '{}',
  'AWSEvents.PutRule': '{"RuleArn":"arn:aws:events:null"}',
  'AWSEvents.PutTargets': '{"FailedEntryCount":0,"FailedEntries":[]}',
  'AWSEvents.PutEvents': putEvents,
  'AmazonSQS.CreateQueue': (body, host) => {
    const { QueueName } = JSON.parse(body);
    queueNamed(QueueName);
    return JSON.stringify({
      QueueUrl: `http://${host}/${ACCOUNT}/${QueueName}`,
    });
  },
  'AmazonSQS.SetQueueAttributes': '{}',
  'AmazonSQS.GetQueueAttributes': body =>
    JSON.stringify({
      Attributes: {
        QueueArn: queueArn(body),
        ApproximateNumberOfMessages: '0',
        ApproximateNumberOfMessagesNotVisible: '0',
      },
    }),
  'AmazonSQS.DeleteMessageBatch': deleted,
};

/** IAM speaks Query; the benchmark reads nothing of its answers. */
const iamAnswer = body => {
  const action = new URLSearchParams(body).get('Action');
  return `<${action}Response><${action}Result/></${action}Response>`;
};

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', chunk => chunks.push(chunk));
  request.on('end', () => {
    const target = request.headers['x-amz-target'];
    const answer = (
      body,
      status = 200,
      type = 'application/x-amz-json-1.1',
    ) => {
      response.writeHead(status, {
        'content-type': type,
        'content-length': Buffer.byteLength(body),
      });
      response.end(body);
    };
    const body = () => Buffer.concat(chunks).toString();
    const known = answers[target];
    if (target === 'AmazonSQS.ReceiveMessage') {
      receive(body(), answer, response);
    } else if (target === 'AWSEvents.PutEvents' && !options.echo) {
      answer(putEvents());
    } else if (known) {
      answer(
        typeof known === 'string' ? known : known(body(), request.headers.host),
      );
    } else if (target) {
      answer(`{"message":"The null server does not know ${target}"}`, 400);
    } else {
      answer(iamAnswer(body()), 200, 'text/xml');
    }
  });
});

// Longer than any pause of the driver, or a connection is used just when it is
// closed.
server.keepAliveTimeout = 120_000;
server.listen(Number(options.port), '127.0.0.1', () => {
  const { port } = server.address();
  process.stdout.write(
    `The null server is ready at http://127.0.0.1:${port}\n`,
  );
});
process.once('SIGTERM', () => process.exit(0));
