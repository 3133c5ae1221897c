// Lists the sessions of a project with the core of Huawei Cloud's SDK for Node.js, which has no package for Workspace: what to
// ask, and with which keys, is a JSON object on stdin; stdout gets a list of [id, state], in the order of the answers.
import { text } from 'node:stream/consumers'

import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js'
import { ClientBuilder } from '@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js'

const order = JSON.parse(await text(process.stdin))
const keys = new BasicCredentials().withAk(order.key).withSk(order.secret).withProjectId(order.project)
if (order.token) keys.withSecurityToken(order.token)
const client = new ClientBuilder((http) => http).withEndpoint(order.endpoint).withCredential(keys).build()

const found = []
for (;;) {
  const page = await client.sendRequest({
    method: 'GET', url: '/v1/{project_id}/session/list-sessions', contentType: 'application/json',
    pathParams: { project_id: order.project }, headers: {},
    queryParams: { limit: 100, offset: found.length, query_begin_time: order.begin, query_end_time: order.end,
      session_state: 'Active,Disconnected,AppcInit,SignedOut,InitFail' }
  })
  found.push(...page.items.map((session) => [session.id, session.session_state]))
  if (page.items.length === 0 || found.length >= page.count) break
}
console.log(JSON.stringify(found))
