// Factors: a telephone, a question, a push that is answered on the telephone.

import assert from 'node:assert/strict'
import test from 'node:test'
import { answerPush, enrolPush, org, person, phone, refusal } from './org.js'

const sms = {
  factorType: 'sms',
  provider: 'OKTA',
  profile: { phoneNumber: '+12025550196' },
}

test('a telephone is enrolled with the code it gets, and goes again', async () => {
  const { id: userId, profile } = await person()
  const { id: factorId, status } = await org.userFactorApi.enrollFactor({ userId, body: sms })
  assert.equal(status, 'PENDING_ACTIVATION')
  const [{ code }] = (await phone(profile.login)).messages
  const activate = (passCode) =>
    org.userFactorApi.activateFactor({ userId, factorId, body: { passCode } })
  await assert.rejects(activate('none'), refusal(403, 'E0000068'))
  assert.equal((await activate(code)).status, 'ACTIVE')
  await org.userFactorApi.unenrollFactor({ userId, factorId })
  await assert.rejects(org.userFactorApi.getFactor({ userId, factorId }), refusal(404, 'E0000007'))
})

test('a push waits until its owner has chosen the right number', async () => {
  const { id: userId, profile } = await person()
  const body = { factorType: 'push', provider: 'OKTA' }
  const { id: factorId } = await org.userFactorApi.enrollFactor({ userId, body })
  await enrolPush(userId)
  const started = await org.userFactorApi.verifyFactor({
    userId,
    factorId,
    body: { useNumberMatchingChallenge: true },
  })
  assert.equal(started.factorResult, 'WAITING')
  const [push] = (await phone(profile.login)).pushes
  const number = started._embedded.challenge.correctAnswer
  assert.ok(push.numbers.includes(number))
  const poll = async () => {
    const transaction = { userId, factorId, transactionId: push.id }
    return (await org.userFactorApi.getFactorTransactionStatus(transaction)).factorResult
  }
  assert.equal(await poll(), 'WAITING')
  await answerPush(userId, push.id, number)
  assert.equal(await poll(), 'SUCCESS')
})
