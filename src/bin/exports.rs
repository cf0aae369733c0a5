//! Entry of the program that writes exports, which the page loads when somebody asks for one.

fn main() {
    feature_lab::start_exports();
}
