use crate::{Code, Counted::UpToOne, Errors, Frame, Goal, Home, Identify, Outcome, Time, Trouble};

pub(super) const FRAME: Frame = Frame {
    skip: "Ir para o conteúdo",
    need_person: "Precisa falar com alguém?",
    desk: "suporte",
    problem: "Há um problema",
    error: "Erro: ",
    done: "Concluído: ",
    progress: "Progresso",
    language: "Idioma",
    new_password: "Nova senha",
    new_password_again: "Nova senha, outra vez",
    go_on: "Continuar",
};

pub(super) const HOME: Home = Home {
    title: "Problemas para entrar?",
    lead: "Escolha o que se aplica. Leva alguns minutos.",
    needs_email: "Você precisa conseguir ler seu e-mail neste ou em outro dispositivo. Se não \
                  conseguir, o [suporte] pode ajudar.",
    nothing_offered: "No momento não é possível redefinir senhas aqui. Procure o [suporte].",
    by_desk: "Não é possível nesta página; quem faz isso é o suporte.",
    forgotten: "Esqueci minha senha",
    forgotten_reset: "Você recebe um código por e-mail e depois escolhe uma nova senha.",
    locked_out: "Minha conta está bloqueada",
    locked_out_unlock: "Você recebe um código por e-mail e depois desbloqueia sua conta. Sua senha \
                        continua a mesma.",
    locked_out_reset: "Você recebe um código por e-mail e depois escolhe uma nova senha, o que \
                       também desbloqueia sua conta.",
    known: "Sei minha senha e quero uma nova",
    known_change: "Você recebe um código por e-mail e depois digita sua senha e uma nova.",
    known_reset: "Aqui se faz como se você a tivesse esquecido: um código por e-mail e depois a \
                  nova senha.",
};

pub(super) const IDENTIFY: Identify = Identify {
    title: "Quem é você?",
    label: "Nome de usuário ou endereço de e-mail",
    hint: "O que você usa para entrar, por exemplo alice@example.com",
    next: "Em seguida, você recebe um e-mail com um código de seis dígitos que prova que é você.",
    busy: "Há muito tráfego neste momento. Sem JavaScript, esta página não pode verificar se você \
           é uma pessoa e talvez peça que tente mais tarde.",
    checking: "Verificando se você é uma pessoa…",
    checking_then_sends: "Verificando se você é uma pessoa. O formulário será enviado em \
                          instantes…",
    checked: "Verificado. Você pode continuar.",
    missing: "Digite seu nome de usuário ou endereço de e-mail.",
    too_long: "Isso tem mais de {most} caracteres, então não pode ser um nome de usuário.",
    unusable: "Isso contém um caractere que nenhum nome de usuário tem. Digite em vez de colar.",
    limited: "Houve tentativas demais. Tente de novo em {time} ou procure o suporte.",
    needs_work: "Há muito tráfego neste momento. Digite seu nome de usuário outra vez, e esta \
                 página verifica se você é uma pessoa. Sem JavaScript, tente de novo em {time} ou \
                 procure o suporte.",
    start_again: "Isso demorou demais ou foi iniciado em outro navegador. Comece de novo.",
    replaced: "Aquela página estava desatualizada: outra aba começou algo diferente nesse \
               meio-tempo. O que você enviou não teve efeito.",
};

pub(super) const CODE: Code = Code {
    title: "Digite o código",
    new_sent: "Um novo código está a caminho. O anterior não vale mais.",
    on_its_way: "Se conhecemos {login}, um código de seis dígitos está a caminho dos endereços que \
                 temos cadastrados.",
    sends_itself: "Ele é enviado assim que os seis dígitos estiverem completos.",
    label: "Código de seis dígitos",
    no_email: "O e-mail ainda não chegou?",
    no_email_advice: "Pode levar um ou dois minutos. Olhe também na pasta de spam. Se você digitou \
                      o nome errado, comece de novo.",
    other_login: "Começar de novo com outro nome",
    can_have: UpToOne(
        "Você pode receber mais {number} código.",
        "Você pode receber mais {number} códigos.",
    ),
    next_in: UpToOne(
        "O próximo, daqui a {number} segundo.",
        "O próximo, daqui a {number} segundos.",
    ),
    wait: "Você poderá pedir um novo código em {time}.",
    ready: "Agora você pode pedir um novo código.",
    send_new: "Enviar um novo código",
    empty: "Digite o código de seis dígitos do e-mail.",
    malformed: "Um código tem seis dígitos e nada mais.",
    wrong: "Esse não é o código.",
    tries_left: UpToOne(
        "Resta {number} tentativa com ele.",
        "Restam {number} tentativas com ele.",
    ),
    expired: "Esse código não vale mais. Peça um novo abaixo.",
    no_tries_left: "Houve erros demais, então este código não vale mais. Peça um novo abaixo.",
    too_soon: UpToOne(
        "Um código acabou de ser enviado. Você poderá pedir o próximo daqui a {number} segundo.",
        "Um código acabou de ser enviado. Você poderá pedir o próximo daqui a {number} segundos.",
    ),
};

pub(super) const TIME: Time = Time {
    minutes: UpToOne("{number} minuto", "{number} minutos"),
    hours: UpToOne("{number} hora", "{number} horas"),
    days: UpToOne("{number} dia", "{number} dias"),
    hours_and_minutes: "{hours} e {minutes}",
    left: "Você tem {time} para terminar; depois disso, terá de começar de novo.",
};

pub(super) const RESET: Goal = Goal {
    name: "Redefinir a senha",
    step_who: "Quem você é",
    step_code: "Código",
    step_last: "Nova senha",
    under_way: "Há uma redefinição em andamento neste navegador. [Continue com ela] ou comece uma \
                nova abaixo.",
    no_more_codes: "Não é possível enviar mais códigos para este pedido. Comece de novo ou procure \
                    o [suporte].",
    expired_none_left: "Esse código não vale mais e não é possível enviar outros para este pedido. \
                        Comece de novo.",
    none_left: "Não é possível enviar mais códigos para este pedido. Comece de novo ou procure o \
                suporte.",
    stopped: "Esta redefinição foi interrompida",
    was_ended: "Esta redefinição foi encerrada",
    ended: "Ela foi encerrada antes que uma nova senha fosse definida. Nada foi alterado.",
    out_of_time: "A redefinição não foi concluída a tempo. Nada foi alterado. Você pode começar de \
                  novo.",
    not_possible: "Sua conta mudou nesse meio-tempo, então este portal não pode mais definir a \
                   senha dela. Nada foi alterado. Você pode começar de novo.",
    not_reached: "Sua senha não foi alterada, porque não foi possível contatar o diretório. Envie \
                  de novo em um minuto.",
    not_done: "Sua senha não foi alterada: ela não chegou ao diretório. Envie de novo.",
    no_clear_answer: "O diretório ainda não disse claramente se sua senha foi definida.",
    not_found_out: "Não conseguimos descobrir se sua nova senha foi definida. Tente entrar com \
                    ela.",
    done: "Sua nova senha está definida",
};

pub(super) const UNLOCK: Goal = Goal {
    name: "Desbloquear a conta",
    step_last: "Desbloqueio",
    under_way: "Há um desbloqueio em andamento neste navegador. [Continue com ele] ou comece um \
                novo abaixo.",
    stopped: "Este desbloqueio foi interrompido",
    was_ended: "Este desbloqueio foi encerrado",
    ended: "Ele foi encerrado antes que uma conta fosse desbloqueada. Nada foi alterado.",
    out_of_time: "O desbloqueio não foi concluído a tempo. Nada foi alterado. Você pode começar de \
                  novo.",
    not_possible: "Sua conta mudou nesse meio-tempo, então este portal não pode mais \
                   desbloqueá-la. Nada foi alterado. Você pode começar de novo.",
    not_reached: "Sua conta não foi desbloqueada, porque não foi possível contatar o diretório. \
                  Envie o pedido de novo em um minuto.",
    not_done: "Sua conta não foi desbloqueada: o pedido não chegou ao diretório. Envie-o de novo.",
    no_clear_answer: "O diretório ainda não disse claramente se sua conta foi desbloqueada.",
    not_found_out: "Não conseguimos descobrir se sua conta foi desbloqueada. Tente entrar.",
    done: "Sua conta está desbloqueada",
    ..RESET
};

pub(super) const CHANGE: Goal = Goal {
    name: "Alterar a senha",
    under_way: "Há uma alteração de senha em andamento neste navegador. [Continue com ela] ou \
                comece uma nova abaixo.",
    stopped: "Esta alteração de senha foi interrompida",
    was_ended: "Esta alteração de senha foi encerrada",
    out_of_time: "A alteração de senha não foi concluída a tempo. Nada foi alterado. Você pode \
                  começar de novo.",
    ..RESET
};

pub(super) const OUTCOME: Outcome = Outcome {
    also_unlocked: "Sua conta está desbloqueada.",
    same_password: "Sua senha continua a mesma. Entre com ela.",
    signed_out: "Suas sessões foram encerradas em todos os lugares. Entre com a nova senha.",
    being_signed_out: "Suas sessões estão sendo encerradas em todos os lugares; isso pode levar um \
                       momento.",
    stay_signed_in: "Onde você já tinha entrado, a sessão continua aberta.",
    confirmation: "Uma confirmação está a caminho dos seus endereços de e-mail.",
    sign_in: "Entrar",
    not_you: "Não foi você? Ligue imediatamente para o [suporte].",
    not_possible: "Não é possível aqui",
    blocked: "Houve códigos errados demais. Nada foi alterado. Você pode começar de novo com outro \
              código.",
    time_up: "O tempo acabou",
    start_again: "Começar de novo",
    keeps_wrong: "Se continuar dando errado, o [suporte] pode ajudar.",
    checking: "Estamos verificando se deu certo",
    finding_out: "O portal está averiguando e não faz nada duas vezes.",
    looks_again: "Esta página verifica sozinha a cada cinco segundos; você não precisa enviar nada \
                  de novo. Você também recebe um e-mail quando estiver pronto.",
    look_now: "Verificar agora",
    unclear: "Não está claro se deu certo",
    ask_desk: "Se isso não funcionar, procure o [suporte]; uma pessoa precisa ver o que houve.",
    look_again: "Verificar de novo",
};

pub(super) const TROUBLE: Trouble = Trouble {
    not_found: "Esta página não existe",
    not_found_text: "O endereço pode ter sido digitado errado, ou a página mudou de lugar.",
    to_start: "Para a página inicial",
    unavailable: "O portal não está disponível no momento",
    unavailable_text: "Algo não funcionou do nosso lado. Se você estava prestes a definir uma nova \
                       senha ou a desbloquear sua conta, isso pode não ter acontecido.",
    unavailable_advice: "Espere um minuto e tente de novo. Se for urgente, procure o [suporte].",
    try_again: "Tentar de novo",
};

pub(super) const ERRORS: Errors = Errors {
    unauthorized: "Você não entrou",
    unauthorized_do: "Entre e tente de novo.",
    forbidden: "Este formulário não foi enviado a partir deste portal",
    forbidden_do: "Abra o portal de novo e preencha o formulário lá.",
    not_found: "Esta página não existe",
    not_found_do: "Confira o endereço ou comece de novo.",
    method: "Este endereço não pode ser usado assim",
    method_do: "Comece de novo e use os formulários das páginas.",
    slow: "A conexão estava lenta demais",
    slow_do: "Verifique sua conexão e tente de novo.",
    too_large: "Era texto demais",
    too_large_do: "Volte e encurte o que digitou.",
    other_address: "O portal tem outro endereço",
    other_address_do: "Use o endereço que sua empresa lhe deu.",
    busy: "O portal está ocupado",
    busy_do: "Se você enviou um formulário, ele talvez ainda esteja sendo processado. Espere um \
              minuto e abra a página de novo antes de repetir.",
    fault: "Algo deu errado do nosso lado",
    fault_do: "Espere um minuto e tente de novo. Se acontecer outra vez, avise o suporte.",
    refused: "O portal não pode fazer isso",
    refused_do: "Volte ou comece de novo.",
};
