//! What readers do, told in every browser that the environment names, to the page as it is published.
//!
//! `cargo xtask test --only stories` sets the environment. Words behind `--` choose the stories whose names have them:
//! `cargo test -p stories -- search Firefox`.

mod accessibility;
mod deep_link;
mod facts;
mod garbage;
mod keyboard;
mod notes;
mod odd;
mod offline;
mod one_file;
mod own_text;
mod phone;
mod read;
mod refused;
mod rotten;
mod search;
mod tabs;
mod takeover;
mod themes;

use std::collections::VecDeque;
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use std::{env, thread};

use stories::Told;
use stories::browser::{Browser, Driver, Engine};
use stories::edition::Edition;
use stories::page::Page;
use thirtyfour::WebDriver;
use tokio::task::LocalSet;

/// A story: its name, a script that runs before the page's own, and how it goes.
struct Story {
    name: &'static str,
    first: &'static str,
    tell: Tell,
}

type Tell = fn(Page) -> Pin<Box<dyn Future<Output = Told>>>;

impl Story {
    const fn new(name: &'static str, tell: Tell) -> Self {
        Self { name, first: "", tell }
    }

    /// The same story in a browser where a script has run before the page's own.
    const fn after(self, first: &'static str) -> Self {
        Self { first, ..self }
    }
}

const STORIES: &[Story] = &[
    Story::new("read", |page| Box::pin(read::tell(page))),
    Story::new("reading before", |page| Box::pin(takeover::reading(page))).after(takeover::SHIFTS),
    Story::new("at a place before", |page| Box::pin(takeover::at_a_place(page))).after(takeover::SHIFTS),
    Story::new("gone on before", |page| Box::pin(takeover::gone_on(page))).after(takeover::SHIFTS),
    Story::new("coming back", |page| Box::pin(takeover::coming_back(page))).after(takeover::SHIFTS),
    Story::new("coming back to larger letters", |page| Box::pin(takeover::coming_back_to_larger_letters(page))),
    Story::new("elsewhere", |page| Box::pin(takeover::elsewhere(page))).after(takeover::SHIFTS),
    Story::new("in parts", |page| Box::pin(takeover::in_parts(page))).after(takeover::SHIFTS),
    Story::new("typing before", |page| Box::pin(takeover::typing(page))),
    Story::new("typing on", |page| Box::pin(takeover::typing_on(page))).after(takeover::LETTERS),
    Story::new("other text before", |page| Box::pin(takeover::other_text(page))),
    Story::new("other elements before", |page| Box::pin(takeover::other_elements(page))),
    Story::new("never the start", |page| Box::pin(takeover::no_start(page))),
    Story::new("never the program", |page| Box::pin(takeover::no_program(page))),
    Story::new("never a script", |page| Box::pin(takeover::no_script(page))),
    Story::new("deep link", |page| Box::pin(deep_link::tell(page))),
    Story::new("there and back", |page| Box::pin(deep_link::there_and_back(page))),
    Story::new("search", |page| Box::pin(search::tell(page))),
    Story::new("concordance", |page| Box::pin(search::concordance(page))),
    Story::new("expressions", |page| Box::pin(search::expressions(page))),
    Story::new("refused workers", |page| Box::pin(search::expressions_refused(page))).after(search::NO_WORKERS),
    Story::new("facts", |page| Box::pin(facts::tell(page))),
    Story::new("one file", |page| Box::pin(one_file::tell(page))),
    Story::new("own text", |page| Box::pin(own_text::tell(page))),
    Story::new("notes", |page| Box::pin(notes::tell(page))),
    Story::new("themes", |page| Box::pin(themes::tell(page))),
    Story::new("keyboard", |page| Box::pin(keyboard::tell(page))),
    Story::new("phone", |page| Box::pin(phone::tell(page))),
    Story::new("offline", |page| Box::pin(offline::tell(page))),
    Story::new("refused storage", |page| Box::pin(refused::storage(page))).after(refused::NO_STORAGE),
    Story::new("full storage", |page| Box::pin(refused::storage(page))).after(refused::FULL_STORAGE),
    Story::new("refused offline copy", |page| Box::pin(refused::offline(page))).after(refused::NO_OFFLINE),
    Story::new("refused program", |page| Box::pin(refused::wasm(page))).after(refused::NO_WASM),
    Story::new("refused scripts", |page| Box::pin(refused::scripts(page))),
    Story::new("rotten files", |page| Box::pin(rotten::files(page))),
    Story::new("no room", |page| Box::pin(rotten::no_room(page))),
    Story::new("little room", |page| Box::pin(rotten::little_room(page))),
    Story::new("two tabs", |page| Box::pin(tabs::two(page))),
    Story::new("newer tab", |page| Box::pin(tabs::newer(page))),
    Story::new("away and back", |page| Box::pin(tabs::away_and_back(page))),
    Story::new("many tabs", |page| Box::pin(tabs::many(page))),
    Story::new("mangled addresses", |page| Box::pin(garbage::addresses(page))),
    Story::new("spoilt storage", |page| Box::pin(garbage::kept(page))),
    Story::new("megabytes in storage", |page| Box::pin(garbage::megabytes(page))),
    Story::new("clock long ago", |page| Box::pin(odd::clock(page))).after(odd::LONG_AGO),
    Story::new("clock far ahead", |page| Box::pin(odd::clock(page))).after(odd::FAR_AHEAD),
    Story::new("zoomed", |page| Box::pin(odd::zoomed(page))),
    Story::new("broken connection", |page| Box::pin(odd::broken(page))),
    Story::new("slow connection", |page| Box::pin(odd::slow(page))),
    Story::new("deployed meanwhile", |page| Box::pin(odd::deployed(page))),
    Story::new("half deployed", |page| Box::pin(odd::half_deployed(page))),
    Story::new("accessibility", |page| Box::pin(accessibility::tell(page))),
];

/// No story takes so long, in no browser.
const TOO_LONG: Duration = Duration::from_secs(300);

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let browsers = Browser::all();
    if browsers.is_empty() {
        eprintln!("stories: no browser is named; `cargo xtask test --only stories` finds them and tells all stories");
        return ExitCode::FAILURE;
    }
    let all = STORIES.iter().flat_map(|story| browsers.iter().map(move |browser| (title(story, browser), story, browser)));
    let left: VecDeque<_> = all.filter(|(title, ..)| words.iter().all(|word| title.contains(word.as_str()))).collect();
    let (count, left, failed) = (left.len(), Mutex::new(left), Mutex::new(Vec::new()));
    println!("\nstories: {count} to tell");
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
    let work = || {
        while let Some((title, story, browser)) = next() {
            let start = Instant::now();
            let mut told = in_a_thread(story, browser, &title);
            // WebKitGTK loses a program's memory now and then while a page opens; what fails there twice has failed
            if let Err(error) = told.as_ref()
                && browser.engine == Engine::WebKit
            {
                println!("again         {title}: {error}");
                told = in_a_thread(story, browser, &title);
            }
            let seconds = start.elapsed().as_secs_f64();
            match told {
                Ok(()) => println!("ok     {seconds:>5.1} s  {title}"),
                Err(error) => {
                    println!("FAILED {seconds:>5.1} s  {title}: {error}");
                    failed.lock().unwrap_or_else(PoisonError::into_inner).push(title);
                }
            }
        }
    };
    let workers = thread::available_parallelism().map_or(1, |count| count.get().min(4));
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(work);
        }
    });
    let failed = failed.into_inner().unwrap_or_else(PoisonError::into_inner);
    println!(
        "stories: {} told, {} failed{}",
        count,
        failed.len(),
        if failed.is_empty() { String::new() } else { format!(": {}", failed.join(", ")) }
    );
    if failed.is_empty() && count > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Tells a story in a thread of its own; how it went, in words where it failed.
fn in_a_thread(story: &'static Story, browser: &Browser, title: &str) -> Result<(), String> {
    let thread = thread::Builder::new().name(title.to_owned()).spawn({
        let (browser, title) = (browser.clone(), title.to_owned());
        move || told(story, &browser, &title).map_err(|error| error.to_string())
    });
    thread.map_err(|error| error.to_string())?.join().unwrap_or_else(|_| Err("see above".into()))
}

fn title(story: &Story, browser: &Browser) -> String {
    format!("{} in {:?}", story.name, browser.engine)
}

/// Tells a story in a browser with an empty profile, to a site of its own.
fn told(story: &'static Story, browser: &Browser, title: &str) -> Told {
    let edition = Edition::first(story.first)?;
    let driver = browser.start()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    LocalSet::new().block_on(&runtime, session(story, browser, title, edition, &driver))
}

async fn session(story: &'static Story, browser: &Browser, title: &str, edition: Edition, driver: &Driver) -> Told {
    let session = WebDriver::new(driver.url.as_str(), driver.capabilities.clone()).await?;
    session.set_script_timeout(Duration::from_secs(120)).await?;
    session.set_page_load_timeout(Duration::from_secs(60)).await?;
    let page = Page::new(session.clone(), browser.engine, edition)?;
    // a task of its own, so that a panic in it leaves time for a picture and for good manners
    let task = tokio::task::spawn_local({
        let page = page.clone();
        async move {
            page.resize(1280, 900).await?;
            (story.tell)(page.clone()).await?;
            page.is_without_trouble().await?;
            Told::Ok(())
        }
    });
    let told = match tokio::time::timeout(TOO_LONG, task).await {
        Ok(Ok(told)) => told,
        Ok(Err(_)) => Err("the panic above".into()),
        Err(_) => Err(format!("it took longer than {TOO_LONG:?}").into()),
    };
    let told = match told {
        Err(error) => match page.keep_picture(title).await {
            Some(picture) => Err(format!("{error}; see {}", picture.display()).into()),
            None => Err(error),
        },
        told => told,
    };
    drop(page);
    // the driver's end is the browser's end too
    let _ = session.quit().await;
    told
}
