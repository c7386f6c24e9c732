use crate::{Counted::UpToOne, Dates, Mail};

pub(super) const DATES: Dates = Dates {
    months: [
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ],
    pattern: "{day} de {month} de {year} às {time}",
};

pub(super) const MAIL: Mail = Mail {
    code_subject: "Seu código para {portal}",
    asked_reset: "Alguém, provavelmente você, pediu uma nova senha para sua conta.",
    asked_unlock: "Alguém, provavelmente você, pediu o desbloqueio da sua conta.",
    asked_change: "Alguém, provavelmente você, pediu para alterar a senha da sua conta.",
    your_code: "Seu código:",
    works_once: UpToOne(
        "Ele vale uma vez, por {number} minuto, e apenas na página que o pediu. Não o diga a \
         ninguém, nem mesmo ao suporte.",
        "Ele vale uma vez, por {number} minutos, e apenas na página que o pediu. Não o diga a \
         ninguém, nem mesmo ao suporte.",
    ),
    not_asked: "Se não foi você que pediu, não precisa fazer nada: sem este código, nada muda.",
    changed_subject: "Sua senha foi alterada",
    changed: "A senha de {login} foi alterada em {portal}.",
    changed_at: "A senha de {login} foi alterada em {portal}, no dia {when}.",
    was_locked: "Sua conta estava bloqueada. Agora está desbloqueada.",
    signed_out: "Suas sessões foram encerradas em todos os lugares. Entre de novo com a nova \
                 senha.",
    all_well: "Se foi você, está tudo bem.",
    call_now: "Se não foi você: ligue agora para o suporte.",
    telephone: "Telefone: {number}",
    unlocked_subject: "Sua conta foi desbloqueada",
    unlocked: "A conta {login} foi desbloqueada em {portal}.",
    unlocked_at: "A conta {login} foi desbloqueada em {portal}, no dia {when}.",
    same_password: "A senha é a mesma de antes.",
    ends_today: "Sua senha expira em menos de um dia",
    ends_subject: UpToOne(
        "Sua senha expira em {number} dia",
        "Sua senha expira em {number} dias",
    ),
    ends: "A senha de {login} expira no dia {when}. A partir daí, é preciso escolher uma nova antes de poder entrar.",
    choose_now: "Escolha-a agora, quando for melhor para você:",
    odd_link: "Se o link lhe parecer estranho, digite o endereço do portal à mão. Ninguém pede a sua senha por e-mail.",
    desk_code_subject: "Um código para a sua ligação com o suporte",
    on_the_phone: "Alguém está ao telefone com o suporte e diz que é você.",
    read_out: UpToOne(
        "Se foi você que ligou para o suporte, leia este código para a pessoa com quem está falando. Ele vale uma vez, por {number} minuto.",
        "Se foi você que ligou para o suporte, leia este código para a pessoa com quem está falando. Ele vale uma vez, por {number} minutos.",
    ),
    not_calling: "Se não foi você que ligou para o suporte, não diga este código a ninguém, nem a quem ligar para você agora. Sem ele, nada muda.",
    desk_subject: "O suporte ajudou com a sua conta",
    desk_unlocked: "O suporte desbloqueou a conta {login} em {portal}. A senha é a mesma de antes.",
    desk_signed_out: "O suporte encerrou todas as sessões da conta {login} em {portal}. A senha é a mesma de antes.",
    desk_expired: "O suporte fez expirar a senha de {login} em {portal}. Ela precisa ser trocada na próxima vez que você entrar.",
    desk_handover: "O suporte leu um código para a conta {login}, com o qual se pode escolher uma nova senha em {portal}. Para isso também é preciso um código da sua própria caixa de correio.",
    desk_when: "Foi no dia {when}.",
    desk_all_well: "Se você ligou para o suporte, está tudo certo.",
    link_subject: "Seu link para uma nova senha de {portal}",
    link_asked: "Você pediu uma nova senha para a sua conta e provou quem é. Nesta página ela é criada e mostrada:",
    link_button: "Receber minha nova senha",
    link_copy: "Ou copie este endereço:",
    link_works: UpToOne(
        "O link vale uma vez, por {number} minuto. Nada muda antes de você apertar o botão que está lá. Nunca o passe adiante, nem para o suporte.",
        "O link vale uma vez, por {number} minutos. Nada muda antes de você apertar o botão que está lá. Nunca o passe adiante, nem para o suporte.",
    ),
    link_not_you: "Se não foi você que pediu, não o abra e ligue para o suporte: outra pessoa se passou por você.",
    not_served_subject: "Seu pedido em {portal}",
    not_served: "Alguém, provavelmente você, pediu ajuda para entrar na sua conta. Não podemos \
                 dá-la aqui.",
    suspended: "Sua conta está suspensa. Só o suporte pode mandar reabri-la.",
    deactivated: "Sua conta está desativada. Se ainda precisa dela, fale com o suporte.",
    not_activated: "Sua conta ainda não foi ativada. Use o link do e-mail de boas-vindas; se ele \
                    expirou ou você não o encontra, peça um novo ao suporte.",
    elsewhere: "Sua senha é mantida em outro lugar. Altere-a onde você entra no seu computador, ou \
                no provedor de identidade que sua empresa usa.",
    administrator: "Sua conta tem uma função de administrador, e este portal não altera senhas de \
                    administradores. Fale com o suporte.",
    wrong_codes: "Foram digitados códigos errados demais para sua conta, talvez por outra pessoa. \
                  Por segurança, nenhum código é aceito por alguns dias. O suporte pode encerrar \
                  isso antes.",
    nothing_changed: "Nada foi alterado. Se não foi você que pediu, não precisa fazer nada.",
    need_help: "Precisa de ajuda? {desk}",
    email: "E-mail: {address}",
    web: "Web: {address}",
    automatic: "{portal} enviou este e-mail automaticamente, de {url}. Ninguém lê as respostas.",
};
