use crate::{Code, Counted::One, Errors, Frame, Goal, Home, Identify, Outcome, Time, Trouble};

pub(super) const FRAME: Frame = Frame {
    skip: "Ir al contenido",
    need_person: "¿Necesita hablar con alguien?",
    desk: "servicio de asistencia",
    problem: "Hay un problema",
    error: "Error: ",
    done: "Hecho: ",
    progress: "Progreso",
    language: "Idioma",
    new_password: "Contraseña nueva",
    new_password_again: "Contraseña nueva, otra vez",
    go_on: "Continuar",
};

pub(super) const HOME: Home = Home {
    title: "¿Problemas para iniciar sesión?",
    lead: "Elija lo que corresponda. Le llevará unos minutos.",
    needs_email: "Tiene que poder leer su correo en este dispositivo o en otro. Si no puede, el \
                  [servicio de asistencia] le ayudará.",
    nothing_offered: "En este momento no se pueden restablecer contraseñas aquí. Diríjase al \
                      [servicio de asistencia].",
    by_desk: "No es posible en esta página; lo hace el servicio de asistencia.",
    forgotten: "He olvidado mi contraseña",
    forgotten_reset: "Recibe un código por correo y después elige una contraseña nueva.",
    locked_out: "Mi cuenta está bloqueada",
    locked_out_unlock: "Recibe un código por correo y después desbloquea su cuenta. Su contraseña \
                        no cambia.",
    locked_out_reset: "Recibe un código por correo y después elige una contraseña nueva, lo que \
                       también desbloquea su cuenta.",
    known: "Sé mi contraseña y quiero una nueva",
    known_change: "Recibe un código por correo y después escribe su contraseña y una nueva.",
    known_reset: "Aquí se hace como si la hubiera olvidado: un código por correo y después la \
                  contraseña nueva.",
};

pub(super) const IDENTIFY: Identify = Identify {
    title: "¿Quién es usted?",
    label: "Nombre de usuario o dirección de correo",
    hint: "Lo que usa para iniciar sesión, por ejemplo alice@example.com",
    next: "A continuación recibirá un correo con un código de seis cifras que demuestra que es \
           usted.",
    busy: "Ahora mismo hay mucho tráfico. Sin JavaScript, esta página no puede comprobar que es \
           usted una persona y quizá le pida que lo intente más tarde.",
    checking: "Comprobando que es usted una persona…",
    checking_then_sends: "Comprobando que es usted una persona. El formulario se enviará en un \
                          momento…",
    checked: "Comprobado. Puede continuar.",
    missing: "Escriba su nombre de usuario o su dirección de correo.",
    too_long: "Tiene más de {most} caracteres, así que no puede ser un nombre de usuario.",
    unusable: "Contiene un carácter que ningún nombre de usuario tiene. Escríbalo a mano en lugar \
               de pegarlo.",
    limited: "Se ha intentado demasiadas veces. Vuelva a intentarlo dentro de {time} o diríjase al \
              servicio de asistencia.",
    needs_work: "Ahora mismo hay mucho tráfico. Escriba otra vez su nombre de usuario y esta \
                 página comprobará que es usted una persona. Sin JavaScript, vuelva a intentarlo \
                 dentro de {time} o diríjase al servicio de asistencia.",
    start_again: "Ha pasado demasiado tiempo o se empezó en otro navegador. Empiece de nuevo.",
    replaced: "Esa página ya no estaba al día: entretanto se ha empezado otra cosa en otra \
               pestaña. Lo que ha enviado no ha tenido efecto.",
};

pub(super) const CODE: Code = Code {
    title: "Escriba el código",
    new_sent: "Un código nuevo está en camino. El anterior ya no vale.",
    on_its_way: "Si conocemos {login}, un código de seis cifras está en camino a las direcciones \
                 que tenemos registradas.",
    sends_itself: "Se envía en cuanto están las seis cifras.",
    label: "Código de seis cifras",
    no_email: "¿Aún no ha llegado el correo?",
    no_email_advice: "Puede tardar un par de minutos. Mire también en la carpeta de correo no \
                      deseado. Si ha escrito mal el nombre, empiece de nuevo.",
    other_login: "Empezar de nuevo con otro nombre",
    can_have: One(
        "Puede recibir {number} código más.",
        "Puede recibir {number} códigos más.",
    ),
    next_in: One(
        "El siguiente, dentro de {number} segundo.",
        "El siguiente, dentro de {number} segundos.",
    ),
    wait: "Podrá pedir un código nuevo dentro de {time}.",
    ready: "Ya puede pedir un código nuevo.",
    send_new: "Enviar un código nuevo",
    empty: "Escriba el código de seis cifras del correo.",
    malformed: "Un código tiene seis cifras y nada más.",
    wrong: "Ese no es el código.",
    tries_left: One(
        "Le queda {number} intento con él.",
        "Le quedan {number} intentos con él.",
    ),
    expired: "Ese código ya no vale. Pida uno nuevo más abajo.",
    no_tries_left: "Ha fallado demasiadas veces, así que este código ya no vale. Pida uno nuevo \
                    más abajo.",
    too_soon: One(
        "Se acaba de enviar un código. Podrá pedir el siguiente dentro de {number} segundo.",
        "Se acaba de enviar un código. Podrá pedir el siguiente dentro de {number} segundos.",
    ),
};

pub(super) const TIME: Time = Time {
    minutes: One("{number} minuto", "{number} minutos"),
    hours: One("{number} hora", "{number} horas"),
    days: One("{number} día", "{number} días"),
    hours_and_minutes: "{hours} y {minutes}",
    left: "Tiene {time} para terminar; después tendrá que empezar de nuevo.",
};

pub(super) const RESET: Goal = Goal {
    name: "Restablecer la contraseña",
    step_who: "Quién es usted",
    step_code: "Código",
    step_last: "Contraseña nueva",
    under_way: "Tiene un restablecimiento en curso en este navegador. [Siga con él] o empiece uno \
                nuevo más abajo.",
    no_more_codes: "No se pueden enviar más códigos para esta solicitud. Empiece de nuevo o \
                    diríjase al [servicio de asistencia].",
    expired_none_left: "Ese código ya no vale y no se pueden enviar más para esta solicitud. \
                        Empiece de nuevo.",
    none_left: "No se pueden enviar más códigos para esta solicitud. Empiece de nuevo o diríjase \
                al servicio de asistencia.",
    stopped: "Se ha detenido este restablecimiento",
    was_ended: "Este restablecimiento ha terminado",
    ended: "Terminó antes de que se estableciera una contraseña nueva. No se ha cambiado nada.",
    out_of_time: "El restablecimiento no se terminó a tiempo. No se ha cambiado nada. Puede \
                  empezar de nuevo.",
    not_possible: "Su cuenta ha cambiado entretanto, así que este portal ya no puede establecer su \
                   contraseña. No se ha cambiado nada. Puede empezar de nuevo.",
    not_reached: "Su contraseña no se ha cambiado porque no se pudo contactar con el directorio. \
                  Envíela otra vez dentro de un minuto.",
    not_done: "Su contraseña no se ha cambiado: no llegó al directorio. Envíela otra vez.",
    no_clear_answer: "El directorio aún no ha dicho con claridad si su contraseña se ha \
                      establecido.",
    not_found_out: "No hemos podido averiguar si su contraseña nueva se ha establecido. Pruebe a \
                    iniciar sesión con ella.",
    done: "Su contraseña nueva está establecida",
};

pub(super) const UNLOCK: Goal = Goal {
    name: "Desbloquear la cuenta",
    step_last: "Desbloqueo",
    under_way: "Tiene un desbloqueo en curso en este navegador. [Siga con él] o empiece uno nuevo \
                más abajo.",
    stopped: "Se ha detenido este desbloqueo",
    was_ended: "Este desbloqueo ha terminado",
    ended: "Terminó antes de que se desbloqueara una cuenta. No se ha cambiado nada.",
    out_of_time: "El desbloqueo no se terminó a tiempo. No se ha cambiado nada. Puede empezar de \
                  nuevo.",
    not_possible: "Su cuenta ha cambiado entretanto, así que este portal ya no puede \
                   desbloquearla. No se ha cambiado nada. Puede empezar de nuevo.",
    not_reached: "Su cuenta no se ha desbloqueado porque no se pudo contactar con el directorio. \
                  Envíe la petición otra vez dentro de un minuto.",
    not_done: "Su cuenta no se ha desbloqueado: la petición no llegó al directorio. Envíela otra \
               vez.",
    no_clear_answer: "El directorio aún no ha dicho con claridad si su cuenta se ha desbloqueado.",
    not_found_out: "No hemos podido averiguar si su cuenta se ha desbloqueado. Pruebe a iniciar \
                    sesión.",
    done: "Su cuenta está desbloqueada",
    ..RESET
};

pub(super) const CHANGE: Goal = Goal {
    name: "Cambiar la contraseña",
    under_way: "Tiene un cambio de contraseña en curso en este navegador. [Siga con él] o empiece \
                uno nuevo más abajo.",
    stopped: "Se ha detenido este cambio de contraseña",
    was_ended: "Este cambio de contraseña ha terminado",
    out_of_time: "El cambio de contraseña no se terminó a tiempo. No se ha cambiado nada. Puede \
                  empezar de nuevo.",
    ..RESET
};

pub(super) const OUTCOME: Outcome = Outcome {
    also_unlocked: "Su cuenta está desbloqueada.",
    same_password: "Su contraseña sigue siendo la misma. Inicie sesión con ella.",
    signed_out: "Se ha cerrado su sesión en todas partes. Inicie sesión con la contraseña nueva.",
    being_signed_out: "Se está cerrando su sesión en todas partes; puede tardar un momento.",
    stay_signed_in: "Donde ya tenía la sesión iniciada, sigue iniciada.",
    confirmation: "Una confirmación está en camino a sus direcciones de correo.",
    sign_in: "Iniciar sesión",
    not_you: "¿No ha sido usted? Llame enseguida al [servicio de asistencia].",
    not_possible: "Aquí no es posible",
    blocked: "Ha habido demasiados códigos incorrectos. No se ha cambiado nada. Puede empezar de \
              nuevo con otro código.",
    time_up: "Se acabó el tiempo",
    start_again: "Empezar de nuevo",
    keeps_wrong: "Si sigue fallando, el [servicio de asistencia] puede ayudarle.",
    checking: "Estamos comprobando si ha funcionado",
    finding_out: "El portal lo está averiguando y no hace nada dos veces.",
    looks_again: "Esta página lo comprueba sola cada cinco segundos; no hace falta que envíe nada \
                  otra vez. También recibirá un correo cuando esté hecho.",
    look_now: "Comprobar ahora",
    unclear: "No está claro si ha funcionado",
    ask_desk: "Si eso no funciona, diríjase al [servicio de asistencia]; una persona tiene que \
               revisarlo.",
    look_again: "Comprobar otra vez",
};

pub(super) const TROUBLE: Trouble = Trouble {
    not_found: "Esa página no existe",
    not_found_text: "Puede que la dirección esté mal escrita o que la página se haya movido.",
    to_start: "A la página de inicio",
    unavailable: "El portal no está disponible en este momento",
    unavailable_text: "Algo no ha funcionado por nuestra parte. Si estaba a punto de establecer \
                       una contraseña nueva o de desbloquear su cuenta, puede que no se haya \
                       hecho.",
    unavailable_advice: "Espere un minuto y vuelva a intentarlo. Si es urgente, diríjase al \
                         [servicio de asistencia].",
    try_again: "Volver a intentarlo",
};

pub(super) const ERRORS: Errors = Errors {
    unauthorized: "No ha iniciado sesión",
    unauthorized_do: "Inicie sesión y vuelva a intentarlo.",
    forbidden: "Este formulario no se envió desde este portal",
    forbidden_do: "Abra otra vez el portal y rellene allí el formulario.",
    not_found: "Esa página no existe",
    not_found_do: "Compruebe la dirección o empiece de nuevo.",
    method: "Esta dirección no se puede usar así",
    method_do: "Empiece de nuevo y use los formularios de las páginas.",
    slow: "La conexión era demasiado lenta",
    slow_do: "Compruebe su conexión y vuelva a intentarlo.",
    too_large: "Era demasiado texto",
    too_large_do: "Vuelva atrás y acorte lo que escribió.",
    other_address: "El portal tiene otra dirección",
    other_address_do: "Use la dirección que le dio su empresa.",
    busy: "El portal está ocupado",
    busy_do: "Si ha enviado un formulario, puede que aún se esté procesando. Espere un minuto y \
              abra de nuevo la página antes de repetirlo.",
    fault: "Algo ha fallado por nuestra parte",
    fault_do: "Espere un minuto y vuelva a intentarlo. Si ocurre otra vez, avise al servicio de \
               asistencia.",
    refused: "El portal no puede hacer esto",
    refused_do: "Vuelva atrás o empiece de nuevo.",
};
