//! Entry of the grading view, a program of its own that the page loads when somebody asks for it.

fn main() {
    feature_lab::start_grading();
}
