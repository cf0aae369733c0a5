//! Entry of the program, which the browser runs twice: as the page, and as its worker.

fn main() {
    feature_lab::start();
}
