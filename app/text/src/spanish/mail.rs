use crate::{Counted::One, Dates, Mail};

pub(super) const DATES: Dates = Dates {
    months: [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    pattern: "{day} de {month} de {year} a las {time}",
};

pub(super) const MAIL: Mail = Mail {
    code_subject: "Su código para {portal}",
    asked_reset: "Alguien, probablemente usted, ha pedido una contraseña nueva para su cuenta.",
    asked_unlock: "Alguien, probablemente usted, ha pedido quitar el bloqueo de su cuenta.",
    asked_change: "Alguien, probablemente usted, ha pedido cambiar la contraseña de su cuenta.",
    your_code: "Su código:",
    works_once: One(
        "Vale una sola vez, durante {number} minuto, y solo en la página que lo pidió. No se lo \
         diga a nadie, ni siquiera al servicio de asistencia.",
        "Vale una sola vez, durante {number} minutos, y solo en la página que lo pidió. No se lo \
         diga a nadie, ni siquiera al servicio de asistencia.",
    ),
    not_asked: "Si no lo ha pedido usted, no tiene que hacer nada: sin este código no cambia nada.",
    changed_subject: "Se ha cambiado su contraseña",
    changed: "Se ha cambiado la contraseña de {login} en {portal}.",
    changed_at: "Se ha cambiado la contraseña de {login} en {portal} el {when}.",
    was_locked: "Su cuenta estaba bloqueada. Ahora está desbloqueada.",
    signed_out: "Se ha cerrado su sesión en todas partes. Vuelva a iniciarla con la contraseña \
                 nueva.",
    all_well: "Si ha sido usted, todo está bien.",
    call_now: "Si no ha sido usted: llame ahora mismo al servicio de asistencia.",
    telephone: "Teléfono: {number}",
    unlocked_subject: "Se ha desbloqueado su cuenta",
    unlocked: "Se ha desbloqueado la cuenta {login} en {portal}.",
    unlocked_at: "Se ha desbloqueado la cuenta {login} en {portal} el {when}.",
    same_password: "La contraseña es la misma que antes.",
    ends_today: "Su contraseña caduca en menos de un día",
    ends_subject: One(
        "Su contraseña caduca en {number} día",
        "Su contraseña caduca en {number} días",
    ),
    ends: "La contraseña de {login} caduca el {when}. A partir de entonces tendrá que elegir una nueva antes de poder iniciar sesión.",
    choose_now: "Elíjala ahora, cuando le venga bien:",
    odd_link: "Si el enlace le parece extraño, escriba usted la dirección del portal. Nadie le pedirá nunca su contraseña por correo.",
    desk_code_subject: "Un código para su llamada al servicio de asistencia",
    on_the_phone: "Alguien está hablando por teléfono con el servicio de asistencia y dice que es usted.",
    read_out: One(
        "Si ha sido usted quien ha llamado al servicio de asistencia, lea este código a la persona con la que habla. Vale una sola vez, durante {number} minuto.",
        "Si ha sido usted quien ha llamado al servicio de asistencia, lea este código a la persona con la que habla. Vale una sola vez, durante {number} minutos.",
    ),
    not_calling: "Si no ha llamado al servicio de asistencia, no diga este código a nadie, tampoco a quien le llame ahora. Sin él no cambia nada.",
    desk_subject: "El servicio de asistencia ha intervenido en su cuenta",
    desk_unlocked: "El servicio de asistencia ha desbloqueado la cuenta {login} en {portal}. La contraseña es la misma que antes.",
    desk_signed_out: "El servicio de asistencia ha cerrado todas las sesiones de la cuenta {login} en {portal}. La contraseña es la misma que antes.",
    desk_expired: "El servicio de asistencia ha hecho caducar la contraseña de {login} en {portal}. Habrá que cambiarla en el próximo inicio de sesión.",
    desk_handover: "El servicio de asistencia ha leído un código para la cuenta {login}, con el que se puede elegir una contraseña nueva en {portal}. Para ello hace falta además un código de su propio buzón.",
    desk_when: "Fue el {when}.",
    desk_all_well: "Si ha llamado al servicio de asistencia, todo está en orden.",
    link_subject: "Su enlace a una contraseña nueva para {portal}",
    link_asked: "Ha pedido una contraseña nueva para su cuenta y ha demostrado quién es. En esta página se crea y se muestra:",
    link_button: "Obtener mi contraseña nueva",
    link_copy: "O copie esta dirección:",
    link_works: One(
        "El enlace vale una sola vez, durante {number} minuto. Nada cambia hasta que pulse allí el botón. No lo reenvíe nunca, ni siquiera al servicio de asistencia.",
        "El enlace vale una sola vez, durante {number} minutos. Nada cambia hasta que pulse allí el botón. No lo reenvíe nunca, ni siquiera al servicio de asistencia.",
    ),
    link_not_you: "Si no la ha pedido, no lo abra y llame al servicio de asistencia: otra persona se ha hecho pasar por usted.",
    not_served_subject: "Su solicitud en {portal}",
    not_served: "Alguien, probablemente usted, ha pedido ayuda para iniciar sesión en su cuenta. \
                 Aquí no podemos dársela.",
    suspended: "Su cuenta está suspendida. Solo el servicio de asistencia puede hacer que se abra \
                de nuevo.",
    deactivated: "Su cuenta está desactivada. Si todavía la necesita, pregunte al servicio de \
                  asistencia.",
    not_activated: "Su cuenta aún no se ha activado. Use el enlace del correo de bienvenida; si ha \
                    caducado o no lo encuentra, pida uno nuevo al servicio de asistencia.",
    elsewhere: "Su contraseña se guarda en otro sitio. Cámbiela donde inicia sesión en su \
                ordenador o en el proveedor de identidad que usa su empresa.",
    administrator: "Su cuenta tiene un rol de administrador, y este portal no cambia las \
                    contraseñas de los administradores. Pregunte al servicio de asistencia.",
    wrong_codes: "Se han escrito demasiados códigos incorrectos para su cuenta, quizá por otra \
                  persona. Por seguridad, durante unos días no se acepta ningún código. El \
                  servicio de asistencia puede terminarlo antes.",
    nothing_changed: "No se ha cambiado nada. Si no lo ha pedido usted, no tiene que hacer nada.",
    need_help: "¿Necesita ayuda? {desk}",
    email: "Correo: {address}",
    web: "Web: {address}",
    automatic: "{portal} ha enviado este correo automáticamente, desde {url}. Nadie lee las \
                respuestas.",
};
