// What the tests share: Okta's own client, people of their own, and the sandbox's pages.
//
// The SDK finds the org by its own variables, OKTA_CLIENT_ORGURL and OKTA_CLIENT_TOKEN.

import { after } from 'node:test'
import okta from '@okta/okta-sdk-nodejs'

export const FIRST_PASSWORD = 'Copper-Kettle-1-Whistles'
export const org = new okta.Client()

const pages = process.env.LATCHKEY_SANDBOX_URL.replace(/\/$/, '')
const made = []
let number = 0

/** A request that makes a person nobody knows yet. */
export function newUser(password = FIRST_PASSWORD) {
  number += 1
  const login = `node.tester.${process.pid}.${number}@example.com`
  const profile = { login, email: login, firstName: 'Node', lastName: 'Tester' }
  return password ? { profile, credentials: { password: { value: password } } } : { profile }
}

/** An active person, gone when the tests of the file are over. */
export async function person() {
  const user = await org.userApi.createUser({ body: newUser(), activate: true })
  made.push(user.id)
  return user
}

/** Deactivates, then deletes. */
export async function remove(userId) {
  await org.userApi.deactivateUser({ userId, sendEmail: false })
  await org.userApi.deleteUser({ userId, sendEmail: false })
}

after(async () => {
  for (const userId of made) await remove(userId)
})

export async function status(userId) {
  return (await org.userApi.getUser({ userId })).status
}

/** Everything of a list, over all its pages. */
export async function all(collection) {
  const items = []
  await (await collection).each((item) => {
    items.push(item)
  })
  return items
}

/** What a refusal by Okta looks like to the client. */
export function refusal(status, errorCode) {
  return { name: 'OktaApiError', status, errorCode }
}

/** Locks a person out by wrong passwords: a button of the sandbox's control page. */
export async function lock(userId) {
  await press(`/people/${userId}/lock`, {})
}

/** Tries a password as a person does: accepted, must-change, locked-out or refused. */
export async function signIn(username, password) {
  const ledTo = await press('/sign-in', { login: username, password })
  return ledTo.split('sign-in=')[1]
}

/** What a person's telephone shows. */
export async function phone(login) {
  const answer = await fetch(`${pages}/phone.json?login=${encodeURIComponent(login)}`)
  return answer.json()
}

/** Connects a person's app to the account that waits for it. */
export async function enrolPush(userId) {
  await press(`/phone/${userId}/enrolment`, {})
}

/** Answers a push on its owner's telephone. */
export async function answerPush(userId, push, answer) {
  await press(`/phone/${userId}/pushes/${push}`, { answer })
}

async function press(path, form) {
  const answer = await fetch(pages + path, {
    method: 'POST',
    headers: { Origin: pages },
    body: new URLSearchParams(form),
    redirect: 'manual',
  })
  if (answer.status !== 303) throw new Error(`${path}: ${answer.status}`)
  return answer.headers.get('location')
}
