//! Work, counted: how many bytes a piece of the program asks the allocator for. The same on every machine, unlike time.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

static ASKED: AtomicUsize = AtomicUsize::new(0);

/// The system's allocator, and a count of the bytes that it is asked for.
pub struct Counting;

// SAFETY: every call goes to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ASKED.fetch_add(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller's promise is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise is passed on.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ASKED.fetch_add(size.saturating_sub(layout.size()), Ordering::Relaxed);
        // SAFETY: the caller's promise is passed on.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

/// What a piece of the program gives, and the bytes that it asked for meanwhile. Counts where [`Counting`] is the global allocator.
pub fn counted<T>(piece: impl FnOnce() -> T) -> (T, usize) {
    let before = ASKED.load(Ordering::Relaxed);
    let given = piece();
    (given, ASKED.load(Ordering::Relaxed).wrapping_sub(before))
}
