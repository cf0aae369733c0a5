//! Entry of the worker that holds sql.js and the engine.

fn main() {
    feature_lab::start_worker();
}
