// Swagger's client, which builds its requests from the API description that GA4GH publishes, against a local WES: what a portal does with it.
// It ends with "ok N": N checks held.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { load } from 'js-yaml';
import SwaggerClient from 'swagger-client';

const [description, serviceInfo, address] = process.argv.slice(2);
let checks = 0;

function check(actual, expected, what) {
  assert.deepEqual(actual, expected, what);
  checks++;
}

// the description names the other one's schemas by their address
const text = (await readFile(description, 'utf8')).replaceAll(/https:\/\/[^'"#]*service-info\.yaml#/g, '#');
const spec = load(text);
Object.assign(spec.components.schemas, load(await readFile(serviceInfo, 'utf8')).components.schemas);
spec.servers = [{ url: address }];
const client = await SwaggerClient({ spec });
const call = async (operationId, parameters = {}, requestBody) => (await client.execute({ operationId, parameters, requestBody })).body;

async function ended(run_id) {
  for (;;) {
    const { state } = await call('GetRunStatus', { run_id });
    if (!['QUEUED', 'INITIALIZING', 'RUNNING', 'CANCELING'].includes(state)) return state;
    await new Promise(wait => setTimeout(wait, 100));
  }
}

const info = await call('GetServiceInfo');
check(info.type, { group: 'org.ga4gh', artifact: 'wes', version: '1.1.0' }, 'the service');
check(info.workflow_type_versions.SHELL, { workflow_type_version: ['1.0', '1'] }, 'the plain workflow type');

const script = new File(['echo "hello $name"; cat lib/words.txt > counted.txt; echo careful >&2'], 'main.sh');
const words = new File(['a b c\n'], 'lib/words.txt');
const request = {
  workflow_type: 'SHELL',
  workflow_type_version: '1.0',
  workflow_url: 'main.sh',
  workflow_params: JSON.stringify({ name: 'Ada' }),
  tags: JSON.stringify({ study: 'a b&c' }),
  workflow_attachment: [script, words],
};
const { run_id } = await call('RunWorkflow', {}, request);
check(await ended(run_id), 'COMPLETE', 'the run ends');
const log = await call('GetRunLog', { run_id });
check([log.request.workflow_params, log.request.tags, log.run_log.exit_code], [{ name: 'Ada' }, { study: 'a b&c' }, 0], 'what was asked for');
check(await (await fetch(log.run_log.stdout)).text(), 'hello Ada\n', 'the output');
check(await (await fetch(log.run_log.stderr)).text(), 'careful\n', 'the errors');
check(await (await fetch(log.outputs['counted.txt'])).text(), 'a b c\n', 'a result');
const { task_logs } = await call('ListTasks', { run_id, page_size: 10 });
check((await call('GetTask', { run_id, task_id: task_logs[0].id })).exit_code, 0, 'the task');

const sleeper = await call('RunWorkflow', {}, { ...request, workflow_attachment: [new File(['sleep 600'], 'main.sh')] });
check(await call('CancelRun', { run_id: sleeper.run_id }), sleeper, 'cancelling');
check(await ended(sleeper.run_id), 'CANCELED', 'a cancelled run');
const first = await call('ListRuns', { page_size: 1 });
const second = await call('ListRuns', { page_size: 1, page_token: first.next_page_token });
check([...first.runs, ...second.runs].map(run => run.run_id), [sleeper.run_id, run_id], 'the pages');
check(second.next_page_token, '', 'the last page');
await assert.rejects(call('GetRunLog', { run_id: 'nothing-here' }), error => error.response.status === 404);
await assert.rejects(call('RunWorkflow', {}, { ...request, tags: '{"n":1}' }), error => error.response.status === 400);
console.log(`ok ${checks}`);
