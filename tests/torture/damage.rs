//! Every recipe of damage on every database: it is refused or called damaged where SQLite finds damage, and takes no write.

use feature_lab::protocol::Integrity;

use super::{bases, is_sound, natively, open, recipes, use_it};

#[test]
fn no_damaged_image_is_called_sound_or_written_into() {
    let (mut refused, mut damaged, mut sound) = (0, 0, 0);
    for base in bases::all() {
        assert!(is_sound(&natively(&base.image).unwrap()));
        for recipe in recipes::all(&base) {
            let Ok((mut session, opened)) = open(&recipe.image) else {
                refused += 1;
                continue;
            };
            match opened.integrity {
                Integrity::Damaged(_) => damaged += 1,
                _ => {
                    // Some faults lie where SQLite reads nothing.
                    assert!(natively(&recipe.image).is_some_and(|it| is_sound(&it)), "{} is called sound", recipe.what);
                    sound += 1;
                }
            }
            use_it(&mut session, &opened, &recipe.what);
        }
    }
    println!("{refused} refused, {damaged} open as damaged, {sound} sound all the same");
    assert!(refused + damaged >= 150, "too few: {refused} refused, {damaged} damaged");
}
