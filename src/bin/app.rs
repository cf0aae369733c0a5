//! Entry of the page, run by the browser on the main thread.

fn main() {
    feature_lab::start_page();
}
