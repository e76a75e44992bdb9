//! The drawn icons: lines on a grid of 20, as in the look. They never stand alone for a meaning,
//! so all of them are hidden from screen readers.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    Check,
    Clock,
    Copy,
    Cross,
    Done,
    Download,
    Environment,
    Failed,
    Filter,
    History,
    Info,
    Lock,
    Mail,
    Menu,
    Next,
    Open,
    Pending,
    Person,
    Play,
    Retry,
    Runs,
    Running,
    Search,
    Settings,
    Skip,
    Stop,
    Undo,
    Upload,
    Warning,
}

impl Glyph {
    fn paths(self) -> &'static str {
        match self {
            Self::Check => r#"<path d="m5 10.5 3.5 3.5L15.5 6.5"/>"#,
            Self::Clock => r#"<circle cx="10" cy="10" r="7.25"/><path d="M10 6v4l2.75 1.75"/>"#,
            Self::Copy => {
                r#"<rect x="7" y="7" width="9.5" height="9.5" rx="2"/><path d="M13 4.5A1.5 1.5 0 0 0 11.5 3h-7A1.5 1.5 0 0 0 3 4.5v7A1.5 1.5 0 0 0 4.5 13"/>"#
            }
            Self::Cross => r#"<path d="m6 6 8 8m0-8-8 8"/>"#,
            Self::Done => {
                r#"<circle cx="10" cy="10" r="7.25"/><path d="m6.75 10.25 2.25 2.25 4.25-4.75"/>"#
            }
            Self::Download => {
                r#"<path d="M10 3.5V13M6.5 9.75 10 13.25l3.5-3.5M3.5 13v2.25a1.25 1.25 0 0 0 1.25 1.25h10.5a1.25 1.25 0 0 0 1.25-1.25V13"/>"#
            }
            Self::Environment => {
                r#"<path d="M3 16.75V4.25a1 1 0 0 1 1-1h6.5a1 1 0 0 1 1 1v12.5M11.5 8H16a1 1 0 0 1 1 1v7.75M2 16.75h16M5.75 6.5h3M5.75 9.75h3M5.75 13h3M14.25 11.25v.01M14.25 14v.01"/>"#
            }
            Self::Failed => r#"<circle cx="10" cy="10" r="7.25"/><path d="m7.5 7.5 5 5m0-5-5 5"/>"#,
            Self::Filter => r#"<path d="M3.5 5.5h13M6 10h8M8.5 14.5h3"/>"#,
            Self::History => {
                r#"<path d="M3.5 4v3.5H7M3.75 7.5A7 7 0 1 1 3 10.5M10 6.5v3.75l2.5 1.5"/>"#
            }
            Self::Info => {
                r#"<circle cx="10" cy="10" r="7.25"/><path d="M10 9.25v4.25M10 6.5v.01"/>"#
            }
            Self::Lock => {
                r#"<rect x="4.25" y="8.75" width="11.5" height="8" rx="1.5"/><path d="M6.75 8.75V6.5a3.25 3.25 0 0 1 6.5 0v2.25"/>"#
            }
            Self::Mail => {
                r#"<rect x="2.75" y="4.5" width="14.5" height="11" rx="1.5"/><path d="m3 6 7 5 7-5"/>"#
            }
            Self::Menu => r#"<path d="M3.5 6h13M3.5 10h13M3.5 14h13"/>"#,
            Self::Next => r#"<path d="M4 10h12M11.5 5.5 16 10l-4.5 4.5"/>"#,
            Self::Open => {
                r#"<path d="M8 4.5H5.25A1.25 1.25 0 0 0 4 5.75v9A1.25 1.25 0 0 0 5.25 16h9a1.25 1.25 0 0 0 1.25-1.25V12M11.5 3.5h5v5M16 4l-6.5 6.5"/>"#
            }
            Self::Pending => r#"<circle cx="10" cy="10" r="7.25" stroke-dasharray="2.3 2.25"/>"#,
            Self::Person => {
                r#"<circle cx="10" cy="6.5" r="3.25"/><path d="M3.75 16.5a6.25 6.25 0 0 1 12.5 0"/>"#
            }
            Self::Play => r#"<path d="m6.5 4.5 8.5 5.5-8.5 5.5z"/>"#,
            Self::Retry => {
                r#"<path d="M3.5 10a6.5 6.5 0 0 1 11.2-4.5L16.5 7.25M16.5 3.5v3.75h-3.75M16.5 10a6.5 6.5 0 0 1-11.2 4.5L3.5 12.75M3.5 16.5v-3.75h3.75"/>"#
            }
            Self::Runs => {
                r#"<circle cx="4.5" cy="10" r="1.75"/><path d="M6.25 10h3M13 10l-3.75-3.5M13 10l-3.75 3.5"/><circle cx="15" cy="10" r="1.75"/>"#
            }
            Self::Running => r#"<path d="M10 2.75A7.25 7.25 0 1 1 2.75 10"/>"#,
            Self::Search => r#"<circle cx="9" cy="9" r="5.25"/><path d="m13 13 3.75 3.75"/>"#,
            Self::Settings => {
                r#"<path d="M3 6h7M14 6h3M3 14h3M10 14h7"/><circle cx="12" cy="6" r="2"/><circle cx="8" cy="14" r="2"/>"#
            }
            Self::Skip => r#"<path d="m4.5 5 6 5-6 5zM14.5 5v10"/>"#,
            Self::Stop => r#"<rect x="5.5" y="5.5" width="9" height="9" rx="1"/>"#,
            Self::Undo => r#"<path d="M7 4 3.5 7.5 7 11M3.5 7.5h8a5 5 0 0 1 0 10H8"/>"#,
            Self::Upload => {
                r#"<path d="M10 13V4M6.5 7 10 3.5 13.5 7M3.5 12.5v2.75a1.25 1.25 0 0 0 1.25 1.25h10.5a1.25 1.25 0 0 0 1.25-1.25V12.5"/>"#
            }
            Self::Warning => {
                r#"<path d="M10 3.25 17.25 16H2.75zM10 8v3.75"/><path d="M10 13.9v.01"/>"#
            }
        }
    }
}

#[component]
pub fn Icon(
    glyph: Glyph,
    #[prop(optional)] small: bool,
    #[prop(optional)] still: bool,
) -> impl IntoView {
    let class = match (glyph == Glyph::Running && !still, small) {
        (true, _) => "icon spin",
        (false, true) => "icon icon-small",
        (false, false) => "icon",
    };
    view! { <svg class=class viewBox="0 0 20 20" aria-hidden="true" inner_html=glyph.paths()></svg> }
}

/// The house's mark and name.
#[component]
pub fn Wordmark(href: &'static str) -> impl IntoView {
    view! {
        <a class="wordmark" href=href>
            <svg viewBox="0 0 26 26" aria-hidden="true">
                <rect width="26" height="26" rx="7"></rect>
                <path d="M6.5 19 13 6.5 19.5 19"></path>
                <circle cx="13" cy="15.75" r="1.6"></circle>
            </svg>
            "Automator"
        </a>
    }
}
