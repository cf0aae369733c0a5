//! The peak of the memory that the browser's page processes hold, as Linux counts it.

use std::fs;
use std::path::Path;

/// The largest resident size in bytes that a renderer among the descendants of `ancestor` ever had; the worker lives in
/// the page's renderer. `None` where there is no `/proc`.
pub fn renderer_peak(ancestor: u32) -> Option<f64> {
    let processes: Vec<(u32, u32)> = fs::read_dir("/proc")
        .ok()?
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter_map(|id| Some((id, field(id, "PPid:")?.try_into().ok()?)))
        .collect();
    let mut family = vec![ancestor];
    let mut at = 0;
    while let Some(&parent) = family.get(at) {
        family.extend(processes.iter().filter(|(_, of)| *of == parent).map(|(id, _)| *id));
        at += 1;
    }
    let renderers = family.into_iter().filter(|id| is_renderer(*id));
    renderers.filter_map(|id| field(id, "VmHWM:")).max().map(|units| units as f64 * 1024.0)
}

/// A number in a process's status; sizes are in units of 1024 bytes.
fn field(process: u32, name: &str) -> Option<u64> {
    let status = fs::read_to_string(Path::new("/proc").join(process.to_string()).join("status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

fn is_renderer(process: u32) -> bool {
    let line = fs::read(Path::new("/proc").join(process.to_string()).join("cmdline")).unwrap_or_default();
    line.windows(b"--type=renderer".len()).any(|part| part == b"--type=renderer")
}
