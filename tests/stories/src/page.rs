//! The page in a browser, used as its readers use it: found by role and accessible name, by mouse and by keys. Nothing here waits for a
//! time: it waits until something is so.

use std::cell::RefCell;
use std::env;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::error::{WebDriverErrorInner, WebDriverResult};
use thirtyfour::{WebDriver, WebElement, WindowHandle};

use crate::browser::Engine;
use crate::edition::Edition;
use crate::server::Server;

/// How long something may take to become so. Far longer than it does, since machines that test are busy.
const PATIENCE: Duration = Duration::from_secs(20);

/// A browser's only tab, and the site that it visits.
#[derive(Clone)]
pub struct Page(Rc<Inner>);

struct Inner {
    driver: WebDriver,
    engine: Engine,
    url: String,
    port: u16,
    edition: Edition,
    /// What is put up: its files stay as long as they may be asked for.
    up: RefCell<Edition>,
    server: RefCell<Option<Server>>,
    failed: RefCell<Vec<String>>,
}

impl Page {
    /// A tab for an edition of the page, with the edition put up.
    ///
    /// # Errors
    /// Where no port can be had.
    pub fn new(driver: WebDriver, engine: Engine, edition: Edition) -> std::io::Result<Self> {
        let server = Server::start(edition.folder(), 0)?;
        let (url, port) = (server.url(), server.port());
        let (server, failed) = (RefCell::new(Some(server)), RefCell::default());
        let up = RefCell::new(edition.clone());
        Ok(Self(Rc::new(Inner { driver, engine, url, port, edition, up, server, failed })))
    }

    /// The engine of the browser.
    pub fn engine(&self) -> Engine {
        self.0.engine
    }

    /// The address of the page.
    pub fn url(&self) -> &str {
        &self.0.url
    }

    /// The edition that was put up first.
    pub fn edition(&self) -> &Edition {
        &self.0.edition
    }

    /// Takes the site away: from now on nothing listens at its port.
    pub fn take_site_away(&self) {
        if let Some(server) = self.0.server.take() {
            self.0.failed.borrow_mut().extend(server.failed());
        }
    }

    /// The site that is up.
    ///
    /// # Panics
    /// Where it was taken away.
    pub fn site(&self) -> std::cell::Ref<'_, Server> {
        std::cell::Ref::map(self.0.server.borrow(), |server| server.as_ref().expect("a site that is up"))
    }

    /// What went wrong in the page so far was meant to.
    pub async fn expects_trouble(&self) -> WebDriverResult<()> {
        self.js::<Value>("window.storyTroubles.length = 0", &[]).await?;
        if self.engine() == Engine::Chromium {
            self.0.driver.browser_log().await?;
        }
        Ok(())
    }

    /// Puts another edition up at the same address.
    ///
    /// # Errors
    /// Where the port is taken.
    pub fn put_up(&self, edition: &Edition) -> std::io::Result<()> {
        self.take_site_away();
        self.0.server.replace(Some(Server::start(edition.folder(), self.0.port)?));
        self.0.up.replace(edition.clone());
        Ok(())
    }

    /// Visits the page anew at an address such as `#b30`, and waits until it is ready.
    ///
    /// # Errors
    /// Those of the driver, as everywhere below.
    pub async fn open(&self, hash: &str) -> WebDriverResult<()> {
        self.visit(hash).await?;
        self.until_ready().await
    }

    /// Opens a page from disk, at an address such as `#b30`, and waits until it is ready.
    pub async fn open_file(&self, file: &Path, hash: &str) -> WebDriverResult<()> {
        self.0.driver.goto("about:blank").await?;
        self.0.driver.goto(format!("file://{}{hash}", file.display())).await?;
        self.until_ready().await
    }

    /// Visits the page anew, and does not wait until it is ready: it may never be.
    pub async fn visit(&self, hash: &str) -> WebDriverResult<()> {
        self.leave().await?;
        self.0.driver.goto("about:blank").await?;
        self.go(hash).await
    }

    /// What went wrong in a document is gone with it: asks before it goes.
    async fn leave(&self) -> WebDriverResult<()> {
        if self.js("return location.href.startsWith(arguments[0])", &[json!(self.0.url)]).await? {
            self.is_without_trouble().await?;
        }
        Ok(())
    }

    /// Types another address of the page into the browser that shows it.
    pub async fn go(&self, hash: &str) -> WebDriverResult<()> {
        self.0.driver.goto(format!("{}{hash}", self.0.url)).await
    }

    /// Loads the page again, as its own `location.reload()` does: Firefox's driver would bypass the service worker.
    pub async fn reload(&self) -> WebDriverResult<()> {
        self.leave().await?;
        self.js::<Value>("window.storyOld = true; setTimeout(() => location.reload());", &[]).await?;
        self.until_loaded_again().await
    }

    /// Clicks a button by which the page loads again, and waits for that.
    pub async fn click_to_load(&self, name: &str) -> WebDriverResult<()> {
        self.js::<Value>("window.storyOld = true", &[]).await?;
        self.click("button", name).await?;
        self.until_loaded_again().await
    }

    async fn until_loaded_again(&self) -> WebDriverResult<()> {
        self.until("the page loads again", "return !window.storyOld", &[]).await?;
        self.until_ready().await
    }

    /// Waits until the page says that it is ready.
    pub async fn until_ready(&self) -> WebDriverResult<()> {
        self.until("the page is ready", "return document.documentElement.dataset.ready === '1'", &[]).await
    }

    /// Opens another tab and goes on in it; gives the one that was open.
    pub async fn another_tab(&self) -> WebDriverResult<WindowHandle> {
        let old = self.0.driver.window().await?;
        let new = self.0.driver.new_tab().await?;
        self.0.driver.switch_to_window(new).await?;
        Ok(old)
    }

    /// Goes on in another tab that is open; gives the one before.
    pub async fn to_tab(&self, tab: &WindowHandle) -> WebDriverResult<WindowHandle> {
        let old = self.0.driver.window().await?;
        self.0.driver.switch_to_window(tab.clone()).await?;
        Ok(old)
    }

    /// Closes the tab, and goes on in another.
    pub async fn close_tab(&self, next: &WindowHandle) -> WebDriverResult<()> {
        self.0.driver.close_window().await?;
        self.0.driver.switch_to_window(next.clone()).await
    }

    /// Follows an address of the site, as a link does that leads out of the page.
    pub async fn leave_for(&self, file: &str) -> WebDriverResult<()> {
        self.leave().await?;
        self.js::<Value>("setTimeout(() => { location.href = arguments[0]; })", &[json!(format!("{}{file}", self.0.url))])
            .await?;
        self.until("it is there", "return location.pathname.endsWith(arguments[0])", &[json!(file)]).await
    }

    /// Has the browser forget what the site had it keep: workers and caches.
    pub async fn forget_offline(&self) -> WebDriverResult<()> {
        let script = "
            return navigator.serviceWorker.getRegistrations().then(all => Promise.all(all.map(one => one.unregister())))
                .then(() => caches.keys()).then(names => Promise.all(names.map(name => caches.delete(name))))";
        self.js::<Value>(script, &[]).await?;
        Ok(())
    }

    /// Has Chromium keep so many bytes for this site, and no more.
    pub async fn limit_storage(&self, bytes: usize) -> WebDriverResult<()> {
        let origin = self.0.url.trim_end_matches("/some-repo/");
        let limit = json!({ "origin": origin, "quotaSize": bytes });
        self.0.driver.cdp().send_raw("Storage.overrideQuotaForOrigin", limit).await?;
        Ok(())
    }

    /// Goes back in the browser's history.
    pub async fn back(&self) -> WebDriverResult<()> {
        self.0.driver.back().await
    }

    /// Goes forward in the browser's history.
    pub async fn forward(&self) -> WebDriverResult<()> {
        self.0.driver.forward().await
    }

    /// Gives the page a width and a height in CSS pixels. A window with a toolbar has a least width; for less the story goes on in a
    /// window without one.
    pub async fn resize(&self, width: i64, height: i64) -> WebDriverResult<()> {
        let mut size = self.try_size(width, height).await?;
        if size.0 > width {
            let old = self.0.driver.window().await?;
            let features = format!("popup,width={width},height={height}");
            self.js::<()>("window.open('about:blank', '', arguments[0])", &[json!(features)]).await?;
            let windows = self.0.driver.windows().await?;
            self.0.driver.close_window().await?;
            let new = windows.into_iter().find(|window| *window != old);
            let new = new.unwrap_or_else(|| panic!("the browser opens no window of {width} pixels"));
            self.0.driver.switch_to_window(new).await?;
            size = self.try_size(width, height).await?;
        }
        assert_eq!(size, (width, height), "the window has the size that is asked for");
        Ok(())
    }

    /// Asks for a size; gives the one that comes of it.
    async fn try_size(&self, width: i64, height: i64) -> WebDriverResult<(i64, i64)> {
        let (mut outer, mut inner) = ((width, height), (0, 0));
        // a window has borders and bars: look what they took, and ask for that much more
        for _ in 0..5 {
            let size = |pixels: i64| u32::try_from(pixels).unwrap_or_default();
            self.0.driver.set_window_rect(0, 0, size(outer.0), size(outer.1)).await?;
            inner = self.settled_size((width, height)).await?;
            if inner == (width, height) {
                break;
            }
            outer = (outer.0 + width - inner.0, outer.1 + height - inner.1);
        }
        Ok(inner)
    }

    /// The size of the page once it stands still: at once the wanted one, or whichever has not changed for a while, for a window is
    /// laid out some time after it was told to, and its bars come late.
    async fn settled_size(&self, wanted: (i64, i64)) -> WebDriverResult<(i64, i64)> {
        const STILL: u32 = 10;
        let mut last = (0, 0);
        let mut still = 0;
        while still < STILL {
            let now = self.js("return [innerWidth, innerHeight]", &[]).await?;
            still = if now == last { still + 1 } else { 0 };
            last = now;
            if now == wanted && still > 0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
        Ok(last)
    }

    /// What a script in the page returns. It has the functions of `find.js`, and `args` as its `arguments`.
    pub async fn js<T: DeserializeOwned>(&self, script: &str, args: &[Value]) -> WebDriverResult<T> {
        self.run(script, args).await?.convert()
    }

    async fn run(&self, script: &str, args: &[Value]) -> WebDriverResult<thirtyfour::session::scriptret::ScriptRet> {
        self.0.driver.execute(format!("{}\n{script}", include_str!("find.js")), args.to_vec()).await
    }

    /// Waits until a script returns `true`. What it returns before is shown if that never comes; `what` says in words what is
    /// waited for.
    pub async fn until(&self, what: &str, script: &str, args: &[Value]) -> WebDriverResult<()> {
        let start = Instant::now();
        loop {
            let last = match self.js::<Value>(script, args).await {
                Ok(Value::Bool(true)) => return Ok(()),
                Ok(value) => value.to_string(),
                // the page may be on its way to another
                Err(error) => error.to_string(),
            };
            if start.elapsed() > PATIENCE {
                let state = self.js::<Value>("return [location.href, window.storyTroubles]", &[]).await.unwrap_or_default();
                panic!("waited for {PATIENCE:?} until {what}; last it was {last}, at {state}");
            }
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
    }

    /// Waits until the page that was published meanwhile was looked at and loaded. The one that is on its way there is left alone: a driver
    /// may lose what it was asked then.
    pub async fn until_loaded_anew(&self) {
        let start = Instant::now();
        while self.site().asked_anew() < 2 {
            assert!(start.elapsed() <= PATIENCE, "waited for {PATIENCE:?} until the page was loaded anew");
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
    }

    /// Waits until a script returns a value.
    pub async fn gives(&self, what: &str, script: &str, args: &[Value], wanted: &Value) -> WebDriverResult<()> {
        let args = [std::slice::from_ref(wanted), args].concat();
        let script = format!(
            "
            const wanted = JSON.stringify(arguments[0]);
            const found = JSON.stringify((function () {{ {script} }})(...[...arguments].slice(1)));
            return found === wanted || found"
        );
        self.until(&format!("{what} is {wanted}"), &script, &args).await
    }

    /// Waits until there is an element of this role and name.
    pub async fn sees(&self, role: &str, name: &str) -> WebDriverResult<()> {
        let script = "return !!one(...arguments) || all(arguments[0], '…').map(nameOf).slice(0, 20)";
        self.until(&format!("there is a {role} “{name}”"), script, &[json!(role), json!(name)]).await
    }

    /// Waits until there is none of this role and name.
    pub async fn misses(&self, role: &str, name: &str) -> WebDriverResult<()> {
        self.until(&format!("there is no {role} “{name}”"), "return !one(...arguments)", &[json!(role), json!(name)]).await
    }

    /// The element of this role and name, once it is there.
    pub async fn find(&self, role: &str, name: &str) -> WebDriverResult<WebElement> {
        self.sees(role, name).await?;
        self.run("return one(...arguments)", &[json!(role), json!(name)]).await?.element()
    }

    /// The names of all elements of a role whose names match.
    pub async fn names(&self, role: &str, name: &str) -> WebDriverResult<Vec<String>> {
        self.js("return all(...arguments).map(nameOf)", &[json!(role), json!(name)]).await
    }

    /// An attribute of the element of this role and name.
    pub async fn attribute(&self, role: &str, name: &str, attribute: &str) -> WebDriverResult<Option<String>> {
        self.sees(role, name).await?;
        let args = [json!(role), json!(name), json!(attribute)];
        self.js("return one(arguments[0], arguments[1]).getAttribute(arguments[2])", &args).await
    }

    /// Waits until an attribute of the element of this role and name has a value.
    pub async fn has(&self, role: &str, name: &str, attribute: &str, value: &str) -> WebDriverResult<()> {
        let script =
            "const found = one(arguments[0], arguments[1]); return !!found && found.getAttribute(arguments[2]) === arguments[3]";
        let what = format!("the {role} “{name}” has {attribute}=\"{value}\"");
        self.until(&what, script, &[json!(role), json!(name), json!(attribute), json!(value)]).await
    }

    /// Waits until, of a group of radio buttons, the one of this name is chosen and no other is.
    pub async fn has_checked(&self, group: &str, name: &str) -> WebDriverResult<()> {
        let script = "
            const group = one('radiogroup', arguments[0]);
            return group && all('radio', '…', group).filter(radio => radio.checked).map(nameOf)";
        self.gives(&format!("what is chosen of “{group}”"), script, &[json!(group)], &json!([name])).await
    }

    /// Clicks the element of this role and name with the mouse, once it is there.
    pub async fn click(&self, role: &str, name: &str) -> WebDriverResult<()> {
        loop {
            match self.find(role, name).await?.click().await {
                // rendered anew between the look and the click
                Err(error) if matches!(*error, WebDriverErrorInner::StaleElementReference(_)) => {}
                clicked => return clicked,
            }
        }
    }

    /// Presses keys, wherever the focus is.
    pub async fn press(&self, keys: impl AsRef<str>) -> WebDriverResult<()> {
        self.0.driver.action_chain().send_keys(keys.as_ref()).perform().await
    }

    /// Presses a key while Shift is held.
    pub async fn press_with_shift(&self, key: char) -> WebDriverResult<()> {
        let shift = thirtyfour::Key::Shift;
        self.0.driver.action_chain().key_down(shift.clone()).send_keys(key.to_string()).key_up(shift).perform().await
    }

    /// Waits until the address has this part behind the page's own.
    pub async fn is_at(&self, hash: &str) -> WebDriverResult<()> {
        self.gives("the address", "return location.hash", &[], &json!(hash)).await
    }

    /// Waits until the element with an id stands still at the top of what is seen: below the bars that stick there, and not far below.
    pub async fn is_at_top(&self, id: &str) -> WebDriverResult<()> {
        let script = "
            const element = document.getElementById(arguments[0]);
            const top = () => element.getBoundingClientRect().top;
            const frame = () => new Promise(requestAnimationFrame);
            const before = top();
            return frame().then(frame).then(() => {
                const bars = [one('banner', '…'), one('group', 'Themes…')].filter(Boolean).map(bar => bar.getBoundingClientRect().bottom);
                const edge = Math.max(0, ...bars);
                return top() === before && before >= edge - 1 && before <= edge + innerHeight / 4 || [before, top(), edge];
            })";
        self.until(&format!("#{id} is at the top of what is seen"), script, &[json!(id)]).await
    }

    /// Demands that nothing went wrong so far: no error, warning or violation of the policy in the page, no request that failed or
    /// left the site.
    pub async fn is_without_trouble(&self) -> WebDriverResult<()> {
        let troubles: Vec<String> = self.js("return window.storyTroubles || ['the collector is missing']", &[]).await?;
        assert_eq!(troubles, [""; 0], "what went wrong in the page");
        let asked: Vec<String> = self.js("return performance.getEntriesByType('resource').map(entry => entry.name)", &[]).await?;
        // a browser may wish for an icon of the whole host
        let is_away = |address: &&String| !address.starts_with(&self.0.url) && !address.ends_with("/favicon.ico");
        let away: Vec<&String> = asked.iter().filter(is_away).collect();
        assert_eq!(away, [""; 0], "requests that left the site");
        if self.engine() == Engine::Chromium {
            let log = self.0.driver.browser_log().await?;
            let log: Vec<String> = log.into_iter().map(|entry| format!("{}: {}", entry.level, entry.message)).collect();
            assert_eq!(log, [""; 0], "the console");
        }
        let mut failed = self.0.failed.borrow().clone();
        failed.extend(self.0.server.borrow().iter().flat_map(Server::failed));
        assert_eq!(failed, [""; 0], "requests that were not answered");
        Ok(())
    }

    /// Keeps a picture of the page for whoever looks into a failure; gives its path, or none where there is no picture soon.
    pub async fn keep_picture(&self, name: &str) -> Option<PathBuf> {
        let folder = env::temp_dir().join("lectern-stories");
        // without the folder, the driver's error says why
        let _ = std::fs::create_dir_all(&folder);
        let path = folder.join(format!("{}.png", name.replace(' ', "-")));
        let picture = tokio::time::timeout(PATIENCE, self.0.driver.screenshot(&path)).await;
        matches!(picture, Ok(Ok(()))).then_some(path)
    }
}
