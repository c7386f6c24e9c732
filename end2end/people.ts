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
/** Suspended. */
export const henry = person('henry.kowalski@example.com', 'Marble71Orchard');
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
export const anton = person('anton.berg@example.com', 'Meteor45Saddle');

/** A login that nobody has. */
export const nobody = 'nobody.here@example.com';

/** Keeps every rule of the org, and is on no list. */
export const goodPassword = 'Quiet-Lantern-7-Rivers';
