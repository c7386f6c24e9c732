use crate::Handover;

pub(super) const HANDOVER: Handover = Handover {
    link: "Tenho um código do suporte",
    title: "Um código do suporte",
    lead: "Digite o código que leem para você ao telefone. Depois você recebe outro por e-mail, só para você, e escolhe uma nova senha.",
    label: "Código do suporte",
    hint: "Oito letras e algarismos, por exemplo 7K2M-Q9XW",
    no_match: "Esse código não vale agora. Peça que o leiam de novo.",
    limited: "Houve tentativas demais. Tente de novo em {time} ou peça ajuda ao telefone.",
};
