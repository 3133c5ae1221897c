#!/usr/bin/env bash
# Huawei Cloud's SDK for Node.js, @huaweicloud/huaweicloud-sdk-core 3.1.211: without a project_id, any call, also a GET that
# lists, looks the region's project up, as the SDKs for other languages do. If IAM knows none of that name, or more than one, the
# SDK creates one (POST /v3/projects, a lasting change of the account) and lists what is in it: an empty answer with status 200
# instead of an error. So give a program that only reads its project_id. (The package also needs uuid, which it does not name.)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund @huaweicloud/huaweicloud-sdk-core@3.1.211 uuid@14.0.3 >/dev/null
cat >list.js <<'JS'
const http = require('node:http')
const { BasicCredentials, Region } = require('@huaweicloud/huaweicloud-sdk-core')
const { ClientBuilder } = require('@huaweicloud/huaweicloud-sdk-core/ClientBuilder')

// What the SDK asks for one list, when IAM knows these projects.
async function calls(projects) {
  const answers = {
    'GET /v3/projects': { projects },
    'GET /v3/regions': { regions: [{ id: 'region-1', type: 'public' }] },
    'GET /v3/auth/domains': { domains: [{ id: 'domain' }] },
    'POST /v3/projects': { project: { id: 'created' } },
  }
  const seen = []
  const server = http.createServer((request, response) => {
    seen.push(request.method + ' ' + request.url.split('?')[0])
    response.setHeader('Content-Type', 'application/json')
    request.resume().on('end', () => response.end(JSON.stringify(answers[seen.at(-1)] ?? { items: [] })))
  })
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  const endpoint = 'http://127.0.0.1:' + server.address().port
  // The project found is kept in the process by access key and region.
  const credentials = new BasicCredentials().withAk('ak' + projects.length).withSk('sk')
  credentials.iamEndpoint = endpoint
  const client = new ClientBuilder(core => core)
    .withCredential(credentials)
    .withRegion(new Region('region-1', endpoint))
    .build()
  const list = { method: 'GET', url: '/v1/{project_id}/session', contentType: 'application/json' }
  await client.sendRequest({ ...list, queryParams: {}, pathParams: {}, headers: {}, data: {} })
  server.close()
  server.closeAllConnections()
  return seen.join(', ')
}

async function main() {
  const one = await calls([{ id: 'a' }])
  const none = await calls([])
  const two = await calls([{ id: 'a' }, { id: 'b' }])
  console.log('one project: ', one)
  console.log('no project:  ', none)
  console.log('two projects:', two)
  const creates = 'GET /v3/projects, GET /v3/regions, GET /v3/auth/domains, POST /v3/projects, GET /v1/created/session'
  if (one !== 'GET /v3/projects, GET /v1/a/session' || none !== creates || two !== creates) {
    console.log('CHANGED')
    process.exit(1)
  }
}

main()
JS
node list.js
