//! Any address: it names something, and what it names prints as an address of the same.
#![no_main]

use lectern::view::route::Route;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let route = Route::parse(&String::from_utf8_lossy(bytes));
    let print = route.to_string();
    let again = Route::parse(&print);
    assert_eq!(again, route, "printed as {print:?}");
    assert_eq!(again.to_string(), print);
});
