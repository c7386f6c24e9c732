/** People of the simulated org. Each test that changes somebody has a person of its own. */

export interface Person {
  login: string;
  /** The password of the beginning. */
  password: string;
  /** Where codes go: the recovery address if there is one. */
  codesTo: string;
}

/** The second address of somebody with a recovery address; codes go there. */
const recoveryOf = (name: string): string => `${name}.private@example.com`;

function person(login: string, password: string, codesTo = login): Person {
  return { login, password, codesTo };
}

export const alice = person('alice.winter@example.com', 'Harbor42Lantern', recoveryOf('alice'));
export const bob = person('bob.stone@example.com', 'Copper17Meadow');
/** Locked out. */
export const carol = person('carol.reyes@example.com', 'Saffron83Bridge', recoveryOf('carol'));
/** The password has expired. */
export const dan = person('dan.okafor@example.com', 'Velvet29Compass');
/** In the middle of Okta's own recovery. */
export const erin = person('erin.lindqvist@example.com', 'Juniper64Anchor');
/** Suspended. */
export const henry = person('henry.kowalski@example.com', 'Marble71Orchard');
/** Excluded by a group. */
export const liam = person('liam.byrne@example.com', 'Timber56Quartz');
export const paul = person('paul.adeyemi@example.com', 'Ember61Canyon9');
export const quinn = person('quinn.fischer@example.com', 'Nectar35Summit');
export const rosa = person('rosa.jimenez@example.com', 'Plasma72Island');
export const samir = person('samir.haddad@example.com', 'Bronze19Valley');
export const tara = person('tara.murphy@example.com', 'Crystal84Dune');
export const umar = person('umar.rahman@example.com', 'Lagoon53Petal');
export const vera = person('vera.nilsson@example.com', 'Spruce16Kettle');
export const william = person('william.brown@example.com', 'Raven97Cinder');
export const xenia = person('xenia.petrova@example.com', 'Amber22Fjord8');
/** A contractor: the default policy, with eight characters. */
export const yusuf = person('yusuf.kaya@example.com', 'Topaz66Nova');
/** A contractor, as well. */
export const zoe = person('zoe.martin@example.com', 'Basil31Ferry');
export const anton = person('anton.berg@example.com', 'Meteor45Saddle');

/** Accounts that the portal cannot serve, and what the mail to them says. */
export const unserved = [
  { login: 'frank.moreau@example.com', told: 'Your account has not been activated yet.' },
  { login: 'grace.tanaka@example.com', told: 'Your account has not been activated yet.' },
  { login: henry.login, told: 'Your account is suspended.' },
  { login: 'irene.santos@example.com', told: 'Your account is switched off.' },
  { login: 'jack.novak@example.com', told: 'Your password is kept elsewhere.' },
  { login: 'karen.olsen@example.com', told: 'Your password is kept elsewhere.' },
  { login: 'maria.silva@example.com', told: 'Your account has an administrator role' },
];

/** A login that nobody has. */
export const nobody = 'nobody.here@example.com';
/** An address that two people share, and which therefore names nobody. */
export const shared = 'family.bennett@example.com';

/** Keeps every rule of the org, and is on no list. */
export const goodPassword = 'Quiet-Lantern-7-Rivers';
