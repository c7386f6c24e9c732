// Lock, suspension, sessions, groups.

import assert from 'node:assert/strict'
import test from 'node:test'
import { FIRST_PASSWORD, all, lock, org, person, refusal, signIn, status } from './org.js'

test('wrong passwords lock, and an administrator unlocks once', async () => {
  const { id: userId, profile } = await person()
  await lock(userId)
  assert.equal(await status(userId), 'LOCKED_OUT')
  assert.equal(await signIn(profile.login, FIRST_PASSWORD), 'locked-out')
  await org.userApi.unlockUser({ userId })
  assert.equal(await status(userId), 'ACTIVE')
  assert.equal(await signIn(profile.login, FIRST_PASSWORD), 'accepted')
  await assert.rejects(org.userApi.unlockUser({ userId }), refusal(403, 'E0000032'))
})

test('a suspended person stays out until the suspension ends', async () => {
  const { id: userId, profile } = await person()
  await org.userApi.suspendUser({ userId })
  assert.equal(await status(userId), 'SUSPENDED')
  assert.equal(await signIn(profile.login, FIRST_PASSWORD), 'refused')
  await org.userApi.unsuspendUser({ userId })
  assert.equal(await signIn(profile.login, FIRST_PASSWORD), 'accepted')
  await assert.rejects(org.userApi.unsuspendUser({ userId }), refusal(400, 'E0000001'))
})

test('sessions end and factors are forgotten without a change of status', async () => {
  const { id: userId } = await person()
  await org.userApi.revokeUserSessions({ userId, oauthTokens: true })
  await org.userApi.resetFactors({ userId })
  assert.equal(await status(userId), 'ACTIVE')
})

test('a person joins and leaves a group', async () => {
  const { id: userId, profile } = await person()
  const name = `Group of ${profile.login}`
  const group = await org.groupApi.createGroup({ group: { profile: { name } } })
  const groupId = group.id
  const names = async () =>
    (await all(org.userApi.listUserGroups({ userId }))).map((one) => one.profile.name)

  await org.groupApi.assignUserToGroup({ groupId, userId })
  assert.deepEqual((await names()).sort(), ['Everyone', name])
  const members = await all(org.groupApi.listGroupUsers({ groupId }))
  assert.deepEqual(members.map((user) => user.id), [userId])
  await org.groupApi.unassignUserFromGroup({ groupId, userId })
  assert.deepEqual(await names(), ['Everyone'])

  await org.groupApi.deleteGroup({ groupId })
  await assert.rejects(org.groupApi.getGroup({ groupId }), refusal(404, 'E0000007'))
})
