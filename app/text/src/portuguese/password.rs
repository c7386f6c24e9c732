use crate::{Change, Counted::UpToOne, Password, Refusals, Rules, Unlock};

pub(super) const PASSWORD: Password = Password {
    title: "Escolha uma nova senha",
    rules: "O que a nova senha precisa ter",
    met: "cumprida",
    unmet: "ainda não cumprida",
    summary: "{met} de {all} regras cumpridas",
    same: "As duas senhas são iguais.",
    different: "As senhas não são iguais.",
    show: "Mostrar as senhas",
    hide: "Ocultar as senhas",
    signs_out: "Suas sessões serão encerradas em todos os lugares, e você entrará de novo com a \
                nova senha.",
    set: "Definir a nova senha",
    suggest: "Sugerir uma senha",
    suggest_why: "Algumas palavras aleatórias são fáceis de digitar e difíceis de adivinhar. Estas \
                  foram sorteadas para esta página e não ficam guardadas em lugar nenhum; \
                  recarregue a página para ver outras.",
    copy: "Copiar",
    copied: "Copiado.",
    copy_failed: "Seu navegador não permite isso; selecione o texto.",
    missing: "Digite uma nova senha.",
    too_long: "Isso tem mais de {most} caracteres, o máximo que uma senha pode ter.",
    unusable: "Isso contém um emoji ou outro caractere que senhas não podem ter.",
    not_the_same: "As duas senhas não são iguais. Digite ambas de novo.",
    on_sending: "verificada ao enviar",
    not_met: "não cumprida",
    locked: "Sua conta está bloqueada. Definir uma nova senha também a desbloqueia.",
    expired: "Sua senha expirou. Com uma nova, você pode entrar outra vez.",
    recovery: "Uma redefinição foi iniciada em outro lugar. Uma nova senha definida aqui a \
               conclui.",
    first: "Sua conta ainda não tem senha. A que você escolher aqui será a primeira.",
    know_it: "Você sabe sua senha?",
    know_it_text: "Então não precisa de uma nova: é possível retirar só o bloqueio.",
    keep_and_unlock: "Manter minha senha e desbloquear",
};

pub(super) const RULES: Rules = Rules {
    wish_length: UpToOne(
        "Pelo menos {number} caractere",
        "Pelo menos {number} caracteres",
    ),
    wish_lower: "Uma letra minúscula",
    wish_upper: "Uma letra maiúscula",
    wish_digit: "Um dígito",
    wish_symbol: "Um símbolo, como ! ? # ou %",
    wish_username: "Nenhuma parte do seu nome de usuário",
    wish_username_parts: "Nenhuma parte do seu nome de usuário ({parts})",
    wish_first_name: "Não o seu nome",
    wish_last_name: "Não o seu sobrenome",
    wish_repeats: UpToOne(
        "Nenhum caractere mais de {number} vez seguida",
        "Nenhum caractere mais de {number} vezes seguidas",
    ),
    breach_length: UpToOne(
        "A senha precisa de pelo menos {number} caractere.",
        "A senha precisa de pelo menos {number} caracteres.",
    ),
    breach_lower: "A senha precisa de uma letra minúscula.",
    breach_upper: "A senha precisa de uma letra maiúscula.",
    breach_digit: "A senha precisa de um dígito.",
    breach_symbol: "A senha precisa de um símbolo, como ! ? # ou %.",
    breach_username: "A senha não pode conter uma parte do seu nome de usuário.",
    breach_first_name: "A senha não pode conter o seu nome.",
    breach_last_name: "A senha não pode conter o seu sobrenome.",
    breach_repeats: UpToOne(
        "A senha não pode conter um caractere mais de {number} vez seguida.",
        "A senha não pode conter um caractere mais de {number} vezes seguidas.",
    ),
    not_present: "Não a sua senha atual",
    not_earlier: UpToOne(
        "Não a sua última senha",
        "Nenhuma das suas últimas {number} senhas",
    ),
    not_common: "Não uma senha que muita gente usa",
    min_age: "Sua senha atual existe há pelo menos {time}",
};

pub(super) const REFUSALS: Refusals = Refusals {
    unknown: "O diretório recusou esta senha sem dizer que regra ela viola. Escolha uma mais longa \
              e diferente das anteriores.",
    recently_used: "Você já usou esta senha. Escolha uma que ainda não teve.",
    common: "Muita gente usa esta senha, então ela é fácil de adivinhar. Escolha outra.",
    contains_name: "A senha contém uma parte do seu nome ou nome de usuário. Retire-a.",
    breached: "Esta senha é conhecida por vazamentos de dados, e invasores a testam cedo. Escolha \
               outra.",
    company_word: "A senha contém um nome da empresa. Retire-o.",
    too_young: "Uma senha precisa existir há pelo menos {time} antes de ser alterada.",
    changed_lately: "Sua senha foi alterada há pouco tempo.",
    ask_desk: "Se você não puder esperar, procure o suporte.",
    own_name: "A senha é construída em torno do seu próprio nome. Escolha uma que não tenha nada a \
               ver com você.",
    keyboard: "A senha segue as teclas do teclado. Prefira algumas palavras sem relação entre si.",
    repeats: "A senha se repete. Prefira algumas palavras sem relação entre si.",
    sequence: "A senha é uma sequência como abc ou 123. Prefira algumas palavras sem relação entre \
               si.",
    date: "A senha é construída em torno de uma data. Prefira algumas palavras sem relação entre \
           si.",
    name: "A senha é construída em torno de um nome comum. Prefira algumas palavras sem relação \
           entre si.",
    popular: "Muita gente usa esta senha ou uma parecida. Prefira algumas palavras sem relação \
              entre si.",
    word: "A senha é uma só palavra com pouco acréscimo. Prefira algumas palavras sem relação \
           entre si.",
    guessable: "Esta senha é fácil de adivinhar. Prefira algumas palavras sem relação entre si.",
};

pub(super) const UNLOCK: Unlock = Unlock {
    locked: "Sua conta está bloqueada",
    locked_why: "Na maioria das vezes, isso vem de várias tentativas de entrar com a senha errada.",
    can_lift: "Você pode retirar o bloqueio agora. Sua senha fica como está.",
    lift: "Desbloquear minha conta",
    unsure: "Não tem certeza da sua senha?",
    unsure_text: "Mais algumas tentativas erradas bloqueiam a conta outra vez. Uma nova senha \
                  também a desbloqueia.",
    new_instead: "Definir uma nova senha em vez disso",
    leave: "Deixar tudo como está",
    new_password: "Definir uma nova senha",
    desk_helps: "O [suporte] pode ajudar.",
    not_locked: "Sua conta não está bloqueada",
    not_locked_text: "Não há bloqueio nela, então nada foi alterado. Se você ainda não consegue \
                      entrar, o motivo mais provável é a senha. Tente mais uma vez com cuidado, \
                      porque o Caps Lock e outros idiomas do teclado são armadilhas comuns; ou \
                      você precisa de uma nova.",
    expired: "Sua senha expirou",
    expired_text: "Sua conta não está bloqueada. A senha expirou, e é por isso que você não \
                   consegue entrar com ela. Você precisa de uma nova.",
    waits: "Sua conta espera por uma nova senha",
    waits_text: "Sua conta não está bloqueada. Uma redefinição foi iniciada em outro lugar e, até \
                 que seja concluída, a senha antiga não funciona. Uma nova a conclui.",
    other_reason: "Não há bloqueio nela, então nada foi alterado. Outra coisa impede você de \
                   entrar, e este portal não pode resolver isso.",
};

pub(super) const CHANGE: Change = Change {
    title: "Senha atual e nova senha",
    label: "Senha atual",
    expired: "Sua senha expirou. Aqui ela ainda vale como a atual.",
    recovery: "Uma redefinição foi iniciada em outro lugar. Se a senha atual não for mais aceita, \
               defina uma nova sem ela.",
    unsure: "Não tem certeza da sua senha atual?",
    unsure_text: "Você provou quem é, então não precisa dela.",
    without_old: "Definir uma nova senha sem a antiga",
    need_not_wait: "Você não precisa esperar: provou quem é, então a senha antiga não é \
                    necessária.",
    cannot_wait: "Se você não puder esperar, o [suporte] pode ajudar.",
    locked: "Enquanto a conta estiver bloqueada, a senha não pode ser alterada, nem por você.",
    unlock_first: "Desbloqueie-a primeiro, com a senha como está. Depois você pode alterá-la.",
    go_on_unlock: "Ir para o desbloqueio",
    both_at_once: "Ou faça as duas coisas de uma vez: defina uma nova senha sem a antiga, o que \
                   também desbloqueia.",
    desk_unlocks: "O [suporte] pode desbloqueá-la.",
    missing: "Digite sua senha atual.",
    wrong_wait: "Essa não é sua senha atual. Não é possível tentar de novo agora. A espera evita \
                 que sua conta seja bloqueada.",
    wrong_left: UpToOne(
        "Essa não é sua senha atual. Resta {number} tentativa antes de precisar esperar.",
        "Essa não é sua senha atual. Restam {number} tentativas antes de precisar esperar.",
    ),
    closed: "A senha atual esteve errada vezes demais. Aqui será possível tentar de novo em \
             {time}. A espera evita que sua conta seja bloqueada.",
};
