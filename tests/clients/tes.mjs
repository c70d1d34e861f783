// Swagger's client, which builds its requests from the API description that GA4GH publishes, and the functions of ELIXIR's web components, against
// a local TES server. It ends with "ok N": N checks held.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { load } from 'js-yaml';
import SwaggerClient from 'swagger-client';

const [description, serviceInfo, address] = process.argv.slice(2);
let checks = 0;

function check(actual, expected, what) {
  assert.deepEqual(actual, expected, what);
  checks++;
}

async function ended(read) {
  for (;;) {
    const task = await read();
    if (!['QUEUED', 'INITIALIZING', 'RUNNING', 'CANCELING'].includes(task.state)) return task;
    await new Promise(wait => setTimeout(wait, 100));
  }
}

// the description names the other one's schemas by their address
const text = (await readFile(description, 'utf8')).replaceAll(/https:\/\/[^'"#]*service-info\.yaml#/g, '#');
const spec = load(text);
Object.assign(spec.components.schemas, load(await readFile(serviceInfo, 'utf8')).components.schemas);
spec.servers = [{ url: address }];
const client = await SwaggerClient({ spec });
const call = async (operationId, parameters = {}, requestBody) => (await client.execute({ operationId, parameters, requestBody })).body;

const info = await call('GetServiceInfo');
check(info.type, { group: 'org.ga4gh', artifact: 'tes', version: '1.1.0' }, 'the service');

const task = {
  name: 'swagger hello',
  inputs: [{ path: '/data/in', content: 'hello\n', type: 'FILE' }],
  executors: [{ image: 'alpine', command: ['wc', '-c'], stdin: '/data/in' }, { image: 'alpine', command: ['sh', '-c', 'exit 3'] }],
  resources: { cpu_cores: 1, ram_gb: 0.5 },
  tags: { study: 'a b&c', step: '' },
};
const { id } = await call('CreateTask', {}, task);
const failed = await ended(() => call('GetTask', { id }));
check(failed, { id, state: 'EXECUTOR_ERROR' }, 'the minimal view');
const full = await call('GetTask', { id, view: 'FULL' });
check(full.logs[0].logs.map(log => [log.exit_code, log.stdout.trim()]), [[0, '6'], [3, '']], 'the logs');
check(full.inputs, task.inputs, 'the inputs');
check('content' in (await call('GetTask', { id, view: 'BASIC' })).inputs[0], false, 'the basic view');
check((await call('ListTasks', { tag_key: ['study', 'step'], tag_value: ['a b&c', ''], state: 'EXECUTOR_ERROR' })).tasks.map(one => one.id), [id], 'the tags');
check((await call('ListTasks', { tag_key: ['study'], tag_value: ['other'] })).tasks, [], 'other tags');
const sleeper = await call('CreateTask', {}, { name: 'swagger sleeps', executors: [{ image: 'alpine', command: ['sleep', '600'] }] });
check(await call('CancelTask', { id: sleeper.id }), {}, 'cancelling');
check((await ended(() => call('GetTask', { id: sleeper.id }))).state, 'CANCELED', 'a cancelled task');
const first = await call('ListTasks', { name_prefix: 'swagger', page_size: 1, view: 'BASIC' });
const second = await call('ListTasks', { name_prefix: 'swagger', page_size: 1, view: 'BASIC', page_token: first.next_page_token });
check([...first.tasks, ...second.tasks].map(one => one.name), ['swagger sleeps', 'swagger hello'], 'the pages');
check(second.next_page_token, undefined, 'the last page');
await assert.rejects(call('GetTask', { id: 'nothing-here' }), error => error.response.status === 404);
await assert.rejects(call('CreateTask', {}, { executors: [] }), error => error.response.status === 400);

// its components need a browser, the functions behind them do not
const chunks = new URL('./node_modules/@elixir-cloud/tes/dist/chunks/', import.meta.url);
const modules = await Promise.all((await readdir(chunks)).map(async name => [name, await readFile(new URL(name, chunks), 'utf8')]));
const [name] = modules.find(([, source]) => source.includes('export { deleteTask, fetchTask, fetchTasks, postTask }'));
const elixir = await import(new URL(name, chunks));
const posted = await elixir.postTask(address, { name: 'elixir', executors: [{ image: 'alpine', command: ['echo', 'hi'] }] });
const done = await ended(() => elixir.fetchTask(address, posted.id));
check([done.state, done.logs[0].logs[0].stdout], ['COMPLETE', 'hi\n'], 'a task of ELIXIR');
const listed = await elixir.fetchTasks(address, 5, '', 'BASIC', 'elixir');
check(listed.tasks.map(one => one.id), [posted.id], 'the list of ELIXIR');
console.log(`ok ${checks}`);
