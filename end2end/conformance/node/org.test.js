// The org itself: its policies and its System Log.

import assert from 'node:assert/strict'
import test from 'node:test'
import { all, lock, org, person } from './org.js'

test('password policies say what a password must be', async () => {
  const policies = await all(org.policyApi.listPolicies({ type: 'PASSWORD' }))
  assert.equal(policies.at(-1).name, 'Default Policy')
  assert.equal(policies.at(-1).settings.password.complexity.minLength, 8)
  for (const { id: policyId } of policies) {
    const rules = await all(org.policyApi.listPolicyRules({ policyId }))
    assert.equal(rules[0].actions.passwordChange.access, 'ALLOW')
  }
})

test('the org says who it is', async () => {
  assert.equal((await org.orgSettingApi.getOrgSettings()).status, 'ACTIVE')
})

test('the System Log tells what was done to whom', async () => {
  const { id } = await person()
  await lock(id)
  await org.userApi.unlockUser({ userId: id })
  const filter = `target.id eq "${id}"`
  // Without an end the list never ends: a next page is always offered, for what comes later.
  const until = new Date(Date.now() + 60_000).toISOString()
  const events = await all(org.systemLogApi.listLogEvents({ filter, until, limit: 100 }))
  const types = events.filter((event) => event.actor.id !== id).map((event) => event.eventType)
  assert.deepEqual(types, [
    'user.lifecycle.create',
    'user.lifecycle.activate',
    'user.account.unlock_by_admin',
  ])
  assert.ok(events.some((event) => event.eventType === 'user.account.lock'))
})
