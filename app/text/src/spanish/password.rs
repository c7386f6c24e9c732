use crate::{Change, Counted::One, Password, Refusals, Rules, Unlock};

pub(super) const PASSWORD: Password = Password {
    title: "Elija una contraseña nueva",
    rules: "Lo que necesita la contraseña nueva",
    met: "cumplida",
    unmet: "aún no cumplida",
    summary: "{met} de {all} reglas cumplidas",
    same: "Las dos contraseñas son iguales.",
    different: "Las contraseñas no son iguales.",
    show: "Mostrar las contraseñas",
    hide: "Ocultar las contraseñas",
    signs_out: "Se cerrará su sesión en todas partes, y volverá a iniciarla con la contraseña \
                nueva.",
    set: "Establecer la contraseña nueva",
    suggest: "Sugerir una contraseña",
    suggest_why: "Unas pocas palabras al azar son fáciles de escribir y difíciles de adivinar. \
                  Estas se han elegido para esta página y no se guardan en ningún sitio; recargue \
                  la página si quiere otras.",
    copy: "Copiar",
    copied: "Copiada.",
    copy_failed: "Su navegador no lo permite; seleccione el texto en su lugar.",
    missing: "Escriba una contraseña nueva.",
    too_long: "Tiene más de {most} caracteres, el máximo de una contraseña.",
    unusable: "Contiene un emoji u otro carácter que las contraseñas no pueden tener.",
    not_the_same: "Las dos contraseñas no son iguales. Escriba otra vez las dos.",
    on_sending: "se comprueba al enviar",
    not_met: "no cumplida",
    locked: "Su cuenta está bloqueada. Establecer una contraseña nueva también la desbloquea.",
    expired: "Su contraseña ha caducado. Con una nueva podrá volver a iniciar sesión.",
    recovery: "Se empezó un restablecimiento en otro sitio. Una contraseña nueva establecida aquí \
               lo completa.",
    first: "Su cuenta aún no tiene contraseña. La que elija aquí será la primera.",
    know_it: "¿Sabe su contraseña?",
    know_it_text: "Entonces no necesita una nueva: se puede quitar solo el bloqueo.",
    keep_and_unlock: "Mantener mi contraseña y desbloquear",
};

pub(super) const RULES: Rules = Rules {
    wish_length: One("Al menos {number} carácter", "Al menos {number} caracteres"),
    wish_lower: "Una letra minúscula",
    wish_upper: "Una letra mayúscula",
    wish_digit: "Una cifra",
    wish_symbol: "Un símbolo, como ! ? # o %",
    wish_username: "Ninguna parte de su nombre de usuario",
    wish_username_parts: "Ninguna parte de su nombre de usuario ({parts})",
    wish_first_name: "No su nombre de pila",
    wish_last_name: "No su apellido",
    wish_repeats: One(
        "Ningún carácter más de {number} vez seguida",
        "Ningún carácter más de {number} veces seguidas",
    ),
    breach_length: One(
        "La contraseña necesita al menos {number} carácter.",
        "La contraseña necesita al menos {number} caracteres.",
    ),
    breach_lower: "La contraseña necesita una letra minúscula.",
    breach_upper: "La contraseña necesita una letra mayúscula.",
    breach_digit: "La contraseña necesita una cifra.",
    breach_symbol: "La contraseña necesita un símbolo, como ! ? # o %.",
    breach_username: "La contraseña no debe contener una parte de su nombre de usuario.",
    breach_first_name: "La contraseña no debe contener su nombre de pila.",
    breach_last_name: "La contraseña no debe contener su apellido.",
    breach_repeats: One(
        "La contraseña no debe contener un carácter más de {number} vez seguida.",
        "La contraseña no debe contener un carácter más de {number} veces seguidas.",
    ),
    not_present: "No su contraseña actual",
    not_earlier: One(
        "No su última contraseña",
        "Ninguna de sus últimas {number} contraseñas",
    ),
    not_common: "No una contraseña que usa mucha gente",
    min_age: "Su contraseña actual tiene al menos {time}",
};

pub(super) const REFUSALS: Refusals = Refusals {
    unknown: "El directorio ha rechazado esta contraseña sin decir qué regla incumple. Elija una \
              más larga que no se parezca a las anteriores.",
    recently_used: "Ya ha usado esta contraseña. Elija una que no haya tenido nunca.",
    common: "Mucha gente usa esta contraseña, así que es fácil de adivinar. Elija otra.",
    contains_name: "La contraseña contiene una parte de su nombre o de su nombre de usuario. \
                    Quítela.",
    breached: "Esta contraseña se conoce por filtraciones de datos, y los atacantes la prueban \
               pronto. Elija otra.",
    company_word: "La contraseña contiene un nombre de la empresa. Quítelo.",
    too_young: "Una contraseña debe tener al menos {time} antes de cambiarse.",
    changed_lately: "Su contraseña se cambió hace poco.",
    ask_desk: "Si no puede esperar, diríjase al servicio de asistencia.",
    own_name: "La contraseña está construida con su propio nombre. Elija una que no tenga nada que \
               ver con usted.",
    keyboard: "La contraseña sigue las teclas del teclado. Elija mejor unas palabras que no tengan \
               relación entre sí.",
    repeats: "La contraseña se repite. Elija mejor unas palabras que no tengan relación entre sí.",
    sequence: "La contraseña es una serie como abc o 123. Elija mejor unas palabras que no tengan \
               relación entre sí.",
    date: "La contraseña está construida con una fecha. Elija mejor unas palabras que no tengan \
           relación entre sí.",
    name: "La contraseña está construida con un nombre común. Elija mejor unas palabras que no \
           tengan relación entre sí.",
    popular: "Mucha gente usa esta contraseña o una parecida. Elija mejor unas palabras que no \
              tengan relación entre sí.",
    word: "La contraseña es una sola palabra con poco añadido. Elija mejor unas palabras que no \
           tengan relación entre sí.",
    guessable: "Esta contraseña es fácil de adivinar. Elija mejor unas palabras que no tengan \
                relación entre sí.",
};

pub(super) const UNLOCK: Unlock = Unlock {
    locked: "Su cuenta está bloqueada",
    locked_why: "Casi siempre se debe a varios inicios de sesión con una contraseña incorrecta.",
    can_lift: "Puede quitar el bloqueo ahora. Su contraseña se queda como está.",
    lift: "Desbloquear mi cuenta",
    unsure: "¿No está seguro de su contraseña?",
    unsure_text: "Unos pocos fallos más bloquean otra vez la cuenta. Una contraseña nueva también \
                  la desbloquea.",
    new_instead: "Establecer mejor una contraseña nueva",
    leave: "Dejarlo todo como está",
    new_password: "Establecer una contraseña nueva",
    desk_helps: "El [servicio de asistencia] puede ayudarle.",
    not_locked: "Su cuenta no está bloqueada",
    not_locked_text: "No hay ningún bloqueo, así que no se ha cambiado nada. Si aun así no puede \
                      iniciar sesión, lo más probable es que sea por la contraseña. Inténtelo otra \
                      vez con cuidado, porque el bloqueo de mayúsculas y otros idiomas del teclado \
                      son trampas frecuentes; o bien necesita una nueva.",
    expired: "Su contraseña ha caducado",
    expired_text: "Su cuenta no está bloqueada. Su contraseña ha caducado y por eso no puede \
                   iniciar sesión con ella. Necesita una nueva.",
    waits: "Su cuenta espera una contraseña nueva",
    waits_text: "Su cuenta no está bloqueada. Se empezó un restablecimiento en otro sitio y, hasta \
                 que se termine, la contraseña antigua no funciona. Una nueva lo termina.",
    other_reason: "No hay ningún bloqueo, así que no se ha cambiado nada. Otra cosa le impide \
                   iniciar sesión, y este portal no puede arreglarla.",
};

pub(super) const CHANGE: Change = Change {
    title: "Contraseña actual y contraseña nueva",
    label: "Contraseña actual",
    expired: "Su contraseña ha caducado. Aquí todavía cuenta como la actual.",
    recovery: "Se empezó un restablecimiento en otro sitio. Si la contraseña actual ya no se \
               acepta, establezca una nueva sin ella.",
    unsure: "¿No está seguro de su contraseña actual?",
    unsure_text: "Ha demostrado quién es, así que no la necesita.",
    without_old: "Establecer una contraseña nueva sin la antigua",
    need_not_wait: "No hace falta que espere: ha demostrado quién es, así que la contraseña \
                    antigua no es necesaria.",
    cannot_wait: "Si no puede esperar, el [servicio de asistencia] puede ayudarle.",
    locked: "Mientras está bloqueada, su contraseña no se puede cambiar, ni siquiera por usted.",
    unlock_first: "Primero desbloquéela, con la contraseña como está. Después podrá cambiarla.",
    go_on_unlock: "Seguir y desbloquearla",
    both_at_once: "O haga las dos cosas a la vez: establezca una contraseña nueva sin la antigua, \
                   lo que también la desbloquea.",
    desk_unlocks: "El [servicio de asistencia] puede desbloquearla.",
    missing: "Escriba su contraseña actual.",
    wrong_wait: "Esa no es su contraseña actual. Ahora no se puede volver a intentar. La espera \
                 evita que se bloquee su cuenta.",
    wrong_left: One(
        "Esa no es su contraseña actual. Le queda {number} intento antes de tener que esperar.",
        "Esa no es su contraseña actual. Le quedan {number} intentos antes de tener que esperar.",
    ),
    closed: "La contraseña actual ha fallado demasiadas veces. Aquí podrá intentarlo otra vez \
             dentro de {time}. La espera evita que se bloquee su cuenta.",
};
