//! The classes of problems: each has a word that never changes, a status, and a page that explains it.

use domain::problem::Problem;

#[derive(Debug)]
pub struct Class {
    pub code: &'static str,
    pub status: u16,
    pub title: &'static str,
    /// What it means and what helps, for the page behind `type`.
    pub meaning: &'static str,
}

impl Class {
    pub fn problem(&self, detail: String) -> Problem {
        Problem {
            kind: format!("/problems/{}", self.code),
            title: self.title.to_owned(),
            status: self.status,
            detail,
            code: self.code.to_owned(),
            hint: None,
            request_id: None,
            errors: Vec::new(),
            present_state: None,
            required_states: Vec::new(),
            held_by: None,
        }
    }
}

macro_rules! classes {
    ($($name:ident $status:literal $code:literal $title:literal: $meaning:literal;)*) => {
        $(pub const $name: Class = Class {
            code: $code,
            status: $status,
            title: $title,
            meaning: $meaning,
        };)*
        pub const ALL: &[&Class] = &[$(&$name),*];
    };
}

classes! {
    MALFORMED 400 "malformed" "The request cannot be read":
        "The body is not JSON, a parameter has the wrong form, or a header cannot be understood. The detail says where. Nothing was changed.";
    UNAUTHENTICATED 401 "unauthenticated" "Sign in first":
        "The request carries no valid token or session. Programs send the header “Authorization: Bearer …”; people sign in. A token may have ended or been taken back.";
    FORBIDDEN 403 "forbidden" "Your role may not do this":
        "You are signed in, and your role does not include this. An operator can do it, or give you another role.";
    FOREIGN_ORIGIN 403 "foreign-origin" "Sent by another site":
        "A browser sent this request for a page of another site. Open the page here and send it again. Programs use a token and no cookie.";
    FORM_TOKEN 403 "form-token" "The form's token is missing or old":
        "The page was open for too long, or the cookie was cleared. Reload the page and send the form again. Scripts in the browser send the header X-CSRF-Token.";
    NOT_FOUND 404 "not-found" "This does not exist":
        "What the address names does not exist, or you may not see it. Check the spelling of the name.";
    NO_ROUTE 404 "no-route" "There is nothing at this address":
        "The interface has no such address. All of them stand in /api/docs.";
    METHOD 405 "method-not-allowed" "This address has other methods":
        "The header Allow of the answer lists the methods that this address understands.";
    TAKEN 409 "taken" "This name is in use already":
        "Somebody else has this name. Choose another one; the answer suggests one where it can.";
    WRONG_STATE 409 "wrong-state" "The present state does not allow this":
        "The answer names the present state and those that it needs. “automator status” says how to go on from there.";
    LOCKED 409 "locked" "Another run is at work":
        "One run at a time works on an environment. Wait for the run that is named in the answer, or cancel it.";
    CONFLICT 409 "conflict" "It has changed in the meantime":
        "What you want to change is no longer as you saw it. Look at it again and decide anew.";
    STALE 412 "stale" "The settings have changed since you read them":
        "If-Match named an older revision than the present one, which the header ETag of the answer names. Read the settings again and repeat the change.";
    TOO_LARGE 413 "too-large" "The request is too large":
        "JSON may have 1 MiB, an image 2 MB.";
    MEDIA_TYPE 415 "unsupported-type" "This type is not taken":
        "Send JSON as application/json. Images are PNG, JPEG or WebP, told by their content and not by their name; SVG is not taken.";
    INVALID 422 "invalid" "Some fields need another value":
        "Everything could be read, but not everything fits. The list “errors” names each field with a code for programs and a sentence for people. Nothing was changed.";
    TOO_MANY 429 "too-many" "Too many requests":
        "There is a limit to how often this may be done. Wait and try again.";
    INTERNAL 500 "internal" "Something went wrong on our side":
        "This is a fault of ours. The request's id in the answer finds it in the log.";
    UNAVAILABLE 503 "unavailable" "A part of the system does not answer":
        "Nothing is lost. Try again in a few seconds.";
}

pub fn find(code: &str) -> Option<&'static Class> {
    ALL.iter().copied().find(|c| c.code == code)
}

/// The class of an answer that no handler of ours wrote.
pub fn of_status(status: u16) -> &'static Class {
    match status {
        401 => &UNAUTHENTICATED,
        403 => &FORBIDDEN,
        404 => &NO_ROUTE,
        405 => &METHOD,
        413 => &TOO_LARGE,
        415 => &MEDIA_TYPE,
        429 => &TOO_MANY,
        503 => &UNAVAILABLE,
        422 => &INVALID,
        400..=499 => &MALFORMED,
        _ => &INTERNAL,
    }
}
