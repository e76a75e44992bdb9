//! Every setting there is. To add one: one entry here.

use super::definition::{Definition, Fallback, Kind, Scope, Section};

const TENANT: &[Scope] = &[
    Scope::Global,
    Scope::Plan,
    Scope::Tenant,
    Scope::Environment,
];
const HOUSE: &[Scope] = &[Scope::Global];
const PLAN: &[Scope] = &[Scope::Global, Scope::Plan, Scope::Tenant];

/// A setting that the customer sees and his app gets; the entries below say what differs.
const CUSTOMER: Definition = Definition {
    key: "",
    kind: Kind::Text {
        max: 200,
        lines: false,
    },
    label: "",
    help: "",
    default: Fallback::Unset,
    scopes: TENANT,
    customer: true,
    sign_up: false,
    runtime: true,
    section: Section::Branding,
};

const COLOUR: Definition = Definition {
    kind: Kind::Colour,
    ..CUSTOMER
};
const IMAGE: Definition = Definition {
    kind: Kind::Image,
    ..CUSTOMER
};
const SMTP: Definition = Definition {
    section: Section::Mail,
    runtime: false,
    ..CUSTOMER
};
const SIGN_UP: Definition = Definition {
    scopes: HOUSE,
    customer: false,
    runtime: false,
    section: Section::SignUp,
    ..CUSTOMER
};
const LIMIT: Definition = Definition {
    scopes: PLAN,
    customer: false,
    runtime: false,
    section: Section::Limits,
    default: Fallback::Plan,
    ..CUSTOMER
};
const RETENTION: Definition = Definition {
    section: Section::Retention,
    ..SIGN_UP
};

/// How long something is kept, up to ten years.
const fn days(min: i64) -> Kind {
    Kind::Number {
        min,
        max: 3_650,
        unit: "days",
    }
}

/// Of a provider, over all workers together.
const fn at_once(key: &'static str, label: &'static str) -> Definition {
    Definition {
        key,
        kind: Kind::Number {
            min: 0,
            max: 100_000,
            unit: "at once",
        },
        label,
        help: "Steps that may be at this provider at once, over all workers. 0 is no limit.",
        default: Fallback::Number(0),
        section: Section::Providers,
        ..SIGN_UP
    }
}

const fn per_minute(key: &'static str, label: &'static str) -> Definition {
    Definition {
        kind: Kind::Number {
            min: 0,
            max: 1_000_000,
            unit: "a minute",
        },
        help: "Calls a minute to this provider, over all workers, evenly spread. 0 is no limit.",
        ..at_once(key, label)
    }
}

pub const ALL: &[Definition] = &[
    Definition {
        key: "branding.site_title",
        kind: Kind::Text {
            max: 80,
            lines: false,
        },
        label: "Site title",
        help: "Shown in the header and in the browser's tab.",
        default: Fallback::Company,
        ..CUSTOMER
    },
    Definition {
        key: "branding.primary_color",
        label: "Main colour",
        help: "Buttons and headings take it.",
        default: Fallback::Text("#0e5f68"),
        sign_up: true,
        ..COLOUR
    },
    Definition {
        key: "branding.accent_color",
        label: "Accent colour",
        help: "Links and small highlights.",
        default: Fallback::Text("#a8481f"),
        sign_up: true,
        ..COLOUR
    },
    Definition {
        key: "branding.background_color",
        label: "Background colour",
        help: "Behind everything.",
        default: Fallback::Text("#fafbfc"),
        sign_up: true,
        ..COLOUR
    },
    Definition {
        key: "branding.text_color",
        label: "Text colour",
        help: "Should stand out well from the background.",
        default: Fallback::Text("#1b2226"),
        sign_up: true,
        ..COLOUR
    },
    Definition {
        key: "branding.logo",
        label: "Logo",
        help: "PNG, JPEG or WebP, up to 2 MB. Stands at the left of the header.",
        sign_up: true,
        ..IMAGE
    },
    Definition {
        key: "branding.header_image",
        label: "Header image",
        help: "PNG, JPEG or WebP, up to 2 MB. Wide images look best, for example 1600 × 400.",
        ..IMAGE
    },
    Definition {
        key: "branding.icon",
        label: "Icon",
        help: "PNG, JPEG or WebP, up to 2 MB. Square; shown in the browser's tab.",
        ..IMAGE
    },
    Definition {
        key: "mail.sender_name",
        kind: Kind::Text {
            max: 80,
            lines: false,
        },
        label: "Sender name",
        help: "Who mails come from, as people read it.",
        default: Fallback::Company,
        section: Section::Mail,
        ..CUSTOMER
    },
    Definition {
        key: "mail.reply_to",
        kind: Kind::Email,
        label: "Reply-to address",
        help: "Answers to mails go there.",
        section: Section::Mail,
        ..CUSTOMER
    },
    Definition {
        key: "mail.footer_address",
        kind: Kind::Text {
            max: 500,
            lines: true,
        },
        label: "Footer address",
        help: "Postal address at the foot of pages and mails.",
        section: Section::Mail,
        ..CUSTOMER
    },
    Definition {
        key: "mail.social_links",
        kind: Kind::Links { max: 8 },
        label: "Social links",
        help: "Addresses of your pages elsewhere, one a line.",
        default: Fallback::NoLinks,
        section: Section::Mail,
        ..CUSTOMER
    },
    Definition {
        key: "mail.smtp.host",
        kind: Kind::Text {
            max: 253,
            lines: false,
        },
        label: "Mail server",
        help: "Your own SMTP server. Leave empty to send through ours.",
        ..SMTP
    },
    Definition {
        key: "mail.smtp.port",
        kind: Kind::Number {
            min: 1,
            max: 65_535,
            unit: "",
        },
        label: "Mail server port",
        help: "587 is usual.",
        default: Fallback::Number(587),
        ..SMTP
    },
    Definition {
        key: "mail.smtp.security",
        kind: Kind::Choice(&[
            ("starttls", "STARTTLS"),
            ("tls", "TLS from the start"),
            ("none", "None"),
        ]),
        label: "Mail server encryption",
        help: "How the connection is protected.",
        default: Fallback::Text("starttls"),
        ..SMTP
    },
    Definition {
        key: "mail.smtp.username",
        kind: Kind::Text {
            max: 200,
            lines: false,
        },
        label: "Mail server user name",
        help: "Leave empty when the server asks for none.",
        ..SMTP
    },
    Definition {
        key: "mail.smtp.from",
        kind: Kind::Email,
        label: "Mail server sender address",
        help: "Mails through your server come from this address. Left empty, the user name is taken where it is one.",
        ..SMTP
    },
    Definition {
        key: "mail.smtp.password",
        kind: Kind::Secret,
        label: "Mail server password",
        help: "Kept encrypted; it can be replaced, never read.",
        ..SMTP
    },
    Definition {
        key: "analytics.google_id",
        kind: Kind::Text {
            max: 40,
            lines: false,
        },
        label: "Google Analytics id",
        help: "Begins with G-. Leave empty to measure nothing.",
        section: Section::Analytics,
        ..CUSTOMER
    },
    Definition {
        key: "analytics.gtm_container",
        kind: Kind::Text {
            max: 40,
            lines: false,
        },
        label: "Tag Manager container",
        help: "Begins with GTM-. Leave empty to use none.",
        section: Section::Analytics,
        ..CUSTOMER
    },
    Definition {
        key: "calendar.provider",
        kind: Kind::Choice(&[
            ("none", "None"),
            ("google", "Google"),
            ("microsoft", "Microsoft"),
        ]),
        label: "Calendar",
        help: "Where bookings are entered besides the site.",
        default: Fallback::Text("none"),
        section: Section::Calendar,
        ..CUSTOMER
    },
    Definition {
        key: "calendar.google_callback",
        kind: Kind::Url,
        label: "Google callback address",
        help: "The address to register with Google.",
        section: Section::Calendar,
        ..CUSTOMER
    },
    Definition {
        key: "signup.max_per_hour",
        kind: Kind::Number {
            min: 0,
            max: 1_000_000,
            unit: "an hour",
        },
        label: "Sign-ups from one address",
        help: "Accepted sign-ups an hour from one internet address.",
        default: Fallback::Number(100),
        ..SIGN_UP
    },
    Definition {
        key: "signup.max_per_email",
        kind: Kind::Number {
            min: 0,
            max: 1_000_000,
            unit: "a day",
        },
        label: "Sign-ups with one e-mail address",
        help: "Accepted sign-ups a day with one e-mail address.",
        default: Fallback::Number(20),
        ..SIGN_UP
    },
    Definition {
        key: "signup.max_trials",
        kind: Kind::Number {
            min: 0,
            max: 10_000_000,
            unit: "",
        },
        label: "Concurrent trials",
        help: "No further trial is accepted while so many run.",
        default: Fallback::Number(10_000),
        ..SIGN_UP
    },
    Definition {
        key: "signup.disposable_domains",
        kind: Kind::Text {
            max: 100_000,
            lines: true,
        },
        label: "Disposable mail domains",
        help: "Domains of throw-away addresses, one a line. Sign-ups with them are refused.",
        default: Fallback::Text(
            "mailinator.com\nguerrillamail.com\n10minutemail.com\nyopmail.com\ntrashmail.com\ntempmail.com",
        ),
        ..SIGN_UP
    },
    Definition {
        key: "limits.users",
        kind: Kind::Number {
            min: 1,
            max: 1_000_000,
            unit: "",
        },
        label: "Users",
        help: "People who may have an account on the site.",
        ..LIMIT
    },
    Definition {
        key: "limits.storage_mb",
        kind: Kind::Number {
            min: 1,
            max: 100_000_000,
            unit: "MB",
        },
        label: "Storage",
        help: "Files and database together.",
        ..LIMIT
    },
    Definition {
        key: "limits.mails_per_month",
        kind: Kind::Number {
            min: 0,
            max: 100_000_000,
            unit: "a month",
        },
        label: "Mails",
        help: "Mails the site may send in a calendar month.",
        ..LIMIT
    },
    Definition {
        key: "retention.mail_text_days",
        kind: days(1),
        label: "Texts of mails",
        help: "Then the text of a sent mail is erased; that it was sent stays known.",
        default: Fallback::Number(7),
        ..RETENTION
    },
    Definition {
        key: "retention.mail_days",
        kind: days(62),
        label: "Mails",
        help: "Then a mail is forgotten altogether. The plan's mails of a month are counted by them.",
        default: Fallback::Number(365),
        ..RETENTION
    },
    Definition {
        key: "retention.run_days",
        kind: days(1),
        label: "Runs",
        help: "Then a run is forgotten with its steps, unless it is its environment's newest or later runs go on from its results.",
        default: Fallback::Number(365),
        ..RETENTION
    },
    Definition {
        key: "retention.event_days",
        kind: days(1),
        label: "Events",
        help: "Then what happened is no longer told in streams and feeds.",
        default: Fallback::Number(90),
        ..RETENTION
    },
    Definition {
        key: "retention.log_days",
        kind: days(1),
        label: "Log lines",
        help: "Then the log of a run is empty.",
        default: Fallback::Number(90),
        ..RETENTION
    },
    Definition {
        key: "retention.answer_days",
        kind: days(1),
        label: "Answers to repeated requests",
        help: "So long an Idempotency-Key gets its first answer again.",
        default: Fallback::Number(2),
        ..RETENTION
    },
    at_once("providers.instance.at_once", "Work on instances at once"),
    per_minute("providers.instance.per_minute", "Calls for instances"),
    at_once("providers.database.at_once", "Work on databases at once"),
    per_minute("providers.database.per_minute", "Calls for databases"),
    at_once("providers.bucket.at_once", "Work on buckets at once"),
    per_minute("providers.bucket.per_minute", "Calls for buckets"),
    at_once("providers.mail.at_once", "Work on mail senders at once"),
    per_minute("providers.mail.per_minute", "Calls for mail senders"),
    at_once("providers.dns.at_once", "Work on addresses at once"),
    per_minute("providers.dns.per_minute", "Calls for addresses"),
    Definition {
        key: "runner.crashes",
        kind: Kind::Number {
            min: 2,
            max: 100,
            unit: "crashes",
        },
        label: "Crashes of one step",
        help: "A run is stopped when its worker has died so often while it was at one step.",
        default: Fallback::Number(5),
        section: Section::Runs,
        ..SIGN_UP
    },
];

pub fn find(key: &str) -> Option<&'static Definition> {
    ALL.iter().find(|d| d.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::check;

    #[test]
    fn every_entry_is_complete_and_its_default_passes_its_own_check() {
        for (i, d) in ALL.iter().enumerate() {
            assert!(!d.label.is_empty() && d.help.ends_with('.'), "{}", d.key);
            assert!(
                ALL[..i].iter().all(|other| other.key != d.key),
                "{} stands twice",
                d.key
            );
            let default = d.fallback();
            assert!(default.is_null() || check(d, &default).is_ok(), "{}", d.key);
            assert!(
                !(d.is_secret() && d.runtime),
                "{} would leave the portal",
                d.key
            );
        }
    }
}
