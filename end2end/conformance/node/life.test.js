// A person joins, is found, changes and leaves.

import assert from 'node:assert/strict'
import test from 'node:test'
import { all, newUser, org, person, refusal, remove, status } from './org.js'

test('a person is created, activated and removed for good', async () => {
  const created = await org.userApi.createUser({ body: newUser(), activate: false })
  assert.equal(created.status, 'STAGED')
  assert.match(created.id, /^00u.{17}$/)
  const userId = created.id

  const token = await org.userApi.activateUser({ userId, sendEmail: false })
  assert.ok(token.activationUrl.includes(token.activationToken))
  assert.equal(await status(userId), 'ACTIVE')

  await org.userApi.deactivateUser({ userId, sendEmail: false })
  assert.equal(await status(userId), 'DEPROVISIONED')
  await org.userApi.deleteUser({ userId, sendEmail: false })
  await assert.rejects(org.userApi.getUser({ userId }), refusal(404, 'E0000007'))
})

test('a person without a password waits for the welcome', async () => {
  const user = await org.userApi.createUser({ body: newUser(null), activate: true })
  assert.equal(user.status, 'PROVISIONED')
  const again = await org.userApi.reactivateUser({ userId: user.id, sendEmail: false })
  assert.ok(again.activationToken)
  await remove(user.id)
})

test('a person is read by id, by login and by short name', async () => {
  const { id, profile } = await person()
  for (const userId of [id, profile.login, profile.login.split('@')[0]]) {
    assert.equal((await org.userApi.getUser({ userId })).id, id)
  }
})

test('a person is found by search, filter and beginning', async () => {
  const { id, profile } = await person()
  const exact = `profile.login eq "${profile.login}"`
  const ways = [{ search: exact }, { filter: exact }, { q: profile.login.split('@')[0] }]
  for (const way of ways) {
    const found = await all(org.userApi.listUsers(way))
    assert.deepEqual(found.map((user) => user.id), [id])
  }
})

test('an update keeps what it does not name, and a replacement does not', async () => {
  const { id: userId, profile } = await person()
  const user = { profile: { nickName: 'Jay', department: 'Tests' } }
  const updated = await org.userApi.updateUser({ userId, user })
  assert.equal(updated.profile.nickName, 'Jay')
  assert.equal(updated.profile.firstName, 'Node')

  const { login, email } = profile
  const whole = { profile: { login, email, firstName: 'Other', lastName: 'Name' } }
  const replaced = await org.userApi.replaceUser({ userId, user: whole })
  assert.equal(replaced.profile.firstName, 'Other')
  assert.ok(!replaced.profile.nickName)
})

test('a login belongs to one person only', async () => {
  const { profile } = await person()
  const body = newUser()
  body.profile.login = profile.login.toUpperCase()
  const again = org.userApi.createUser({ body })
  await assert.rejects(again, refusal(400, 'E0000001'))
})

test('the pages of a list follow one another to the end', async () => {
  const { id } = await person()
  const ids = (await all(org.userApi.listUsers({ limit: 7 }))).map((user) => user.id)
  assert.ok(ids.length > 14 && ids.includes(id))
  assert.equal(new Set(ids).size, ids.length)
})
