// Passwords: set, changed, expired, reset.

import assert from 'node:assert/strict'
import test from 'node:test'
import { FIRST_PASSWORD, org, person, refusal, signIn, status } from './org.js'

const SECOND_PASSWORD = 'Marble-Garden-2-Sleeps'

const setTo = (value) => ({ credentials: { password: { value } } })
const change = (from, to) => ({ oldPassword: { value: from }, newPassword: { value: to } })

test('an administrator sets a password, and the old one is dead', async () => {
  const { id: userId, profile } = await person()
  await org.userApi.updateUser({ userId, user: setTo(SECOND_PASSWORD), strict: true })
  assert.equal(await signIn(profile.login, SECOND_PASSWORD), 'accepted')
  assert.equal(await signIn(profile.login, FIRST_PASSWORD), 'refused')
})

test('a person changes the password with the old one only', async () => {
  const { id: userId, profile } = await person()
  const wrong = change('Not-The-Old-1-One', SECOND_PASSWORD)
  await assert.rejects(
    org.userApi.changePassword({ userId, changePasswordRequest: wrong }),
    refusal(403, 'E0000014'),
  )
  const right = change(FIRST_PASSWORD, SECOND_PASSWORD)
  await org.userApi.changePassword({ userId, changePasswordRequest: right })
  assert.equal(await signIn(profile.login, SECOND_PASSWORD), 'accepted')
})

test('a weak password is refused with the rules', async () => {
  const { id: userId } = await person()
  await assert.rejects(org.userApi.updateUser({ userId, user: setTo('short') }), (error) => {
    assert.equal(error.errorCode, 'E0000001')
    assert.match(error.errorCauses[0].errorSummary, /Password requirements were not met/)
    return true
  })
})

test('an expired password must be changed', async () => {
  const { id: userId, profile } = await person()
  const expired = await org.userApi.expirePassword({ userId })
  assert.equal(expired.status, 'PASSWORD_EXPIRED')
  assert.equal(await signIn(profile.login, FIRST_PASSWORD), 'must-change')
})

test('a temporary password replaces the old one', async () => {
  const { id: userId, profile } = await person()
  // The SDK takes the answer for a user and loses the password that it says.
  await org.userApi.expirePasswordAndGetTemporaryPassword({ userId })
  assert.equal(await status(userId), 'PASSWORD_EXPIRED')
  assert.equal(await signIn(profile.login, FIRST_PASSWORD), 'refused')
})

test('a reset gives a link and parks the person', async () => {
  const { id: userId } = await person()
  const reset = await org.userApi.generateResetPasswordToken({ userId, sendEmail: false })
  assert.match(reset.resetPasswordUrl, /\/reset_password\//)
  assert.equal(await status(userId), 'RECOVERY')
})
