use crate::Handover;

pub(super) const HANDOVER: Handover = Handover {
    link: "Tengo un código del servicio de asistencia",
    title: "Un código del servicio de asistencia",
    lead: "Escriba el código que le leen por teléfono. Después recibirá otro por correo, solo para usted, y elegirá una contraseña nueva.",
    label: "Código del servicio de asistencia",
    hint: "Ocho letras y cifras, por ejemplo 7K2M-Q9XW",
    no_match: "Ese código no vale en este momento. Pida que se lo lean otra vez.",
    limited: "Se ha intentado demasiadas veces. Vuelva a intentarlo dentro de {time} o pida ayuda por teléfono.",
};
