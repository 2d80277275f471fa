//! The driver of aya: OBJECT. It parses an object with aya-obj and links its programs as aya does before it loads them; the
//! maps are not created, so any number does for their descriptors.

use aya_obj::Object;
use std::collections::HashSet;
use std::error::Error;
use std::process::ExitCode;

fn say(fact: &str, fields: &[&str]) {
    let mut line = String::from(fact);
    for field in fields {
        line.push('\t');
        for c in field.chars() {
            match c {
                '\\' => line.push_str("\\\\"),
                '\t' => line.push_str("\\t"),
                '\n' => line.push_str("\\n"),
                '\r' => line.push_str("\\r"),
                other => line.push(other),
            }
        }
    }
    println!("{line}");
}

fn refuse(stage: &str, error: &dyn Error) {
    let mut line = format!("{stage}: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        line.push_str(&format!(": {error}"));
        cause = error.source();
    }
    say("refused", &["-", &line]);
}

fn link(object: &mut Object) -> bool {
    let maps = std::mem::take(&mut object.maps);
    let texts: HashSet<usize> = object.functions.keys().map(|(section, _)| *section).collect();
    let descriptors = maps.iter().zip(3..).map(|((name, map), descriptor)| (name.as_str(), descriptor, map));
    if let Err(error) = object.relocate_maps(descriptors, &texts) {
        refuse("relocate maps", &error);
        return false;
    }
    if let Err(error) = object.relocate_calls(&texts) {
        refuse("relocate calls", &error);
        return false;
    }
    true
}

fn judge(bytes: &[u8]) {
    let mut object = match Object::parse(bytes) {
        Ok(object) => object,
        Err(error) => return refuse("parse", &error),
    };
    if !link(&mut object) {
        return;
    }
    let mut names: Vec<&String> = object.programs.keys().collect();
    names.sort();
    if names.is_empty() {
        say("skipped", &["-", "no program in the object"]);
    }
    for name in names {
        say("accepted", &[name, "-"]);
    }
}

fn main() -> ExitCode {
    let path = match std::env::args_os().nth(1) {
        Some(path) => path,
        None => return ExitCode::from(2),
    };
    match std::fs::read(&path) {
        Ok(bytes) => judge(&bytes),
        Err(error) => refuse("read", &error),
    }
    ExitCode::SUCCESS
}
