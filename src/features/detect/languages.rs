//! German, Spanish, French and Portuguese words of the trade, with the English word that detection knows them by.
//!
//! The words have no accents, as [`fold`] leaves them; plurals that are not made with an `s` are listed, too.

/// A word and its English one.
const WORDS: [(&str, &str); 164] = [
    // People
    ("kunde", "customer"),
    ("kunden", "customer"),
    ("kundin", "customer"),
    ("kundinnen", "customer"),
    ("kaeufer", "buyer"),
    ("nutzer", "user"),
    ("benutzer", "user"),
    ("mitglied", "member"),
    ("mitglieder", "member"),
    ("abonnent", "subscriber"),
    ("abonnenten", "subscriber"),
    ("interessent", "prospect"),
    ("interessenten", "prospect"),
    ("cliente", "customer"),
    ("usuario", "user"),
    ("comprador", "buyer"),
    ("compradores", "buyer"),
    ("miembro", "member"),
    ("socio", "member"),
    ("utilisateur", "user"),
    ("acheteur", "buyer"),
    ("membre", "member"),
    ("abonne", "subscriber"),
    ("utilizador", "user"),
    ("utilizadores", "user"),
    ("membro", "member"),
    ("konto", "account"),
    ("konten", "account"),
    ("cuenta", "account"),
    ("compte", "account"),
    ("conta", "account"),
    // Others than customers
    ("lieferant", "supplier"),
    ("lieferanten", "supplier"),
    ("proveedor", "supplier"),
    ("proveedores", "supplier"),
    ("fournisseur", "supplier"),
    ("fornecedor", "supplier"),
    ("fornecedores", "supplier"),
    ("mitarbeiter", "employee"),
    ("empleado", "employee"),
    ("employe", "employee"),
    ("funcionario", "employee"),
    ("verkaeufer", "vendor"),
    ("vendedor", "vendor"),
    ("vendeur", "vendor"),
    // Transactions
    ("bestellung", "order"),
    ("bestellungen", "order"),
    ("bestell", "order"),
    ("auftrag", "order"),
    ("auftraege", "order"),
    ("auftrags", "order"),
    ("kauf", "purchase"),
    ("kaeufe", "purchase"),
    ("einkauf", "purchase"),
    ("einkaeufe", "purchase"),
    ("verkauf", "sale"),
    ("verkaeufe", "sale"),
    ("verkaufs", "sale"),
    ("umsatz", "sale"),
    ("umsaetze", "sale"),
    ("rechnung", "invoice"),
    ("rechnungen", "invoice"),
    ("rechnungs", "invoice"),
    ("zahlung", "payment"),
    ("zahlungen", "payment"),
    ("zahlungs", "payment"),
    ("buchung", "booking"),
    ("buchungen", "booking"),
    ("buchungs", "booking"),
    ("ausleihe", "loan"),
    ("ausleihen", "loan"),
    ("spende", "donation"),
    ("spenden", "donation"),
    ("transaktion", "transaction"),
    ("transaktionen", "transaction"),
    ("pedido", "order"),
    ("compra", "purchase"),
    ("venta", "sale"),
    ("factura", "invoice"),
    ("pago", "payment"),
    ("reserva", "reservation"),
    ("prestamo", "loan"),
    ("transaccion", "transaction"),
    ("transacciones", "transaction"),
    ("viaje", "trip"),
    ("commande", "order"),
    ("achat", "purchase"),
    ("vente", "sale"),
    ("facture", "invoice"),
    ("paiement", "payment"),
    ("emprunt", "loan"),
    ("trajet", "trip"),
    ("encomenda", "order"),
    ("venda", "sale"),
    ("fatura", "invoice"),
    ("pagamento", "payment"),
    ("emprestimo", "loan"),
    ("transacao", "transaction"),
    ("transacoes", "transaction"),
    ("viagem", "trip"),
    ("viagens", "trip"),
    // Times
    ("datum", "date"),
    ("zeitpunkt", "timestamp"),
    ("zeitstempel", "timestamp"),
    ("zeit", "time"),
    ("uhrzeit", "time"),
    ("fecha", "date"),
    ("hora", "time"),
    ("heure", "time"),
    ("bestellt", "ordered"),
    ("gekauft", "purchased"),
    ("bezahlt", "paid"),
    ("gebucht", "booked"),
    ("comprado", "purchased"),
    ("pedida", "ordered"),
    ("pagado", "paid"),
    ("achete", "purchased"),
    ("commandee", "ordered"),
    ("paye", "paid"),
    ("erstellt", "created"),
    ("angelegt", "created"),
    ("creado", "created"),
    ("creacion", "creation"),
    ("criado", "created"),
    ("criacao", "creation"),
    ("cree", "created"),
    ("geaendert", "updated"),
    ("aktualisiert", "updated"),
    ("actualizado", "updated"),
    ("atualizado", "updated"),
    ("modifie", "updated"),
    ("geliefert", "delivered"),
    ("lieferung", "delivery"),
    ("liefer", "delivery"),
    ("versandt", "shipped"),
    ("versand", "shipping"),
    ("entrega", "delivery"),
    ("envio", "shipping"),
    ("enviado", "shipped"),
    ("livraison", "delivery"),
    ("storniert", "cancelled"),
    ("cancelado", "cancelled"),
    ("annule", "cancelled"),
    ("geburt", "birth"),
    ("geburts", "birth"),
    ("nacimiento", "birth"),
    ("naissance", "birth"),
    ("nascimento", "birth"),
    ("faellig", "due"),
    ("vencimiento", "due"),
    ("vencimento", "due"),
    ("echeance", "due"),
    // Keys and other columns
    ("nummer", "number"),
    ("numero", "number"),
    ("kennung", "id"),
    ("identifiant", "id"),
    ("codigo", "code"),
    ("correo", "email"),
    ("courriel", "email"),
    ("bewertung", "rating"),
    ("valoracion", "rating"),
    ("puntuacion", "rating"),
    ("avaliacao", "rating"),
    ("evaluation", "rating"),
];

/// Further words for tables that hold neither customers nor transactions, such as products and order lines.
const BESIDE: [(&str, &str); 27] = [
    ("position", "line"),
    ("positionen", "line"),
    ("posten", "line"),
    ("linea", "line"),
    ("ligne", "line"),
    ("linha", "line"),
    ("detalle", "detail"),
    ("detalhe", "detail"),
    ("adresse", "address"),
    ("adressen", "address"),
    ("direccion", "address"),
    ("direcciones", "address"),
    ("endereco", "address"),
    ("kategorie", "category"),
    ("kategorien", "category"),
    ("categoria", "category"),
    ("categorie", "category"),
    ("produkt", "product"),
    ("produkte", "product"),
    ("artikel", "article"),
    ("producto", "product"),
    ("produit", "product"),
    ("produto", "product"),
    ("articulo", "article"),
    ("artigo", "article"),
    ("rueckgabe", "return"),
    ("devolucion", "return"),
];

/// Words with another meaning in English, which are translated only beside another word of one of these languages.
const AMBIGUOUS: [(&str, &str); 5] = [("data", "date"), ("am", "on"), ("le", "on"), ("el", "on"), ("em", "on")];

/// Returns every word of these languages that detection knows.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().chain(&BESIDE).map(|(word, _)| *word)
}

/// Replaces the words of these languages by the English ones.
pub(super) fn translate(list: &mut [String]) {
    let mut translated = false;
    for word in list.iter_mut() {
        if let Some(english) = find(&WORDS, word).or_else(|| find(&BESIDE, word)) {
            english.clone_into(word);
            translated = true;
        }
    }
    for word in list.iter_mut().filter(|_| translated) {
        if let Some(english) = find(&AMBIGUOUS, word) {
            english.clone_into(word);
        }
    }
}

fn find(words: &[(&str, &'static str)], wanted: &str) -> Option<&'static str> {
    let known = |wanted: &str| words.iter().find(|(word, _)| *word == wanted).map(|(_, english)| *english);
    known(wanted).or_else(|| known(wanted.strip_suffix('s')?))
}

/// Writes lower-case letters without their accents: `ä` as `ae`, `é` as `e`.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            'ä' => folded.push_str("ae"),
            'ö' => folded.push_str("oe"),
            'ü' => folded.push_str("ue"),
            'ß' => folded.push_str("ss"),
            'à' | 'á' | 'â' | 'ã' => folded.push('a'),
            'ç' => folded.push('c'),
            'è' | 'é' | 'ê' | 'ë' => folded.push('e'),
            'ì' | 'í' | 'î' | 'ï' => folded.push('i'),
            'ñ' => folded.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' => folded.push('o'),
            'ù' | 'ú' | 'û' => folded.push('u'),
            other => folded.push(other),
        }
    }
    folded
}
